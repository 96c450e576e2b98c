import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { splitAddress } from '../kit/page/go.tsx';

/** Goes to an in-app address such as `/problems/0137?tab=evidence`. */
export function useGo(): (address: string) => void {
  const navigate = useNavigate();
  return useCallback(
    (address) => {
      const { to, search } = splitAddress(address);
      void navigate({ to, search: search as never });
    },
    [navigate],
  );
}

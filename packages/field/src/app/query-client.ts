import { ApiProblem } from '@shoutian/domain/api';
import { QueryClient } from '@tanstack/react-query';

/** Asks again once where that can help; the kept answer is shown meanwhile. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 1 && error instanceof ApiProblem && error.status >= 502,
        staleTime: 15_000,
        refetchOnWindowFocus: true,
      },
    },
  });
}

import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** Splits an in-app address into what the router wants; `?a=b` stays a flat search. */
export function splitAddress(address: string): { to: string; search: Record<string, string> } {
  const [to = '/', search = ''] = address.split('?');
  return { to, search: Object.fromEntries(new URLSearchParams(search)) };
}

export interface GoProps {
  /** In-app address such as `/problems?state=overdue`. */
  to: string;
  children: ReactNode;
  className?: string;
  label?: string;
}

/** A link inside the app: no page load, middle click works, abilities are checked by the target. */
export function Go({ to, children, className, label }: GoProps) {
  const { to: path, search } = splitAddress(to);
  return (
    <Link
      to={path}
      search={search as never}
      {...(className === undefined ? {} : { className })}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {children}
    </Link>
  );
}

import { ApiProblem } from '@shoutian/domain/api';
import { QueryClient } from '@tanstack/react-query';

/** Asks again only where asking again can help: no answer at all, or a passing server failure. */
function mayHelp(failures: number, error: Error): boolean {
  if (!(error instanceof ApiProblem)) return false;
  return failures < 2 && (error.status === 0 || error.status >= 502);
}

/** The one query client of the page. Figures do not refresh behind the reader's back (ui.md 08). */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: mayHelp, staleTime: 15_000, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
}

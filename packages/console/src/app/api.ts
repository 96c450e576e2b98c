import { ApiProblem, call, type Endpoint, type InputOf, type OutputOf } from '@shoutian/domain/api';
import {
  keepPreviousData,
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { App } from 'antd';
import { i18next } from '../i18n/setup.ts';
import { say } from '../i18n/texts.ts';
import { appTexts } from './texts.ts';

export { ApiProblem } from '@shoutian/domain/api';

/** The server's sentence in the interface language, with the number to quote behind it. */
export function problemSentence(error: unknown): string {
  if (!(error instanceof ApiProblem)) {
    // An answer that does not fit its schema, or a fault of this page: the details are for the console, not the clerk.
    console.error(error);
    return say(appTexts, 'unreadable');
  }
  const sentence = i18next.language === 'en' ? (error.messageEn ?? error.message) : error.message;
  if (error.ref === undefined || error.status < 500 || sentence.includes(error.ref)) return sentence;
  return i18next.language === 'en' ? `${sentence} (no. ${error.ref})` : `${sentence}（编号 ${error.ref}）`;
}

/**
 * Asks the server once, outside of the hooks (search boxes, downloads started by hand).
 * @throws ApiProblem for every refusal, failure and lost connection; an abort is thrown on as it came
 */
export function ask<E extends Endpoint>(endpoint: E, input: InputOf<E>, signal?: AbortSignal): Promise<OutputOf<E>> {
  return call(endpoint, input, {
    send: (url, init) =>
      fetch(url, { ...init, credentials: 'same-origin', ...(signal === undefined ? {} : { signal }) }),
  });
}

/** Cache key of a call; the path alone is the prefix that invalidates every call of the endpoint. */
export function keyOf<E extends Endpoint>(endpoint: E, input?: InputOf<E>): QueryKey {
  return input === undefined ? [endpoint.path, endpoint.method] : [endpoint.path, endpoint.method, input];
}

export interface AskOptions {
  enabled?: boolean;
  /** Keeps the old rows on screen while the next page loads: lists. */
  keep?: boolean;
  /** Milliseconds between two askings: running jobs only. */
  every?: number | false;
  staleMs?: number;
}

/** Reads an endpoint. The answer is validated against its schema; errors are ApiProblem. */
export function useEndpoint<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: AskOptions = {},
): UseQueryResult<OutputOf<E>, Error> {
  return useQuery<OutputOf<E>, Error>({
    queryKey: keyOf(endpoint, input),
    queryFn: ({ signal }) => ask(endpoint, input, signal),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData as never } : {}),
    ...(options.every === undefined ? {} : { refetchInterval: options.every }),
    ...(options.staleMs === undefined ? {} : { staleTime: options.staleMs }),
  });
}

export interface ActOptions<E extends Endpoint> {
  /** Endpoints whose answers are stale after the act. */
  invalidate?: readonly Endpoint[];
  /** Sentence shown when it is done; a function gets the answer. */
  done?: string | ((answer: OutputOf<E>, input: InputOf<E>) => string);
  /** The form shows the complaints itself: no toast for 400 and 422. */
  quietComplaints?: boolean;
  onDone?: (answer: OutputOf<E>, input: InputOf<E>) => void;
}

/** Does an act. Errors become a sentence on the screen, the named answers are asked again. */
export function useAct<E extends Endpoint>(
  endpoint: E,
  options: ActOptions<E> = {},
): UseMutationResult<OutputOf<E>, Error, InputOf<E>> {
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation<OutputOf<E>, Error, InputOf<E>>({
    mutationFn: (input) => ask(endpoint, input),
    onSuccess: async (answer, input) => {
      const { done } = options;
      if (done !== undefined) message.success(typeof done === 'string' ? done : done(answer, input));
      options.onDone?.(answer, input);
      await Promise.all((options.invalidate ?? []).map((one) => client.invalidateQueries({ queryKey: [one.path] })));
    },
    onError: (error) => {
      const complaint = error instanceof ApiProblem && (error.status === 400 || error.status === 422);
      if (!(complaint && options.quietComplaints)) message.error({ content: problemSentence(error), duration: 6 });
    },
  });
}

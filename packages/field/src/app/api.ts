import { ApiProblem, call, type Endpoint, type InputOf, type OutputOf } from '@shoutian/domain/api';
import { type QueryKey, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { language } from '../i18n/setup.ts';
import { keepAnswer, keptAnswer } from '../store/answers.ts';
import { noteAnswer, noteSilence } from './net.ts';

export { ApiProblem } from '@shoutian/domain/api';

/** The server's sentence in the interface language, with the number to quote behind it. */
export function problemSentence(error: unknown): string {
  const english = language() === 'en';
  if (!(error instanceof ApiProblem)) {
    console.error(error);
    return english
      ? 'The answer could not be read. What you entered is kept.'
      : '回答读不懂，已填的还在。过一会儿再试。';
  }
  if (error.status === 0)
    return english
      ? 'No answer. What you entered is kept on this phone.'
      : '没有信号或服务器没有回应，已填的都在手机上。';
  const sentence = english ? (error.messageEn ?? error.message) : error.message;
  if (error.ref === undefined || error.status < 500 || sentence.includes(error.ref)) return sentence;
  return english ? `${sentence} (no. ${error.ref})` : `${sentence}（编号 ${error.ref}）`;
}

/** A call without an answer is given up after this long: village networks drop packets without ending a connection. */
const PATIENCE_MS = 25_000;

/**
 * Asks the server once.
 * @throws ApiProblem for every refusal, failure and lost connection
 */
export function ask<E extends Endpoint>(endpoint: E, input: InputOf<E>, operationId?: string): Promise<OutputOf<E>> {
  return call(endpoint, input, {
    send: async (url, init) => {
      const headers = operationId === undefined ? init.headers : { ...init.headers, 'idempotency-key': operationId };
      const signal = AbortSignal.timeout(PATIENCE_MS);
      try {
        const answer = await fetch(url, { ...init, headers, signal, credentials: 'same-origin' });
        noteAnswer(answer.headers.get('date'), answer.status);
        return answer;
      } catch (error) {
        noteSilence();
        throw error;
      }
    },
  });
}

/** Cache key of a call; path and method alone are the prefix that makes every call of the endpoint stale. */
export function keyOf<E extends Endpoint>(endpoint: E, input?: InputOf<E>): QueryKey {
  return input === undefined ? [endpoint.path, endpoint.method] : [endpoint.path, endpoint.method, input];
}

/** Asks, and falls back to the last answer kept on the phone when none comes. */
export async function askOrRecall<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  personId: string,
): Promise<OutputOf<E>> {
  const name = `${personId} ${endpoint.method} ${endpoint.path} ${JSON.stringify(input)}`;
  try {
    const answer = await ask(endpoint, input);
    void keepAnswer(name, answer);
    return answer;
  } catch (error) {
    const silent = error instanceof ApiProblem && (error.status === 0 || error.status >= 502);
    const kept: unknown = silent ? await keptAnswer(name) : undefined;
    if (kept === undefined) throw error;
    return kept as OutputOf<E>;
  }
}

export interface AskOptions {
  enabled?: boolean;
  personId?: string;
  staleMs?: number;
}

/** Reads an endpoint; without a signal it gives what was read last. Errors are ApiProblem. */
export function useEndpoint<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  { enabled = true, personId = '', staleMs = 15_000 }: AskOptions = {},
): UseQueryResult<OutputOf<E>, Error> {
  return useQuery<OutputOf<E>, Error>({
    queryKey: keyOf(endpoint, input),
    queryFn: () => askOrRecall(endpoint, input, personId),
    enabled,
    staleTime: staleMs,
    // The browser's own idea of being online is often wrong in the hills; asking costs little.
    networkMode: 'always',
  });
}

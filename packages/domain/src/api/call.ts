import type { z } from 'zod';
import type { Endpoint, InputOf, OutputOf } from './endpoint.ts';
import { type Complaint, Problem } from './errors.ts';

/** A refused or failed call, with the server's sentence. `status` 0 means that no answer came at all. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Complaint[];
  readonly messageEn: string | undefined;
  readonly ref: string | undefined;
  constructor(status: number, body: Problem['error'] | undefined) {
    super(
      body?.message ??
        (status === 0 ? '服务器没有回应，已填的内容还在，过一会儿再试。' : `服务器回应异常（${status}）。`),
    );
    this.name = 'ApiProblem';
    this.status = status;
    this.code = body?.code ?? (status === 0 ? 'offline' : 'internal');
    this.details = body?.details ?? [];
    this.messageEn = body?.messageEn;
    this.ref = body?.ref;
  }
}

interface CallParts {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** How a call travels: the browser passes a closure over `fetch`, tests one over the application. */
export type Send = (
  address: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<{ readonly ok: boolean; readonly status: number; text(): Promise<string> }>;

/** Address of a call: path parameters filled, empty query values left out, arrays repeated. */
export function addressOf(endpoint: Pick<Endpoint, 'path'>, input: CallParts): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(input.params?.[name] ?? '')),
  );
  const pairs = Object.entries(input.query ?? {}).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined && one !== null && one !== '')
      .map((one) => `${encodeURIComponent(key)}=${encodeURIComponent(String(one))}`),
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/**
 * Calls an endpoint and validates the answer.
 * @throws {ApiProblem} for every refusal, failure and lost connection; an abort is thrown on as it came
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: { send: Send },
): Promise<OutputOf<E>> {
  const parts = input as CallParts;
  const answer = await options
    .send(addressOf(endpoint, parts), {
      method: endpoint.method,
      headers: {
        accept: 'application/json',
        ...(parts.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }),
    })
    .catch((cause: unknown) => {
      if (cause instanceof Error && cause.name === 'AbortError') throw cause;
      throw new ApiProblem(0, undefined);
    });
  const text = await answer.text();
  const json: unknown = text === '' ? undefined : parseJson(text);
  if (!answer.ok) {
    const problem = Problem.safeParse(json);
    throw new ApiProblem(answer.status, problem.success ? problem.data.error : undefined);
  }
  return (endpoint.response as z.ZodType).parse(json) as OutputOf<E>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { z } from 'zod';
import type { Action } from '../people/actions.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One HTTP call as data: the server registers it, the browser calls it, OpenAPI is generated from it.
 * `action` is the permission that a caller needs ('public' for what needs no session, 'signedIn' for what any
 * signed-in person may do on the own data).
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  /** Fastify path, such as `/api/clues/:id`. */
  readonly path: string;
  readonly action: Action | 'public' | 'signedIn';
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly response: Response;
  /** HTTP status of success; 200 unless said. */
  readonly status?: 200 | 201 | 202;
}

/** Keeps the literal types of an endpoint; no other effect. */
export function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  definition: Endpoint<P, Q, B, R>,
): Endpoint<P, Q, B, R> {
  return definition;
}

type In<S> = S extends z.ZodType ? z.input<S> : never;
type Part<Key extends string, S> = [S] extends [undefined]
  ? unknown
  : z.ZodType extends S
    ? unknown
    : { [K in Key]: In<S> };

/** What a caller passes: `params`, `query` and `body`, each only where the endpoint has it. */
export type InputOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? Part<'params', P> & Part<'query', Q> & Part<'body', B>
    : never;

/** What a caller gets. */
export type OutputOf<E> = E extends { response: infer R extends z.ZodType } ? z.output<R> : never;

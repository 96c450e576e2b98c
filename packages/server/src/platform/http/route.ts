import { type Endpoint, getSession, type InputOf } from '@shoutian/domain/api';
import { type Actor, can } from '@shoutian/domain/people';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Db } from '../db/index.ts';
import { AppError } from '../errors.ts';
import type { LooseWork, Work } from '../request.ts';
import { FileAnswer, NotModified } from './answers.ts';
import { looseWork, transact } from './container.ts';
import { doneOnce, keyedAct, SentAnswer } from './repeats.ts';

/** What the framework needs of the running server; features get it once, when their routes are registered. */
export interface HttpPlatform {
  readonly db: Db;
  /** The signed-in person, or undefined. */
  readonly actorOf: (
    request: FastifyRequest,
  ) => Promise<(Actor & { readonly mustChangePassword?: boolean }) | undefined>;
  /** Instant of a request; the demonstration tells what lies weeks back. The shipped server's is the clock. */
  readonly nowOf?: (request: FastifyRequest) => Date;
}

export type Parsed<E> = {
  [K in keyof InputOf<E>]: K extends 'params' | 'query' | 'body' ? ParsedPart<E, K> : never;
};
type ParsedPart<E, K> = K extends keyof E
  ? NonNullable<E[K]> extends infer S extends z.ZodType
    ? z.output<S>
    : never
  : never;

type Answer<E> = z.input<E extends { response: infer R extends z.ZodType } ? R : never> | FileAnswer | NotModified;
export type Handler<E> = (work: Work, input: Parsed<E>, request: FastifyRequest) => Promise<Answer<E>>;
export type LooseHandler<E> = (work: LooseWork, input: Parsed<E>, request: FastifyRequest) => Promise<Answer<E>>;
export type PublicHandler<E> = (input: Parsed<E>, request: FastifyRequest) => Promise<Answer<E>>;

/** Every registered endpoint, for the test that walks them and asks each for its refusals. */
export const registered: Endpoint[] = [];

/** Registers an endpoint whose handler runs inside one transaction; a write sent with a key is done once. */
export function route<E extends Endpoint>(
  app: FastifyInstance,
  platform: HttpPlatform,
  endpoint: E,
  handler: Handler<E>,
): void {
  const gate = (request: FastifyRequest) => admit(platform, endpoint, request);
  register(
    app,
    endpoint,
    async (request, input) => {
      const actor = await gate(request);
      const keyed = keyedAct(endpoint, request, input);
      return transact(platform.db, actor, nowOf(platform, request), (work) => {
        const act = () => handler(work, input as Parsed<E>, request);
        return keyed === undefined ? act() : doneOnce(work, endpoint, keyed, act);
      });
    },
    gate,
  );
}

/**
 * Registers an endpoint whose handler opens its own transactions (long work, file reading, streams). A key in the header
 * protects nothing here; what a phone sends this way carries an id of its own in the body.
 */
export function looseRoute<E extends Endpoint>(
  app: FastifyInstance,
  platform: HttpPlatform,
  endpoint: E,
  handler: LooseHandler<E>,
): void {
  const gate = (request: FastifyRequest) => admit(platform, endpoint, request);
  register(
    app,
    endpoint,
    async (request, input) => {
      const actor = await gate(request);
      return handler(looseWork(platform.db, actor, nowOf(platform, request)), input as Parsed<E>, request);
    },
    gate,
  );
}

/** Registers an endpoint that needs no session. */
export function publicRoute<E extends Endpoint>(app: FastifyInstance, endpoint: E, handler: PublicHandler<E>): void {
  register(app, endpoint, (request, input) => handler(input as Parsed<E>, request));
}

const nowOf = (platform: HttpPlatform, request: FastifyRequest): Date => platform.nowOf?.(request) ?? new Date();

async function admit(platform: HttpPlatform, endpoint: Endpoint, request: FastifyRequest): Promise<Actor> {
  const actor = await platform.actorOf(request);
  if (!actor) throw new AppError('notSignedIn');
  // A password that an administrator has seen opens nothing but the way to change it (the identity library's own route).
  if (actor.mustChangePassword && endpoint.path !== getSession.path) throw new AppError('passwordChange');
  if (endpoint.action !== 'signedIn' && endpoint.action !== 'public' && !can(actor, endpoint.action))
    throw new AppError('notAllowed');
  return actor;
}

function register(
  app: FastifyInstance,
  endpoint: Endpoint,
  handle: (request: FastifyRequest, input: unknown) => Promise<unknown>,
  gate?: (request: FastifyRequest) => Promise<unknown>,
): void {
  registered.push(endpoint);
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: {
      summary: endpoint.summary,
      tags: [endpoint.path.split('/')[2] ?? 'api'],
      ...(endpoint.params ? { params: endpoint.params } : {}),
      ...(endpoint.query ? { querystring: endpoint.query } : {}),
      ...(endpoint.body ? { body: endpoint.body } : {}),
      response: { [endpoint.status ?? 200]: endpoint.response },
    },
    // Who asks is settled before what is asked: a stranger learns nothing of an input's shape from its complaints.
    ...(gate ? { preValidation: async (request: FastifyRequest) => void (await gate(request)) } : {}),
    handler: async (request, reply) => {
      refuseForeignOrigin(request);
      const input = { params: request.params, query: request.query, body: request.body };
      return send(reply, endpoint, await handle(request, input));
    },
  });
}

/** Cookies travel with cross-site form posts too: a write from another site is refused by its own headers. */
function refuseForeignOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site')
    throw new AppError('notAllowed', '请求来自别的网站，已拒绝。', {
      en: 'Refused: the request comes from another site.',
    });
}

async function send(reply: FastifyReply, endpoint: Endpoint, answer: unknown): Promise<unknown> {
  if (answer instanceof NotModified) return reply.status(304).send();
  if (answer instanceof SentAnswer) {
    return reply
      .status(answer.status)
      .headers(answer.repeated ? { 'idempotency-replayed': 'true' } : {})
      .type('application/json; charset=utf-8')
      .serializer((payload: unknown) => payload as string)
      .send(answer.text);
  }
  if (answer instanceof FileAnswer) {
    return reply
      .headers({
        'cache-control': 'private, no-cache',
        ...answer.headers,
        'content-disposition': answer.disposition,
        'x-content-type-options': 'nosniff',
      })
      .type(answer.mime)
      .serializer((payload: unknown) => payload as string)
      .send(answer.content);
  }
  return reply.status(endpoint.status ?? 200).send(answer);
}

import { createHash } from 'node:crypto';
import type { Endpoint } from '@shoutian/domain/api';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Schedule } from '../jobs/types.ts';
import type { Work } from '../request.ts';
import { FileAnswer, NotModified } from './answers.ts';

/** A phone that found no signal for longer than this looks before it sends again. */
const KEPT_MS = 7 * 24 * 3_600_000;

/** An answer as it goes over the wire, kept so that the same act sent again is told the same. */
export class SentAnswer {
  readonly text: string;
  readonly status: number;
  /** The act was done before; nothing happened now. */
  readonly repeated: boolean;
  constructor(text: string, status: number, repeated: boolean) {
    this.text = text;
    this.status = status;
    this.repeated = repeated;
  }
}

/** One act under the key that its sender made: `request` is the SHA-256 of what was asked, defaults filled in. */
export interface KeyedAct {
  readonly key: string;
  readonly route: string;
  readonly request: string;
}

/**
 * The act's key from the header `idempotency-key`; undefined for reads and where none was sent.
 * @throws {AppError} badInput for a key that is none (1–200 visible ASCII characters)
 */
export function keyedAct(endpoint: Endpoint, request: FastifyRequest, input: unknown): KeyedAct | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined || endpoint.method === 'GET') return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key))
    throw new AppError('badInput', '请求头 idempotency-key 要用 1 到 200 个英文字母、数字或符号。', {
      en: 'The header idempotency-key takes 1 to 200 visible ASCII characters.',
    });
  return {
    key,
    route: `${endpoint.method} ${endpoint.path}`,
    request: createHash('sha256').update(JSON.stringify(input)).digest('hex'),
  };
}

/**
 * Does an act once per person and key. Of two sent at the same time the second waits at the unique key: for the first
 * one's answer, or for its turn when the first was refused, because a refusal rolls the claim back with everything else.
 * @throws {AppError} keyReused when the key stands for another act; whatever `act` throws
 */
export async function doneOnce(
  work: Work,
  endpoint: Endpoint,
  { key, route, request }: KeyedAct,
  act: () => Promise<unknown>,
): Promise<unknown> {
  const { tx, actor, now } = work;
  const own = [actor.countyCode, actor.id, key];
  const claim = await tx.query(
    `insert into idempotent_act (county_code, person_id, key, route, request_sha256, at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning key`,
    [...own, route, request, now],
  );
  if (claim.length === 0) return answerOf(work, { key, route, request });
  const answer = await act();
  if (answer instanceof FileAnswer || answer instanceof NotModified) {
    await tx.query('delete from idempotent_act where county_code = $1 and person_id = $2 and key = $3', own);
    return answer;
  }
  const sent = new SentAnswer(JSON.stringify(z.encode(endpoint.response, answer)), endpoint.status ?? 200, false);
  await tx.query(
    'update idempotent_act set status = $4, answer = $5 where county_code = $1 and person_id = $2 and key = $3',
    [...own, sent.status, sent.text],
  );
  return sent;
}

async function answerOf({ tx, actor }: Work, { key, route, request }: KeyedAct): Promise<SentAnswer> {
  const [first] = await tx.query<{ route: string; request_sha256: string; status: number; answer: string }>(
    `select route, request_sha256, status, answer from idempotent_act
     where county_code = $1 and person_id = $2 and key = $3`,
    [actor.countyCode, actor.id, key],
  );
  if (!first) throw new AppError('busy');
  if (first.route !== route || first.request_sha256 !== request) throw new AppError('keyReused');
  return new SentAnswer(first.answer, first.status, true);
}

/** Clears answers that nobody will ask for again, every night. */
export const forgetAnswers: Schedule = {
  name: 'forget-answers',
  cron: '40 3 * * *',
  run: ({ actor, now, transaction }) =>
    transaction(async ({ tx }) => {
      await tx.query('delete from idempotent_act where county_code = $1 and at < $2', [
        actor.countyCode,
        new Date(now.getTime() - KEPT_MS),
      ]);
    }),
};

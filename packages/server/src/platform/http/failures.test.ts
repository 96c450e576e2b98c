import { Problem } from '@shoutian/domain/api';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DatabaseProblem, type DatabaseProblemCode } from '../db/index.ts';
import { installFailures } from './failures.ts';

/** What the caller gets for each code of the database: status, stable code, and whether the sentence carries a number. */
const expected: Record<DatabaseProblemCode, readonly [status: number, code: string, quoted: boolean]> = {
  duplicate: [409, 'duplicate', false],
  overlaps: [409, 'overlapping', false],
  reference: [409, 'reference', true],
  required: [422, 'emptyValue', true],
  invalid: [422, 'badValue', true],
  badValue: [422, 'badValue', true],
  notAllowed: [403, 'outsideScope', true],
  retry: [503, 'busy', true],
  locked: [503, 'busy', true],
  timeout: [503, 'tookTooLong', true],
  unavailable: [503, 'unavailable', true],
  full: [507, 'full', true],
  unexpected: [500, 'internal', true],
};

const app = Fastify();

beforeAll(async () => {
  installFailures(app);
  app.get<{ Params: { code: DatabaseProblemCode } }>('/:code', async ({ params }) => {
    throw new DatabaseProblem(params.code, 'relation "problem" column secret_column', { code: 'XX000' });
  });
  await app.ready();
});
afterAll(() => app.close());

describe('a failure of the database becomes one sentence', () => {
  test.each(Object.entries(expected))('%s', async (thrown, [status, code, quoted]) => {
    const answer = await app.inject({ url: `/${thrown}` });
    const { error } = Problem.parse(answer.json());
    expect([answer.statusCode, error.code]).toEqual([status, code]);
    expect(error.message).toMatch(/\p{Script=Han}/u);
    expect(error.messageEn).toMatch(/^[A-Z][\x20-\x7e]+\.$/);
    expect(error.message.includes(`编号 ${error.ref}`)).toBe(quoted);
    expect(answer.body, 'nothing of the schema leaks').not.toContain('secret_column');
  });
});

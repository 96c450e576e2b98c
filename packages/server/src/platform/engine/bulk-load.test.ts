import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../db/testing.ts';
import { copyBatch } from './binary-copy.testing.ts';
import { BulkLoadProblem, type BulkLoadRequest, loadEachBatch } from './bulk-load.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  await test.db.pool.query('create table "Staging" (id integer, "地类" text)');
});
afterAll(() => test.close());
beforeEach(() => test.db.pool.query('truncate "Staging"'));

const target = { table: 'Staging', columns: ['id', '地类'] };

async function* batches(
  count: number,
  rowsEach: number,
  onBatch: (n: number) => void = () => undefined,
): AsyncIterable<Uint8Array> {
  for (let n = 0; n < count; n += 1) {
    onBatch(n);
    yield copyBatch(
      Array.from({ length: rowsEach }, (_, i) => [n * rowsEach + i, i % 10 === 0 ? null : `耕地${i}`] as const),
    );
  }
}

const load = (request: Partial<BulkLoadRequest> & Pick<BulkLoadRequest, 'batches'>) =>
  test.db.bulkLoad({ ...target, ...request });

const count = async (): Promise<number> =>
  (await test.db.pool.query('select count(*)::int as n from "Staging"')).rows[0].n;

describe('bulk load', () => {
  it('stores every row of every batch, names and nulls as they are', async () => {
    expect(await load({ batches: batches(20, 500) })).toEqual({ rows: 10_000 });
    const { rows } = await test.db.pool.query(
      'select count(*)::int as n, count("地类")::int as named, sum(id)::int as sum, max("地类") as last from "Staging"',
    );
    expect(rows).toEqual([{ n: 10_000, named: 9_000, sum: 49_995_000, last: '耕地99' }]);
  });

  it('loads nothing from no batches, and an empty batch', async () => {
    expect(await load({ batches: batches(0, 0) })).toEqual({ rows: 0 });
    expect(await load({ batches: batches(1, 0) })).toEqual({ rows: 0 });
  });

  it('takes a batch of 24 MB', async () => {
    const text = '地'.repeat(8_000);
    async function* one(): AsyncIterable<Uint8Array> {
      yield copyBatch(Array.from({ length: 1_000 }, (_, i) => [i, text] as const));
    }
    expect(await load({ batches: one() })).toEqual({ rows: 1_000 });
    expect((await test.db.pool.query('select sum(length("地类"))::int as n from "Staging"')).rows).toEqual([
      { n: 8_000_000 },
    ]);
  });

  it('asks for a batch only when the one before the last is stored', async () => {
    let stored = 0;
    const ahead: number[] = [];
    const request = { ...target, batches: batches(8, 1, (n) => ahead.push(n - stored)) };
    await loadEachBatch(request, async () => {
      await sleep(5);
      stored += 1;
      return 1;
    });
    expect(stored).toBe(8);
    expect(Math.max(...ahead)).toBe(1);
  });

  it('stops when the signal fires, with its reason', async () => {
    const stop = new AbortController();
    let made = 0;
    const endless = batches(10_000, 100, (n) => {
      made = n;
      if (n === 5) stop.abort(new Error('cancelled by the user'));
    });
    await expect(load({ batches: endless, signal: stop.signal })).rejects.toThrow('cancelled by the user');
    expect(made).toBeLessThan(10);
    expect(await load({ batches: batches(1, 10) })).toEqual({ rows: 10 });
  });

  it('does not begin under a signal that has fired', async () => {
    await expect(load({ batches: batches(3, 10), signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow(
      'too late',
    );
    expect(await count()).toBe(0);
  });

  it('refuses bytes that are no binary COPY file before sending them', async () => {
    async function* bad(): AsyncIterable<Uint8Array> {
      yield copyBatch([[1, 'a']]);
      yield copyBatch([[2, 'b']]).subarray(0, -2);
    }
    await expect(load({ batches: bad() })).rejects.toThrow(BulkLoadProblem);
  });

  it('passes on what the database refuses, and works afterwards', async () => {
    await expect(load({ columns: ['id'], batches: batches(3, 10) })).rejects.toThrow(/field count is 2, expected 1/);
    await expect(load({ table: 'nowhere', batches: batches(3, 10) })).rejects.toThrow(/does not exist/);
    expect(await load({ batches: batches(1, 10) })).toEqual({ rows: 10 });
  });

  it('passes on a failure of the source', async () => {
    async function* failing(): AsyncIterable<Uint8Array> {
      yield copyBatch([[1, 'a']]);
      throw new Error('the file ends in the middle');
    }
    await expect(load({ batches: failing() })).rejects.toThrow('the file ends in the middle');
  });

  it('lets other clients in between its batches, and is not possible inside a transaction', async () => {
    const loading = load({ batches: batches(30, 2_000) });
    const answers = await Promise.all(Array.from({ length: 20 }, () => test.db.pool.query('select 1 as one')));
    expect(answers).toHaveLength(20);
    expect(await loading).toEqual({ rows: 60_000 });
    await expect(test.db.withSystem('999900', () => load({ batches: batches(1, 1) }))).rejects.toThrow(
      /inside a transaction/,
    );
  });
});

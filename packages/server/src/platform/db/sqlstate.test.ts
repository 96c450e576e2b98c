import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseProblem, toDatabaseProblem } from './sqlstate.ts';
import { openTestDatabase, type TestDatabase } from './testing.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  const { pool } = test.db;
  await pool.query(
    `create table parcel (id integer constraint parcel_pkey_102008 primary key, part int4range, area numeric constraint area_positive check (area > 0),
       owner text not null default 'x', parent integer references parcel, exclude using gist (part with &&))`,
  );
  await pool.query(`insert into parcel values (1, '[1,5)', 10, 'a', null), (2, null, 10, 'b', 1)`);
});
afterAll(() => test.close());

async function problem(sql: string): Promise<DatabaseProblem | undefined> {
  return toDatabaseProblem(
    await test.db.pool.query(sql).then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
}

describe('a refusal of the database becomes', () => {
  it.each([
    ['insert into parcel (id) values (1)', { code: 'duplicate', constraint: 'parcel_pkey', table: 'parcel' }],
    [`insert into parcel (id, part) values (3, '[4,6)')`, { code: 'overlaps', constraint: 'parcel_part_excl' }],
    ['insert into parcel (id, parent) values (4, 99)', { code: 'reference', constraint: 'parcel_parent_fkey' }],
    ['delete from parcel where id = 1', { code: 'reference' }],
    ['insert into parcel (id, owner) values (5, null)', { code: 'required', column: 'owner' }],
    ['insert into parcel (id, area) values (6, -1)', { code: 'invalid', constraint: 'area_positive' }],
    [`select 'x'::integer`, { code: 'badValue', sqlState: '22P02' }],
    ['select 1 / 0', { code: 'badValue', sqlState: '22012' }],
    ['select * from nowhere', { code: 'unexpected', sqlState: '42P01' }],
  ])('%s', async (sql, expected) => {
    expect(await problem(sql)).toMatchObject(expected);
  });

  it('notAllowed under row-level security', async () => {
    const refused = test.db.withSystem('999900', (tx) =>
      tx.query(
        `insert into self_check (county_code, id, division_code) values ('999901', gen_random_uuid(), '999901')`,
      ),
    );
    await expect(refused).rejects.toMatchObject({ name: 'DatabaseProblem', code: 'notAllowed' });
  });

  it('unavailable when nobody answers', async () => {
    const client = new pg.Client({ connectionString: 'postgres://127.0.0.1:1/none' });
    expect(toDatabaseProblem(await client.connect().catch((error: unknown) => error))?.code).toBe('unavailable');
    expect(toDatabaseProblem(new Error('Connection terminated unexpectedly'))?.code).toBe('unavailable');
  });
});

it('what did not come from the database is left alone', () => {
  expect(toDatabaseProblem(new Error('other'))).toBeUndefined();
  expect(toDatabaseProblem(Object.assign(new Error('file'), { code: 'ENOENT' }))).toBeUndefined();
  expect(toDatabaseProblem('text')).toBeUndefined();
  const known = new DatabaseProblem('duplicate', 'x');
  expect(toDatabaseProblem(known)).toBe(known);
});

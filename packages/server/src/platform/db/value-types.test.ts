import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from './testing.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

it('values come as the contract says, in a zone that is not UTC', async () => {
  expect(new Date(2026, 0, 1).getTimezoneOffset()).not.toBe(0);
  const { rows } = await test.db.pool.query(
    `select date '2024-02-29' as day, array[date '2024-02-29', null] as days, timestamp '2024-02-29 23:30' as wall,
       timestamptz '2024-02-29 23:30+08' as moment, 9007199254740991::int8 as whole, array[1, 2]::int8[] as wholes,
       123.4500::numeric as area, array[0.5, null]::numeric[] as areas, '{"a_b": [1]}'::jsonb as json, null::date as none`,
  );
  expect(rows).toEqual([
    {
      day: '2024-02-29',
      days: ['2024-02-29', null],
      wall: '2024-02-29 23:30:00',
      moment: new Date('2024-02-29T15:30:00Z'),
      whole: Number.MAX_SAFE_INTEGER,
      wholes: [1, 2],
      area: 123.45,
      areas: [0.5, null],
      json: { a_b: [1] },
      none: null,
    },
  ]);
});

it('a whole number that JavaScript cannot hold is an error, not another number', async () => {
  await expect(test.db.pool.query('select 9007199254740993::int8 as n')).rejects.toThrow(/select it as text/);
});

it('Kysely speaks camelCase and leaves the keys of json values alone', async () => {
  const { rows } = await test.db.withSystem('999900', (tx) =>
    sql`select 1 as area_m2, '{"land_class": 1}'::jsonb as from_survey`.execute(tx.db),
  );
  expect(rows).toEqual([{ areaM2: 1, fromSurvey: { land_class: 1 } }]);
  await test.db.pool.query('create table shoutian_day (filed_on date)');
  await test.db.pool.query('insert into shoutian_day values ($1)', ['2024-03-01']);
  expect((await test.db.pool.query('select filed_on::text as t from shoutian_day')).rows).toEqual([
    { t: '2024-03-01' },
  ]);
});

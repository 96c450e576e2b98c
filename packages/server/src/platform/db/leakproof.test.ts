import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { markLeakproof } from './leakproof.ts';
import { placeSql } from './place.ts';
import { openTestDatabase, type TestDatabase } from './testing.ts';

const COUNTY = '999901';
const TOWN = '999901101';
let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  await test.db.pool.query(
    `insert into clue_batch (county_code, id, division_code, batch_no, title, channel, discovery_method, received_on, state, created_by, created_by_name)
     values ($1, $2, $1, 'B', 'B', 'satelliteEnforcement', 'image', '2026-01-01', 'stored', 'x', 'x')`,
    [COUNTY, newId()],
  );
  // 4,000 points on a grid of 0.01°; every second one belongs to another town.
  await test.db.pool.query(
    `insert into clue (county_code, id, division_code, batch_id, clue_no, channel, discovery_method, point, state, state_since, search_terms, created_by)
     select $1, gen_random_uuid(), case when n % 2 = 0 then $2 else '999901102' end, b.id, 'C' || n, 'satelliteEnforcement', 'image',
       st_setsrid(st_makepoint(106 + (n % 100) * 0.01, 29 + (n / 100) * 0.01), 4490), 'registered', now(), array['w' || n % 1000], 'x'
     from generate_series(1, 4000) as n, clue_batch b`,
    [COUNTY, TOWN],
  );
  await test.db.pool.query('analyze clue');
});
afterAll(() => test.close());

const BOX = 'st_makeenvelope(106.095, 29.095, 106.125, 29.125, 4490)';
const questions = {
  clue_place_index: `${placeSql('c')} && ${BOX}`,
  clue_search: `c.search_terms @> array['w12']`,
};

async function inTown(sql: string): Promise<Record<string, unknown>[]> {
  const caller = { countyCode: COUNTY, scopeCode: TOWN, personId: 'x' };
  return test.db.withTransaction(caller, (tx) => tx.query(sql));
}

describe('under row-level security', () => {
  it.each(Object.entries(questions))('index %s answers', async (index, condition) => {
    const plan = await inTown(`explain select c.id from clue c where c.county_code = '${COUNTY}' and ${condition}`);
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  });

  it.each(Object.values(questions))('%s finds rows of the own area only', async (condition) => {
    const rows = await inTown(`select c.division_code from clue c where c.county_code = '${COUNTY}' and ${condition}`);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => row['division_code']))).toEqual(new Set([TOWN]));
  });

  it('the mark is set again where a restored dump lost it, and its lack is told to who may not set it', async () => {
    const client = new pg.Client({ connectionString: test.engine.connectionString });
    await client.connect();
    const marked = async () =>
      (
        await client.query(
          `select proleakproof as yes from pg_proc where oid = 'public.geometry_overlaps(public.geometry, public.geometry)'::regprocedure`,
        )
      ).rows;
    const told: object[] = [];
    const log = { info: () => undefined, warn: (fields: object) => void told.push(fields), error: () => undefined };
    await client.query('alter function public.geometry_overlaps(public.geometry, public.geometry) not leakproof');
    await client.query('begin');
    await client.query('set local role shoutian_app');
    await markLeakproof(client, log);
    await client.query('rollback');
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).toContain('alter function public.geometry_overlaps');
    await markLeakproof(client, log);
    expect(await marked()).toEqual([{ yes: true }]);
    expect(told).toHaveLength(1);
    await client.end();
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SelfCheckProblem, selfCheck } from './self-check.ts';
import { openTestDatabase, type TestDatabase } from './testing.ts';

let test: TestDatabase;
let undo: string[] = [];
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());
afterEach(async () => {
  for (const statement of undo) await test.db.pool.query(statement);
  undo = [];
});

describe('the start-up check', () => {
  it('passes on a migrated database and leaves no row', async () => {
    await selfCheck(test.db);
    await selfCheck(test.db);
    expect((await test.db.pool.query('select count(*)::int as n from self_check')).rows).toEqual([{ n: 0 }]);
  });

  it.each([
    [
      'row-level security is off',
      'alter table self_check disable row level security',
      'alter table self_check enable row level security',
      /行级权限没有生效/,
    ],
    [
      'a policy lets a town see everything',
      'create policy everything on self_check for select using (true)',
      'drop policy everything on self_check',
      /should|应看到|instead of/,
    ],
    [
      'a policy lets a town write everywhere',
      'create policy anywhere on self_check for insert with check (true)',
      'drop policy anywhere on self_check',
      /可以向其他县写入/,
    ],
    [
      'the context does not arrive',
      `create or replace function app_enter(county text, scope text, person text) returns void language plpgsql as $$ begin execute 'set local role shoutian_app'; end $$`,
      '',
      /应看到 3 行，实际 0 行/,
    ],
    [
      'the role is not taken on',
      `create or replace function app_enter(county text, scope text, person text) returns void language plpgsql as $$ begin execute format('set local app.county = %L', county); execute format('set local app.scope = %L', scope); end $$`,
      '',
      /行级权限没有生效/,
    ],
  ])('refuses to open when %s', async (_name, damage, repair, why) => {
    const { rows } = await test.db.pool.query(`select pg_get_functiondef('app_enter'::regproc) as definition`);
    undo = [repair === '' ? rows[0].definition : repair];
    await test.db.pool.query(damage);
    await expect(selfCheck(test.db)).rejects.toThrow(why);
    await expect(selfCheck(test.db)).rejects.toBeInstanceOf(SelfCheckProblem);
  });
});

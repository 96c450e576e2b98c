import { expect, it } from 'vitest';
import { distributionOf, distributionStatements } from './distribution.ts';
import { readMigrations } from './migrate.ts';
import { splitSql } from './split-sql.ts';

it('reads the mark above a create table', () => {
  expect(distributionOf('-- why\n-- distribute: clue by county_code\ncreate table clue ()')).toEqual({
    kind: 'distribute',
    table: 'clue',
    column: 'county_code',
  });
  expect(distributionOf('-- reference: division\ncreate table division ()')).toEqual({
    kind: 'reference',
    table: 'division',
  });
  expect(distributionOf('-- local: session\ncreate table session ()')).toEqual({ kind: 'local', table: 'session' });
  expect(distributionOf(`-- we distribute: nothing\nselect '-- local: x y'`)).toBeUndefined();
});

it('spreads at once and in sequence, and leaves local tables where they are', () => {
  expect(distributionStatements({ kind: 'distribute', table: 'clue', column: 'county_code' }).at(-1)).toContain(
    `create_distributed_table('public.clue', 'county_code')`,
  );
  expect(distributionStatements({ kind: 'reference', table: 'division' }).at(-1)).toContain('create_reference_table');
  expect(distributionStatements({ kind: 'local', table: 'session' })).toEqual([]);
});

it('every table of the migrations says how it is spread, under its own name', async () => {
  const wrong: string[] = [];
  for (const file of await readMigrations()) {
    for (const { text, line } of splitSql(file.text)) {
      const table = /^create table (?:if not exists )?(?:public\.)?(\w+)/m.exec(text)?.[1];
      if (table !== undefined && distributionOf(text)?.table !== table) {
        wrong.push(`${file.name}:${line} add above it: -- distribute: ${table} by county_code`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

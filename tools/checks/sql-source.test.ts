import { expect, test } from 'vitest';
import { plantTree } from '../testing/tree.ts';
import { checkSqlText, sqlIn } from './sql-source.ts';

const FEATURE = 'packages/server/src/features/clue/queries.ts';

test('templates and strings that begin like a statement are found, with their line', () => {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: the text under test is source code with templates in it
  const text = [
    "import { sql } from 'kysely';",
    'const a = sql<{ id: string }>`select id from clue where county_code = ${county}`;',
    "const b = tx.query('delete from clue where county_code = $1', [county]);",
    'const c = `update ${table} set x = 1`;',
    "const d = 'The clue was selected';",
    'const e = sql`county_code = ${sql`${county}`}`;',
  ].join('\n');
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: the text under test is source code with templates in it
  expect(sqlIn({ path: FEATURE, text }).map(({ line, sql }) => `${line}: ${sql}`)).toEqual([
    '2: select id from clue where county_code = $0',
    '3: delete from clue where county_code = $1',
    '4: update $0 set x = 1',
    '6: county_code = $0',
    '6: $0',
  ]);
});

test('what a query builder writes or gives back is part of the statement', () => {
  const text = [
    "tx.db.updateTable('clue').set({ note: sql`to_char(created_at, 'YYYY')` }).where('id', '=', id);",
    "tx.db.selectFrom('clue').select(sql`to_char(created_at, 'YYYY')`.as('y'));",
    "tx.db.insertInto('clue').values({ note: sql`gen_random_uuid()` }).returning(sql`random()`.as('z'));",
  ].join('\n');
  const findings = checkSqlText(plantTree({ [FEATURE]: text }));
  expect(findings).toEqual([
    expect.stringContaining(`${FEATURE}:1: law 20`),
    expect.stringContaining(`${FEATURE}:3: law 20`),
  ]);
});

test('migrations and sources are read, tests and generated files are not', () => {
  const bad = "const a = 'update clue set note = clock_timestamp()::text where county_code = $1';\n";
  const tree = {
    'db/migrations/0001-make.sql':
      '-- local: a\ncreate table a (id serial);\n\ncreate rule r as on insert to a do nothing;\n',
    [FEATURE]: `\n${bad}`,
    'packages/server/src/features/clue/clue.test.ts': bad,
    'packages/server/src/platform/db/schema.gen.ts': bad,
    'packages/console/src/list.ts': bad,
  };
  expect(checkSqlText(plantTree(tree))).toEqual([
    expect.stringContaining('db/migrations/0001-make.sql:2: law 4'),
    expect.stringContaining('db/migrations/0001-make.sql:4: law 7'),
    expect.stringContaining(`${FEATURE}:2: law 20`),
  ]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../packages/server/src/platform/db/testing.ts';
import { schemaFindings } from '../checks/schema-laws.ts';
import { root } from '../lib/paths.ts';
import { plantTree } from '../testing/tree.ts';
import { dumpSchema } from './dump.ts';
import { differences, generated, writeGenerated } from './files.ts';
import type { Schema } from './model.ts';
import { placesIn, readPlaces } from './places.ts';
import { readSchema } from './read.ts';
import { camelCase, typesOf } from './types.ts';

const SCOPED = "county_code = coalesce(current_setting('app.county', true), '')";
const KEY = 'county_code text not null, id uuid not null, primary key (county_code, id)';

/** What a sound business table needs besides its columns. */
function guard(table: string, policy = SCOPED): string[] {
  return [
    `alter table ${table} enable row level security`,
    `create policy ${table}_rows on ${table} using (${policy})`,
  ];
}

const sound = [
  `create table zz_sound (${KEY}, division_code text not null, area_m2 numeric, at timestamptz not null default now(),
    tags text[] not null default '{}', note jsonb, doubled numeric generated always as (area_m2 * 2) stored,
    geom geometry(Point, 4490), unique (county_code, division_code), check (area_m2 > 0))`,
  'create index zz_sound_geom on zz_sound using gist (county_code, geom)',
  ...guard('zz_sound', `${SCOPED} and starts_with(division_code, coalesce(current_setting('app.scope', true), ''))`),
  'create view zz_view with (security_invoker = true) as select county_code, area_m2 from zz_sound',
  'grant select on zz_view to shoutian_app',
];

/** What the finding must say, and the statements that earn it. Each table is a business table unless marked. */
const plants: readonly (readonly [finding: RegExp, ...statements: string[]])[] = [
  [
    /^law 1: zz_county has no "county_code text not null"/,
    'create table zz_county (county_code varchar(6) not null, id uuid not null, primary key (county_code, id))',
    ...guard('zz_county'),
  ],
  [
    /^law 1: the primary key of zz_key is \(id\)/,
    'create table zz_key (county_code text not null, id uuid primary key)',
    ...guard('zz_key'),
  ],
  [
    /^law 2: zz_unique_no on zz_unique covers \(no\)/,
    `create table zz_unique (${KEY}, no text, constraint zz_unique_no unique (no))`,
    ...guard('zz_unique'),
  ],
  [
    /^law 2: zz_index_no on zz_index covers \(an expression\)/,
    `create table zz_index (${KEY}, no text)`,
    'create unique index zz_index_no on zz_index (lower(no))',
    ...guard('zz_index'),
  ],
  [
    /^law 2: zz_exclude_geom on zz_exclude/,
    `create table zz_exclude (${KEY}, geom geometry, constraint zz_exclude_geom exclude using gist (geom with &&))`,
    ...guard('zz_exclude'),
  ],
  [
    /^law 2: zz_foreign_up on zz_foreign covers \(up, county_code\)/,
    `create table zz_foreign (${KEY}, up uuid, unique (county_code, up), constraint zz_foreign_up foreign key (up, county_code) references zz_sound (id, county_code))`,
    ...guard('zz_foreign'),
  ],
  [
    /^law 3: zz_null_up on zz_null sets null/,
    `create table zz_null (${KEY}, up uuid, constraint zz_null_up foreign key (county_code, up) references zz_sound (county_code, id) on delete set null)`,
    ...guard('zz_null'),
  ],
  [
    /^law 4: zz_serial\.no is serial/,
    `create table zz_serial (${KEY}, no bigint generated always as identity)`,
    ...guard('zz_serial'),
  ],
  [
    /^law 4: zz_id\.id must be "uuid not null" without a default/,
    'create table zz_id (county_code text not null, id uuid not null default gen_random_uuid(), primary key (county_code, id))',
    ...guard('zz_id'),
  ],
  [/^law 4: sequence zz_counter/, 'create sequence zz_counter'],
  [
    /^law 6: zz_session_up points from zz_session/,
    '-- local: zz_session\ncreate table zz_session (county_code text, up uuid, constraint zz_session_up foreign key (county_code, up) references zz_sound (county_code, id))',
  ],
  [
    /^law 7: zz_trigger has a trigger/,
    `create table zz_trigger (${KEY})`,
    ...guard('zz_trigger'),
    "create function zz_noop() returns trigger language plpgsql as 'begin return new; end'",
    'create trigger zz_on before insert on zz_trigger for each row execute function zz_noop()',
  ],
  [
    /^law 7: function zz_definer\(\) is security definer/,
    "create function zz_definer() returns int language sql security definer as 'select 1'",
  ],
  [
    /^law 7: view zz_owner_view runs with its owner's rights/,
    'create view zz_owner_view as select county_code from zz_sound',
  ],
  [
    /^law 9: zz_gist_geom on zz_gist is gist \(geom\)/,
    `create table zz_gist (${KEY}, geom geometry)`,
    'create index zz_gist_geom on zz_gist using gist (geom)',
    ...guard('zz_gist'),
  ],
  [
    /^law 12: nothing says how zz_unmarked is distributed/,
    '-- unmarked\ncreate table zz_unmarked (id uuid primary key)',
  ],
  [/^law 15: zz_open has no row-level security/, `create table zz_open (${KEY})`],
  [
    /^law 15: policy zz_sub_rows on zz_sub has a subquery/,
    `create table zz_sub (${KEY})`,
    ...guard('zz_sub', `${SCOPED} and exists (select 1 from zz_sound)`),
  ],
  [
    /^law 15: policy zz_call_rows on zz_call calls now/,
    `create table zz_call (${KEY})`,
    ...guard('zz_call', `${SCOPED} and now() > '2020-01-01'`),
  ],
  [
    /^law 15: policy zz_bare_rows on zz_bare reads a setting bare/,
    `create table zz_bare (${KEY}, division_code text)`,
    ...guard('zz_bare', `${SCOPED} and division_code = current_setting('app.scope', true)`),
  ],
  [
    /^law 15: policy zz_all_rows on zz_all lets rows through without a county/,
    `create table zz_all (${KEY})`,
    ...guard('zz_all', 'true'),
  ],
];
const virtual = [
  `create table zz_virtual (${KEY}, a int, b int generated always as (a + 1) virtual)`,
  ...guard('zz_virtual'),
];

let database: TestDatabase;
let clean: Schema;
let broken: Schema;
let findings: string[];

const read = (): Promise<Schema> =>
  readSchema(async <R extends object>(text: string) => (await database.db.pool.query<R>(text)).rows);

beforeAll(async () => {
  database = await openTestDatabase();
  clean = await read();
  const { rows } = await database.db.pool.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  const statements = [
    ...sound,
    ...plants.flatMap(([, ...each]) => each),
    ...((rows[0]?.version ?? 0) >= 180000 ? virtual : []),
  ];
  for (const statement of statements) await database.db.pool.query(statement);
  broken = await read();
  const tables = [...statements.join('\n').matchAll(/(?<!-- (?:unmarked|local: zz_session)\n)create table (\w+)/g)].map(
    ([, name]) => name,
  );
  const marks = tables.map((name) => `-- distribute: ${name} by county_code`);
  findings = schemaFindings(broken, new Map([...readPlaces(root), ...placesIn([...marks, '-- local: zz_session'])]));
});

afterAll(() => database.close());

test.each(plants)('%s fires', (finding) => {
  expect(findings).toContainEqual(expect.stringMatching(finding));
});

test('a virtual column fires where the engine has them', () => {
  const planted = broken.tables.some(({ name }) => name === 'zz_virtual');
  expect(findings.filter((finding) => finding.startsWith('law 8: zz_virtual.b'))).toHaveLength(planted ? 1 : 0);
});

test('nothing else fires: not the sound table, not what is right in the planted ones', () => {
  // A varchar is compared with a cast, an exclude constraint is a gist index too, an identity owns a sequence.
  const consequences = [
    /^law 15: policy zz_county_rows/,
    /^law 9: zz_exclude_geom/,
    /^law 4: sequence zz_serial_no_seq/,
  ];
  const planned = [/^law 8: zz_virtual\.b/, ...consequences, ...plants.map(([finding]) => finding)];
  const others = findings.filter(
    (finding) => finding.includes('zz_') && !planned.some((pattern) => pattern.test(finding)),
  );
  expect(others).toEqual([]);
});

test('the dump says everything that hangs on a table, the same on every engine', () => {
  const dump = dumpSchema({ ...broken, tables: broken.tables.filter(({ name }) => name === 'zz_sound'), routines: [] });
  expect(dump).toContain(`create table zz_sound (
  county_code text not null,
  id uuid not null,
  division_code text not null,
  area_m2 numeric,
  at timestamp with time zone not null default now(),
  tags text[] not null default '{}'::text[],
  note jsonb,
  doubled numeric generated always as ((area_m2 * (2)::numeric)) stored,
  geom geometry(Point,4490),
  constraint zz_sound_pkey PRIMARY KEY (county_code, id),
  constraint zz_sound_county_code_division_code_key UNIQUE (county_code, division_code),
  constraint zz_sound_area_m2_check CHECK ((area_m2 > (0)::numeric))
);
CREATE INDEX zz_sound_geom ON zz_sound USING gist (county_code, geom);
alter table zz_sound enable row level security;
create policy zz_sound_rows on zz_sound for all to public
  using (((county_code = COALESCE(current_setting('app.county'::text, true), ''::text)) AND starts_with(division_code, COALESCE(current_setting('app.scope'::text, true), ''::text))));`);
  expect(dump).toContain(
    'create view zz_view with (security_invoker=true) as -- county_code, area_m2\n  SELECT county_code, area_m2 FROM zz_sound;',
  );
  expect(dump).toContain('grant select on zz_view to shoutian_app;');
});

test('types follow the columns', () => {
  const types = typesOf({ ...broken, tables: broken.tables.filter(({ name }) => name === 'zz_sound'), views: [] });
  expect(types).toContain(`export interface ZzSoundTable {
  countyCode: string;
  id: string;
  divisionCode: string;
  areaM2: number | null;
  at: Generated<Timestamp>;
  tags: Generated<string[]>;
  note: Json | null;
  doubled: GeneratedAlways<number | null>;
  geom: string | null;
}`);
  expect(types).toContain('export interface Database {\n  zzSound: ZzSoundTable;\n}');
  expect([camelCase('area_m2'), camelCase('x_1_y'), camelCase('emailVerified')]).toEqual([
    'areaM2',
    'x1Y',
    'emailVerified',
  ]);
});

test('a generated file that is stale, or missing, says what to do', () => {
  const tree = plantTree({});
  const [file = '', text = ''] = generated(clean)[0] ?? [];
  expect(differences(tree, file, text)).toEqual([
    expect.stringContaining('is missing. Run "node tools/run.mjs schema"'),
  ]);
  expect(writeGenerated(tree, clean)).toHaveLength(2);
  expect(writeGenerated(tree, clean)).toEqual([]);
  expect(differences(tree, file, text)).toEqual([]);
  const [, changed = ''] = generated(broken)[0] ?? [];
  expect(differences(tree, file, changed)).toEqual([
    expect.stringMatching(/is not what db\/migrations give[\s\S]*line \d+ has:/),
  ]);
});

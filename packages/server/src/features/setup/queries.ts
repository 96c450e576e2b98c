import type pg from 'pg';
import type { Tx } from '../../platform/request.ts';

/** Is any county in use? Read before anybody can sign in. */
export async function anyCounty(pool: pg.Pool): Promise<boolean> {
  return ((await pool.query('select 1 from county limit 1')).rowCount ?? 0) > 0;
}

/** @returns false when the county is there already */
export async function insertCounty(
  tx: Tx,
  county: { code: string; name: string; demonstration: boolean; setup: unknown },
): Promise<boolean> {
  const made = await tx.query(
    'insert into county (code, name, demonstration, setup) values ($1, $2, $3, $4) on conflict do nothing returning code',
    [county.code, county.name, county.demonstration, JSON.stringify(county.setup)],
  );
  return made.length > 0;
}

export interface CountyRow {
  code: string;
  name: string;
  demonstration: boolean;
  setup: unknown;
}

/** The county, locked until the commit: two administrators in the wizard at once do not lose each other's step. */
export async function lockCounty(tx: Tx, code: string): Promise<CountyRow | undefined> {
  const [row] = await tx.query<CountyRow>(
    'select code, name, demonstration, setup from county where code = $1 for update',
    [code],
  );
  return row;
}

/** Stores where the wizard stands (see StoredSetup); the row must be locked by lockCounty before. */
export async function saveSetup(tx: Tx, code: string, setup: unknown): Promise<void> {
  await tx.query('update county set setup = $2 where code = $1', [code, JSON.stringify(setup)]);
}

export interface SetupCounts {
  towns: number;
  villages: number;
  with_boundary: number;
  name_differs: number;
  people: number;
  layers: number;
}

/** What is there by now, for the wizard’s steps: places in use, enabled people, active layers. */
export async function setupCounts(tx: Tx, countyCode: string): Promise<SetupCounts> {
  const [row] = await tx.query<SetupCounts>(
    `with places as (
       select count(*) filter (where level = 'town') as towns, count(*) filter (where level = 'village') as villages,
         count(*) filter (where level = 'village' and geom is not null) as with_boundary,
         count(*) filter (where boundary_name is not null) as name_differs
       from division where starts_with(code, $1) and valid_to is null
     ), people as (
       select count(*) as people from auth_user where county_code = $1 and not disabled
     ), layers as (
       select count(*) as layers from layer_version where county_code = $1 and state = 'active'
     )
     select * from places, people, layers`,
    [countyCode],
  );
  return row ?? { towns: 0, villages: 0, with_boundary: 0, name_differs: 0, people: 0, layers: 0 };
}

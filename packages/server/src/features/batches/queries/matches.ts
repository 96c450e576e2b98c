import type { ProblemState } from '@shoutian/domain/problem';
import { placeSql } from '../../../platform/db/index.ts';
import type { Tx } from '../../../platform/request.ts';

export type Box = readonly [number, number, number, number];

/** A shape that is not valid, what PostGIS says of it, and the repaired one (null when nothing with an area is left). */
export interface Repair {
  ord: number;
  reason: string;
  geom: Buffer | null;
}

/** Checks shapes (hex EWKB) and repairs the invalid ones; valid ones do not come back. */
export async function repairShapes(tx: Tx, shapes: readonly string[]): Promise<Repair[]> {
  return tx.query<Repair>(
    `with shape as (select ord::int as ord, g::geometry as g from unnest($1::text[]) with ordinality as s (g, ord)),
     broken as materialized (select ord, g from shape where not st_isvalid(g)),
     fixed as (select ord, st_isvalidreason(g) as reason, st_collectionextract(st_makevalid(g), 3) as f from broken)
     select ord - 1 as ord, reason, case when st_isempty(f) then null else st_multi(f)::bytea end as geom from fixed`,
    [shapes],
  );
}

/** Clue or problem that is there already. `ground` is what a person reads of it. */
export interface Known {
  id: string;
  kind: 'clue' | 'problem';
  no: string;
  monitor_no: string | null;
  channel: string;
  state: string;
  problem_state: ProblemState | null;
  problem_id: string | null;
  title: string;
  description: string;
  found_on: string | null;
  area_m2: number;
  lon: number | null;
  lat: number | null;
  geom: Buffer | null;
}

const clueColumns = `c.id, 'clue' as kind, c.clue_no as no, c.monitor_no, c.channel, c.state, null as problem_state, c.problem_id,
  b.title, coalesce(nullif(c.feature, ''), nullif(c.remark, ''), nullif(c.patch_type, ''), c.location_text) as description,
  b.received_on::text as found_on, c.area_m2, st_x(c.point)::float8 as lon, st_y(c.point)::float8 as lat, c.geom::bytea as geom`;
const problemColumns = `p.id, 'problem' as kind, p.problem_no as no, p.source_no as monitor_no, p.channel, p.state,
  p.state as problem_state, p.id as problem_id, p.title, coalesce(nullif(p.remark, ''), p.title) as description,
  (p.found_at at time zone 'Asia/Shanghai')::date::text as found_on, p.area_m2, st_x(p.point)::float8 as lon,
  st_y(p.point)::float8 as lat, p.geom::bytea as geom`;

/** Merged and closed clues count too: what was judged once must not come back unseen. */
const boxes = 'unnest($2::float8[], $3::float8[], $4::float8[], $5::float8[]) with ordinality as s (w, s, e, n, ord)';
const envelope = 'st_makeenvelope(s.w, s.s, s.e, s.n, 4490)';
const sides = (all: readonly Box[]): number[][] => [0, 1, 2, 3].map((side) => all.map((box) => box[side] ?? 0));

export interface Meeting {
  ord: number;
  id: string;
}

/** Which known shapes meet which box (GiST), by kind. Rows of the batch itself are no earlier ones. */
export async function meetings(
  tx: Tx,
  county: string,
  kind: 'clue' | 'problem',
  batchId: string,
  all: readonly Box[],
): Promise<Meeting[]> {
  const [table, extra] = kind === 'clue' ? ['clue', 'and k.batch_id <> $6'] : ['problem', 'and $6::uuid is not null'];
  return tx.query<Meeting>(
    `select (s.ord - 1)::int as ord, k.id from ${boxes}
     cross join lateral (
       select k.id from ${table} k where k.county_code = $1 and ${placeSql('k')} && ${envelope} ${extra} offset 0
     ) as k`,
    [county, ...sides(all), batchId],
  );
}

export async function villagesMet(
  tx: Tx,
  county: string,
  all: readonly Box[],
): Promise<{ ord: number; code: string }[]> {
  return tx.query<{ ord: number; code: string }>(
    `select (s.ord - 1)::int as ord, d.code from ${boxes}
     join division d on d.level = 'village' and starts_with(d.code, $1) and d.valid_to is null and d.geom && ${envelope}`,
    [county, ...sides(all)],
  );
}

export async function villageShapes(
  tx: Tx,
  codes: readonly string[],
): Promise<{ code: string; name: string; geom: Buffer }[]> {
  return tx.query(
    `select code, name, geom::bytea as geom from division where code = any ($1::text[]) and geom is not null`,
    [codes],
  );
}

/** Places by code, for rows without a boundary to stand in. */
export async function knownPlaces(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ code: string; name: string }>(
    'select code, name from division where code = any ($1::text[]) and valid_to is null',
    [codes],
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** The same number within the channel; a number means something only there. */
export async function withNumbers(
  tx: Tx,
  county: string,
  source: { channel: string; batchId: string },
  numbers: readonly string[],
): Promise<{ id: string; kind: 'clue' | 'problem'; monitor_no: string }[]> {
  if (numbers.length === 0) return [];
  return tx.query(
    `select id, 'clue' as kind, monitor_no from clue
     where county_code = $1 and channel = $2 and batch_id <> $3 and monitor_no = any ($4::text[])
     union all
     select id, 'problem', source_no from problem
     where county_code = $1 and channel = $2 and source_no = any ($4::text[]) and $3::uuid is not null`,
    [county, source.channel, source.batchId, numbers],
  );
}

export async function knownByIds(
  tx: Tx,
  county: string,
  ids: { clues: readonly string[]; problems: readonly string[] },
): Promise<Known[]> {
  const found: Known[] = [];
  if (ids.clues.length > 0)
    found.push(
      ...(await tx.query<Known>(
        `select ${clueColumns} from clue c join clue_batch b on b.county_code = $1 and b.id = c.batch_id
         where c.county_code = $1 and c.id = any ($2::uuid[])`,
        [county, ids.clues],
      )),
    );
  if (ids.problems.length > 0)
    found.push(
      ...(await tx.query<Known>(
        `select ${problemColumns} from problem p where p.county_code = $1 and p.id = any ($2::uuid[])`,
        [county, ids.problems],
      )),
    );
  return found;
}

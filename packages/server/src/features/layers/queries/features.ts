import type pg from 'pg';
import type { Tx } from '../../../platform/request.ts';

/*
 * Loading is the owner's work: the application role may only read layer features. Every statement here is short, so
 * that on the embedded database, which has one session, requests get their turn in between.
 */

const CHUNK = 10_000;

/** Removes what was loaded for a version; safe to call again. */
export async function purgeFeatures(pool: pg.Pool, countyCode: string, versionId: string): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `with doomed as (select id from layer_feature where county_code = $1 and layer_version_id = $2 limit $3)
       delete from layer_feature where county_code = $1 and id in (select id from doomed)`,
      [countyCode, versionId, CHUNK],
    );
    if ((rowCount ?? 0) < CHUNK) return;
  }
}

export interface Doubtful {
  id: string;
  fid: number;
  reason: string;
  /** Polygonal part of the repaired geometry, EWKB; null when nothing polygonal is left. */
  fixed: Buffer | null;
}

/** Ids of the next features that the reader could not prove valid, in order of their ids. */
export async function doubtfulIds(
  pool: pg.Pool,
  countyCode: string,
  versionId: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from layer_feature
     where county_code = $1 and layer_version_id = $2 and not surely_valid and id > $3 order by id limit $4`,
    [countyCode, versionId, after, limit],
  );
  return rows.map(({ id }) => id);
}

/** Those of the given features that PostGIS finds invalid, with their repair. */
export async function invalidAmong(pool: pg.Pool, countyCode: string, ids: readonly string[]): Promise<Doubtful[]> {
  const { rows } = await pool.query<Doubtful>(
    `with bad as materialized (
       select id, fid, geom from layer_feature where county_code = $1 and id = any ($2::uuid[]) and not st_isvalid(geom)
     ), made as (
       select id, fid, st_isvalidreason(geom) as reason, st_collectionextract(st_makevalid(geom), 3) as fixed from bad
     )
     select id, fid, reason, case when st_isempty(fixed) then null else st_asewkb(st_multi(fixed)) end as fixed from made`,
    [countyCode, ids],
  );
  return rows;
}

export async function replaceGeometries(
  pool: pg.Pool,
  countyCode: string,
  rows: readonly { id: string; ewkb: Buffer; areaM2: number; what: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await pool.query(
    `update layer_feature f set geom = r.geom::geometry, area_m2 = r.area_m2, repaired = r.what
     from unnest($2::uuid[], $3::text[], $4::float8[], $5::text[]) as r (id, geom, area_m2, what)
     where f.county_code = $1 and f.id = r.id`,
    [
      countyCode,
      rows.map(({ id }) => id),
      rows.map(({ ewkb }) => ewkb.toString('hex')),
      rows.map(({ areaM2 }) => areaM2),
      rows.map(({ what }) => what),
    ],
  );
}

export async function removeFeatures(pool: pg.Pool, countyCode: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await pool.query('delete from layer_feature where county_code = $1 and id = any ($2::uuid[])', [countyCode, ids]);
}

export interface Totals {
  features: number;
  area_m2: number;
  west: number | null;
  south: number | null;
  east: number | null;
  north: number | null;
  compared: number;
  beyond: number;
  without_class: number;
}

/** Sums of a version. Tolerance of a stated area: 0.1 m² or 0.01 % (specification 4.2, import acceptance). */
export async function totalsOf(pool: pg.Pool, countyCode: string, versionId: string): Promise<Totals> {
  const { rows } = await pool.query<Totals>(
    `with own as (
       select count(*) as features, coalesce(sum(area_m2), 0) as area_m2, st_extent(geom) as box,
         count(stated_m2) as compared, count(*) filter (where class_code = '') as without_class,
         count(*) filter (where abs(stated_m2 - area_m2) > greatest(0.1, area_m2 * 0.0001)) as beyond
       from layer_feature where county_code = $1 and layer_version_id = $2
     )
     select features, area_m2, compared, beyond, without_class, st_xmin(box) as west, st_ymin(box) as south,
       st_xmax(box) as east, st_ymax(box) as north from own`,
    [countyCode, versionId],
  );
  const [row] = rows;
  if (!row) throw new Error('an aggregate without a row');
  return row;
}

/** Class codes of a version with their counts, most frequent first. */
export async function classCounts(
  pool: pg.Pool,
  countyCode: string,
  versionId: string,
): Promise<{ class_code: string; features: number }[]> {
  const { rows } = await pool.query<{ class_code: string; features: number }>(
    `select class_code, count(*) as features from layer_feature where county_code = $1 and layer_version_id = $2
     group by class_code order by features desc limit 1000`,
    [countyCode, versionId],
  );
  return rows;
}

/** How many features lie wholly outside a box (degrees). */
export async function outsideOf(
  pool: pg.Pool,
  countyCode: string,
  versionId: string,
  [west, south, east, north]: readonly [number, number, number, number],
): Promise<number> {
  const { rows } = await pool.query<{ outside: number }>(
    `select count(*) filter (where not geom && st_makeenvelope($3, $4, $5, $6, 4490)) as outside
     from layer_feature where county_code = $1 and layer_version_id = $2`,
    [countyCode, versionId, west, south, east, north],
  );
  return rows[0]?.outside ?? 0;
}

/** Fresh statistics: without them the planner does not know the new version is there. */
export async function analyseFeatures(pool: pg.Pool): Promise<void> {
  await pool.query('analyze layer_feature');
}

/** The polygonal, valid form of shapes that are not in a table, in their order; null where nothing is left. */
export async function validShapes(
  pool: pg.Pool,
  shapes: readonly Uint8Array[],
): Promise<{ valid: boolean; ewkb: Buffer | null }[]> {
  const { rows } = await pool.query<{ valid: boolean; ewkb: Buffer | null }>(
    `with given as (select ord, geom::geometry as g from unnest($1::text[]) with ordinality as s (geom, ord)),
     fixed as (select ord, g, st_isvalid(g) as valid, st_collectionextract(st_makevalid(g), 3) as f from given)
     select valid, case when valid then st_asewkb(g) when st_isempty(f) then null else st_asewkb(st_multi(f)) end as ewkb
     from fixed order by ord`,
    [shapes.map((shape) => Buffer.from(shape).toString('hex'))],
  );
  return rows;
}

export interface Identified {
  kind: string;
  title: string;
  year: number;
  class_code: string;
  label: string;
  area_m2: number;
  place_code: string;
}

/** Features of the active versions under a point. */
export async function featuresAt(tx: Tx, countyCode: string, lng: number, lat: number): Promise<Identified[]> {
  return tx.query<Identified>(
    `select v.kind, v.title, v.year, f.class_code, f.label, f.area_m2, f.place_code
     from layer_version v
     join layer_feature f on f.county_code = $1 and f.layer_version_id = v.id
       and f.geom && st_setsrid(st_makepoint($2, $3), 4490)
     where v.county_code = $1 and v.state = 'active'
       and st_intersects(f.geom, st_setsrid(st_makepoint($2, $3), 4490))
     order by v.kind, v.year desc, f.area_m2 limit 100`,
    [countyCode, lng, lat],
  );
}

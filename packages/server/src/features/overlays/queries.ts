import type { Tx } from '../../platform/request.ts';
import type { LoadedFeature } from './load.ts';

export type SubjectKind = 'clue' | 'problem';

export interface LayerInUse {
  id: string;
  kind: string;
  year: number;
  title: string;
}

/** The newest active version of each kind whose area covers the caller's; a town may have loaded one of its own. */
export async function layersInUse(tx: Tx, countyCode: string): Promise<LayerInUse[]> {
  return tx.query<LayerInUse>(
    `select distinct on (kind) id, kind, year, title from layer_version
     where county_code = $1 and state = 'active' and kind <> 'division'
     order by kind, year desc, activated_at desc`,
    [countyCode],
  );
}

export interface SubjectRow {
  id: string;
  division_code: string;
  geom: Buffer;
  repaired: string | null;
  state: string;
}

export async function subjectsById(
  tx: Tx,
  countyCode: string,
  kind: SubjectKind,
  ids: readonly string[],
): Promise<SubjectRow[]> {
  const table = kind === 'clue' ? 'clue' : 'problem';
  return tx.query<SubjectRow>(
    `select id, division_code, geom::bytea as geom, repaired, state from ${table}
     where county_code = $1 and id = any ($2::uuid[]) and geom is not null order by id`,
    [countyCode, ids],
  );
}

/** Ids of a batch's clues that have a shape, in the order of their ids, after a given one (for resuming). */
export async function clueIdsOfBatch(
  tx: Tx,
  countyCode: string,
  batchId: string,
  after: string | null,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from clue where county_code = $1 and batch_id = $2 and geom is not null and ($3::uuid is null or id > $3) order by id`,
    [countyCode, batchId, after],
  );
  return rows.map(({ id }) => id);
}

export interface FeatureRow extends LoadedFeature {
  geom: Buffer;
}

/**
 * Every layer feature whose box meets a subject's box, once, with the subjects it meets. One index probe a subject and
 * layer: `= any (versions)` would turn the middle column of the index into a filter.
 */
export async function featuresUnder(
  tx: Tx,
  countyCode: string,
  kind: SubjectKind,
  ids: readonly string[],
  layers: readonly LayerInUse[],
): Promise<FeatureRow[]> {
  if (layers.length === 0 || ids.length === 0) return [];
  const table = kind === 'clue' ? 'clue' : 'problem';
  return tx.query<FeatureRow>(
    `with met as (
       select f.id, array_agg(s.ord) as subjects, v.kind
       from unnest($2::uuid[]) with ordinality as s (id, ord)
       join ${table} c on c.county_code = $1 and c.id = s.id
       cross join unnest($3::uuid[], $4::text[]) as v (id, kind)
       join layer_feature f on f.county_code = $1 and f.layer_version_id = v.id and f.geom && c.geom
       group by f.id, v.kind
     )
     select met.kind, f.class_code as "classCode", f.net_factor as "netFactor", f.label,
       met.subjects::int[] as subjects, f.geom::bytea as geom
     from met join layer_feature f on f.county_code = $1 and f.id = met.id`,
    [countyCode, ids, layers.map(({ id }) => id), layers.map((layer) => layer.kind)],
  );
}

/** Village boundaries under the subjects, as features of kind `division` whose class is the village's code. */
export async function villagesUnder(
  tx: Tx,
  countyCode: string,
  kind: SubjectKind,
  ids: readonly string[],
): Promise<FeatureRow[]> {
  const table = kind === 'clue' ? 'clue' : 'problem';
  return tx.query<FeatureRow>(
    `with met as (
       select d.code, array_agg(s.ord) as subjects
       from unnest($2::uuid[]) with ordinality as s (id, ord)
       join ${table} c on c.county_code = $1 and c.id = s.id
       join division d on d.level = 'village' and starts_with(d.code, $1) and d.valid_to is null and d.geom && c.geom
       group by d.code
     )
     select 'division' as kind, d.code as "classCode", 1::float8 as "netFactor", d.name as label,
       met.subjects::int[] as subjects, d.geom::bytea as geom
     from met join division d on d.code = met.code`,
    [countyCode, ids],
  );
}

export interface EarlierRow {
  ord: number;
  id: string;
  problem_no: string;
  state: string;
  geom: Buffer;
}

/** Problems whose ground meets a subject (not the subject itself). */
export async function problemsUnder(
  tx: Tx,
  countyCode: string,
  kind: SubjectKind,
  ids: readonly string[],
): Promise<EarlierRow[]> {
  const table = kind === 'clue' ? 'clue' : 'problem';
  return tx.query<EarlierRow>(
    `select s.ord::int as ord, p.id, p.problem_no, p.state, p.geom::bytea as geom
     from unnest($2::uuid[]) with ordinality as s (id, ord)
     join ${table} c on c.county_code = $1 and c.id = s.id
     join problem p on p.county_code = $1 and p.geom && c.geom and p.id <> c.id`,
    [countyCode, ids],
  );
}

export interface SnapshotRow {
  id: string;
  subjectId: string;
  divisionCode: string;
  repaired: string | null;
  layers: string;
  result: string;
  areaM2: number;
  farmM2: number | null;
  pbfM2: number | null;
  ecoM2: number | null;
  proposed: string | null;
  /** New place of the subject, or null to leave it. */
  place: string | null;
}

/** Appends the snapshots and carries the figures that lists filter by over to the subjects, in two statements. */
export async function storeSnapshots(
  tx: Tx,
  countyCode: string,
  kind: SubjectKind,
  method: string,
  runBy: string,
  runAt: Date,
  rows: readonly SnapshotRow[],
): Promise<void> {
  const table = kind === 'clue' ? 'clue' : 'problem';
  const column = <K extends keyof SnapshotRow>(key: K): SnapshotRow[K][] => rows.map((row) => row[key]);
  await tx.query(
    `insert into overlay_snapshot (county_code, id, division_code, subject_kind, subject_id, method, layer_versions, result, repaired, run_by, run_at)
     select $1, r.id, r.division_code, $2, r.subject_id, $3, r.layers, r.result, r.repaired, $4, $5
     from unnest($6::uuid[], $7::text[], $8::uuid[], $9::jsonb[], $10::jsonb[], $11::text[]) as r (id, division_code, subject_id, layers, result, repaired)`,
    [
      countyCode,
      kind,
      method,
      runBy,
      runAt,
      column('id'),
      rows.map((row) => row.place ?? row.divisionCode),
      column('subjectId'),
      column('layers'),
      column('result'),
      column('repaired'),
    ],
  );
  const proposed = kind === 'clue' ? ', proposed_verdict = r.proposed' : '';
  await tx.query(
    `update ${table} t set overlay_id = r.id, area_m2 = r.area_m2, farm_m2 = r.farm_m2, pbf_m2 = r.pbf_m2, eco_m2 = r.eco_m2,
       division_code = coalesce(r.place, t.division_code)${proposed}
     from unnest($2::uuid[], $3::uuid[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::jsonb[], $9::text[])
       as r (subject_id, id, area_m2, farm_m2, pbf_m2, eco_m2, proposed, place)
     where t.county_code = $1 and t.id = r.subject_id`,
    [
      countyCode,
      column('subjectId'),
      column('id'),
      column('areaM2'),
      column('farmM2'),
      column('pbfM2'),
      column('ecoM2'),
      column('proposed'),
      column('place'),
    ],
  );
}

export interface StoredSnapshot {
  id: string;
  run_at: Date;
  method: string;
  layer_versions: LayerInUse[];
  result: unknown;
}

export async function snapshotsOf(
  tx: Tx,
  countyCode: string,
  subjectId: string,
  limit: number,
): Promise<StoredSnapshot[]> {
  return tx.query<StoredSnapshot>(
    `select id, run_at, method, layer_versions, result from overlay_snapshot
     where county_code = $1 and subject_id = $2 order by run_at desc, id desc limit $3`,
    [countyCode, subjectId, limit],
  );
}

export async function subjectExists(tx: Tx, countyCode: string, kind: SubjectKind, id: string): Promise<boolean> {
  const table = kind === 'clue' ? 'clue' : 'problem';
  return (await tx.query(`select 1 from ${table} where county_code = $1 and id = $2`, [countyCode, id])).length > 0;
}

export async function batchById(
  tx: Tx,
  countyCode: string,
  id: string,
): Promise<{ id: string; title: string; state: string; division_code: string } | undefined> {
  const [row] = await tx.query<{ id: string; title: string; state: string; division_code: string }>(
    'select id, title, state, division_code from clue_batch where county_code = $1 and id = $2',
    [countyCode, id],
  );
  return row;
}

/** As `featuresUnder` and `villagesUnder`, for one shape that is not a row. */
export async function featuresUnderShape(
  tx: Tx,
  countyCode: string,
  geom: Uint8Array,
  layers: readonly LayerInUse[],
): Promise<FeatureRow[]> {
  const shape = Buffer.from(geom).toString('hex');
  return tx.query<FeatureRow>(
    `select v.kind, f.class_code as "classCode", f.net_factor as "netFactor", f.label, array[0] as subjects, f.geom::bytea as geom
     from unnest($3::uuid[], $4::text[]) as v (id, kind)
     join layer_feature f on f.county_code = $1 and f.layer_version_id = v.id and f.geom && $2::geometry
     union all
     select 'division', d.code, 1, d.name, array[0], d.geom::bytea
     from division d
     where d.level = 'village' and starts_with(d.code, $1) and d.valid_to is null and d.geom && $2::geometry`,
    [countyCode, shape, layers.map(({ id }) => id), layers.map(({ kind }) => kind)],
  );
}

export async function problemsUnderShape(tx: Tx, countyCode: string, geom: Uint8Array): Promise<EarlierRow[]> {
  return tx.query<EarlierRow>(
    `select 1 as ord, id, problem_no, state, geom::bytea as geom from problem where county_code = $1 and geom && $2::geometry`,
    [countyCode, Buffer.from(geom).toString('hex')],
  );
}

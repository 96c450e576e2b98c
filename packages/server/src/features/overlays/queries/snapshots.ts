import type { Tx } from '../../../platform/request.ts';
import type { Snapshots } from '../kernel.ts';
import type { LayerInUse, SubjectHead, SubjectKind } from './ground.ts';

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

/** What all snapshots of one storing share. */
export interface SnapshotRun {
  kind: SubjectKind;
  method: string;
  layers: readonly LayerInUse[];
  by: string;
  at: Date;
}

export interface SnapshotColumns {
  /** New ids of the snapshots. */
  ids: readonly string[];
  subjects: readonly SubjectHead[];
  /** New place of each subject, or null to leave it. */
  places: readonly (string | null)[];
  snapshots: Snapshots;
}

/**
 * Appends the snapshots and carries the figures that lists filter by over to the subjects, in one statement. Documents
 * travel as lines of one text: as elements of an array each would be quoted here and unquoted there.
 */
export async function storeSnapshots(
  tx: Tx,
  countyCode: string,
  { kind, method, layers, by, at }: SnapshotRun,
  { ids, subjects, places, snapshots }: SnapshotColumns,
): Promise<void> {
  const table = kind === 'clue' ? 'clue' : 'problem';
  const proposed = kind === 'clue' ? ", proposed_verdict = nullif(r.proposed, '')::jsonb" : '';
  tx.post(
    `with r as materialized (
       select * from unnest($7::uuid[], $8::uuid[], $9::text[], $10::text[], string_to_array($11, E'\\n'), $12::text[],
           $13::float8[], $14::float8[], $15::float8[], $16::float8[], string_to_array($17, E'\\n'))
         as r (id, subject_id, division_code, place, result, repaired, area_m2, farm_m2, pbf_m2, eco_m2, proposed)
     ),
     stored as (
       insert into overlay_snapshot (county_code, id, division_code, subject_kind, subject_id, method, layer_versions, result, repaired, run_by, run_at)
       select $1, id, coalesce(place, division_code), $2, subject_id, $3, $4, result::jsonb, repaired, $5, $6 from r
     )
     update ${table} t set overlay_id = r.id, area_m2 = r.area_m2, farm_m2 = r.farm_m2, pbf_m2 = r.pbf_m2, eco_m2 = r.eco_m2,
       division_code = coalesce(r.place, t.division_code)${proposed}
     from r where t.county_code = $1 and t.id = r.subject_id`,
    [
      countyCode,
      kind,
      method,
      JSON.stringify(layers),
      by,
      at,
      ids,
      subjects.map(({ id }) => id),
      subjects.map(({ divisionCode }) => divisionCode),
      places,
      snapshots.results,
      subjects.map(({ repaired }) => repaired),
      snapshots.areas.whole,
      snapshots.areas.farm,
      snapshots.areas.pbf,
      snapshots.areas.eco,
      snapshots.proposed,
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
  return tx.prepared<StoredSnapshot>(
    `select id, run_at, method, layer_versions, result from overlay_snapshot
     where county_code = $1 and subject_id = $2 order by run_at desc, id desc limit $3`,
    [countyCode, subjectId, limit],
  );
}

export async function subjectExists(tx: Tx, countyCode: string, kind: SubjectKind, id: string): Promise<boolean> {
  const table = kind === 'clue' ? 'clue' : 'problem';
  return (await tx.prepared(`select 1 from ${table} where county_code = $1 and id = $2`, [countyCode, id])).length > 0;
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

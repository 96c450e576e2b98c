import type { Tx } from '../../../platform/request.ts';

export interface ClueToStore {
  id: string;
  clueNo: string;
  /** What a person decided of a double; null where nothing had to be decided. */
  decision: unknown;
  searchTerms: string;
}

const CHUNK = 500;

/**
 * Makes clues of the draft rows named; geometry goes from table to table. Runs inside the one transaction that stores
 * the batch.
 */
export async function storeClues(
  tx: Tx,
  county: string,
  batchId: string,
  by: { id: string; now: Date },
  rows: readonly ClueToStore[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK) {
    const part = rows.slice(at, at + CHUNK);
    await tx.query(
      `insert into clue (county_code, id, division_code, batch_id, clue_no, monitor_no, patch_no, channel, discovery_method,
         patch_type, feature, image_date_before, image_date_after, monitor_area_m2, location_text, remark, raw_attributes,
         point, geom, original_geom, repaired, area_m2, state, state_since, duplicate_decision, due_on, found_at,
         search_terms, created_by, created_at, updated_at)
       select $1, d.id, d.division_code, $2, r.clue_no, d.monitor_no, d.attributes ->> 'patchNo', b.channel, b.discovery_method,
         d.attributes ->> 'patchType', d.attributes ->> 'feature', (d.attributes ->> 'imageDateBefore')::date,
         (d.attributes ->> 'imageDateAfter')::date, (d.attributes ->> 'monitorArea')::float8,
         coalesce(d.attributes ->> 'villageName', ''), d.attributes ->> 'remark', d.raw_attributes, d.point, d.geom,
         d.original_geom, d.repaired, coalesce(d.area_m2, 0), 'registered', $4, r.decision, b.due_on,
         (b.received_on + time '00:00') at time zone 'Asia/Shanghai', string_to_array(r.terms, ' '), $3, $4, $4
       from unnest($5::uuid[], $6::text[], $7::jsonb[], $8::text[]) as r (id, clue_no, decision, terms)
       join clue_draft d on d.county_code = $1 and d.batch_id = $2 and d.id = r.id
       join clue_batch b on b.county_code = $1 and b.id = $2`,
      [
        county,
        batchId,
        by.id,
        by.now,
        part.map((r) => r.id),
        part.map((r) => r.clueNo),
        part.map((r) => (r.decision === null ? null : JSON.stringify(r.decision))),
        part.map((r) => r.searchTerms),
      ],
    );
  }
}

/** Ties clues to the problem they answer. */
export async function tieToProblem(
  tx: Tx,
  county: string,
  ties: readonly { id: string; problemId: string }[],
  state: string,
  now: Date,
): Promise<void> {
  if (ties.length === 0) return;
  await tx.query(
    `update clue c set problem_id = r.problem_id, state = $5, state_since = $4, updated_at = $4,
       row_version = c.row_version + 1
     from unnest($2::uuid[], $3::uuid[]) as r (id, problem_id) where c.county_code = $1 and c.id = r.id`,
    [county, ties.map(({ id }) => id), ties.map(({ problemId }) => problemId), now, state],
  );
}

/** Problem of each clue that has one. */
export async function problemsOfClues(tx: Tx, county: string, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; problem_id: string }>(
    'select id, problem_id from clue where county_code = $1 and id = any ($2::uuid[]) and problem_id is not null',
    [county, ids],
  );
  return new Map(rows.map((row) => [row.id, row.problem_id]));
}

/** State of problems and where merged ones went. */
export async function problemStates(
  tx: Tx,
  county: string,
  ids: readonly string[],
): Promise<Map<string, { state: string; merged_into: string | null }>> {
  const rows = await tx.query<{ id: string; state: string; merged_into: string | null }>(
    'select id, state, merged_into from problem where county_code = $1 and id = any ($2::uuid[])',
    [county, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export async function finishBatch(
  tx: Tx,
  county: string,
  batchId: string,
  end: { clues: number; report: unknown; now: Date },
): Promise<void> {
  await tx.query(
    `update clue_batch set state = 'stored', clue_count = $3, report = $4, stored_at = $5, row_version = row_version + 1
     where county_code = $1 and id = $2`,
    [county, batchId, end.clues, JSON.stringify(end.report), end.now],
  );
  // What became a clue lives there now; refused and skipped rows stay, to be asked about later.
  await tx.query(
    `delete from clue_draft d where d.county_code = $1 and d.batch_id = $2
       and exists (select from clue c where c.county_code = $1 and c.id = d.id)`,
    [county, batchId],
  );
}

/** Clues of a stored batch that have a shape, after a given one (for resuming the overlay). */
export async function shapedClues(tx: Tx, county: string, batchId: string, after: string | null): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from clue where county_code = $1 and batch_id = $2 and geom is not null and ($3::uuid is null or id > $3)
     order by id`,
    [county, batchId, after],
  );
  return rows.map(({ id }) => id);
}

/** How many clues of a batch lie in which town (9 digits); county-wide ones under the county. */
export async function cluesByTown(tx: Tx, county: string, batchId: string): Promise<{ place: string; n: number }[]> {
  return tx.query<{ place: string; n: number }>(
    `select left(division_code, 9) as place, count(*)::int as n from clue
     where county_code = $1 and batch_id = $2 and state = 'registered' group by left(division_code, 9)`,
    [county, batchId],
  );
}

/**
 * Clues that were merged into this one before it had a problem, and belong to its problem once there is one.
 * @returns ids of clues that are still in the given states' hands (not closed, not yet in a problem)
 */
export async function followersOf(tx: Tx, county: string, clueId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from clue where county_code = $1 and duplicate_decision ->> 'choice' = 'merge'
       and duplicate_decision ->> 'matchKind' = 'clue' and duplicate_decision ->> 'matchId' = $2::text
       and problem_id is null and state in ('registered', 'dispatched', 'reported') order by id`,
    [county, clueId],
  );
  return rows.map(({ id }) => id);
}

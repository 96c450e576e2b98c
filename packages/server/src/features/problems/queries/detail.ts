import type { MilestoneKind } from '@shoutian/domain/dictionaries';
import type { Tx } from '../../../platform/request.ts';

export interface GroundRow {
  geom: Buffer | null;
  lng: number | null;
  lat: number | null;
  village_name: string | null;
  list_no: string | null;
  list_title: string | null;
  clue_count: number;
}

/** What a detail shows beside the row's own columns. */
export async function groundOf(tx: Tx, countyCode: string, id: string): Promise<GroundRow | undefined> {
  const [row] = await tx.prepared<GroundRow>(
    `select p.geom::bytea as geom, ST_X(p.point) as lng, ST_Y(p.point) as lat, d.name as village_name, l.list_no,
       l.title as list_title,
       (select count(*) from clue c where c.county_code = $1 and c.problem_id = p.id) as clue_count
     from problem p left join division d on d.code = p.division_code
     left join rectification_list l on l.county_code = $1 and l.id = p.list_id
     where p.county_code = $1 and p.id = $2`,
    [countyCode, id],
  );
  return row;
}

export interface MilestoneRow {
  id: string;
  problem_id: string;
  step: MilestoneKind;
  name: string;
  planned_on: string;
  actual_on: string | null;
  note: string | null;
  responsible: string | null;
  recorded_by_name: string | null;
}

export async function milestonesOf(tx: Tx, countyCode: string, id: string): Promise<MilestoneRow[]> {
  return tx.prepared<MilestoneRow>(
    `select id, problem_id, step, name, planned_on, actual_on, note, responsible, recorded_by_name from milestone
     where county_code = $1 and problem_id = $2 order by position, planned_on`,
    [countyCode, id],
  );
}

export interface ExtensionRow {
  id: string;
  problem_id: string;
  reason_kind: string;
  reason: string;
  plan: string;
  from_due_on: string;
  to_due_on: string;
  milestones: { step: MilestoneKind; name: string; plannedOn: string }[];
  state: 'requested' | 'approved' | 'refused';
  requested_by: string;
  requested_by_name: string;
  requested_at: Date;
  decided_by_name: string | null;
  decided_at: Date | null;
  decision_reason: string | null;
  evidence: { uploadId: string; fileName: string; sha256: string }[];
}

export async function extensionsOf(tx: Tx, countyCode: string, id: string): Promise<ExtensionRow[]> {
  return tx.prepared<ExtensionRow>(
    `select id, problem_id, reason_kind, reason, plan, from_due_on, to_due_on, milestones, state, requested_by,
       requested_by_name, requested_at, decided_by_name, decided_at, decision_reason, evidence
     from extension where county_code = $1 and problem_id = $2 order by requested_at`,
    [countyCode, id],
  );
}

export interface ClueOfProblem {
  id: string;
  clue_no: string;
  monitor_no: string | null;
  channel: string;
  state: string;
  batch_title: string;
}

export async function cluesOf(tx: Tx, countyCode: string, id: string): Promise<ClueOfProblem[]> {
  return tx.prepared<ClueOfProblem>(
    `select c.id, c.clue_no, c.monitor_no, c.channel, c.state, b.title as batch_title
     from clue c join clue_batch b on b.county_code = $1 and b.id = c.batch_id
     where c.county_code = $1 and c.problem_id = $2 order by c.clue_no`,
    [countyCode, id],
  );
}

export interface RelatedRow {
  kind: 'reboundOf' | 'rebound' | 'mergedInto';
  id: string;
  problem_no: string;
}

/** The old problem it came back on, the new ones on it, and the one it became part of. */
export async function relatedOf(tx: Tx, countyCode: string, id: string): Promise<RelatedRow[]> {
  return tx.prepared<RelatedRow>(
    `select case when o.id = p.rebound_of then 'reboundOf' when o.id = p.merged_into then 'mergedInto' else 'rebound' end as kind,
       o.id, o.problem_no
     from problem p
     join problem o on o.county_code = $1 and (o.id = p.rebound_of or o.id = p.merged_into or o.rebound_of = p.id)
     where p.county_code = $1 and p.id = $2 order by o.problem_no`,
    [countyCode, id],
  );
}

export interface SnapshotOfProblem {
  id: string;
  run_at: Date;
  method: string;
  layer_versions: { id: string; kind: string; year: number; title: string }[];
  result: unknown;
}

/** The snapshot in use, which may be the clue's that made the problem. */
export async function snapshotInUse(tx: Tx, countyCode: string, id: string): Promise<SnapshotOfProblem | undefined> {
  const [row] = await tx.prepared<SnapshotOfProblem>(
    'select id, run_at, method, layer_versions, result from overlay_snapshot where county_code = $1 and id = $2',
    [countyCode, id],
  );
  return row;
}

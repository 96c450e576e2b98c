import type { GuardView } from '@shoutian/domain/api';
import type { RoleId } from '@shoutian/domain/people';
import type { WriteOffGuardId } from '@shoutian/domain/problem';
import type { Tx } from '../../../platform/request.ts';

export type WriteOffState = 'siteCheck' | 'townReview' | 'countyReview' | 'approved' | 'returned';
export type Step = 'apply' | 'siteCheck' | 'townReview' | 'countyReview';
export interface Publicity {
  from: string;
  to: string;
  place: string;
}

export interface WriteOffRow {
  id: string;
  division_code: string;
  problem_id: string;
  round: number;
  write_off_no: string;
  state: WriteOffState;
  applicant_id: string;
  applicant_name: string;
  applied_on: string;
  statement: string;
  /** Guards as they stood when the county decided; empty before. */
  facts: { guards?: GuardView[] };
  look_back_plan: string[];
  publicity: Publicity | null;
  returned_reason: string | null;
  row_version: number;
}

const columns = `id, division_code, problem_id, round, write_off_no, state, applicant_id, applicant_name, applied_on, statement,
  facts, look_back_plan, publicity, returned_reason, row_version`;

export async function writeOffById(tx: Tx, county: string, id: string): Promise<WriteOffRow | undefined> {
  const [row] = await tx.prepared<WriteOffRow>(`select ${columns} from write_off where county_code = $1 and id = $2`, [
    county,
    id,
  ]);
  return row;
}

/** The application under way of each problem. */
export async function underWay(tx: Tx, county: string, problemIds: readonly string[]): Promise<WriteOffRow[]> {
  return tx.prepared<WriteOffRow>(
    `select ${columns} from write_off where county_code = $1 and problem_id = any ($2::uuid[])
       and state in ('siteCheck', 'townReview', 'countyReview')`,
    [county, problemIds],
  );
}

/** All applications of a problem, latest first. */
export async function historyOf(tx: Tx, county: string, problemId: string): Promise<WriteOffRow[]> {
  return tx.prepared<WriteOffRow>(
    `select ${columns} from write_off where county_code = $1 and problem_id = $2 order by id desc`,
    [county, problemId],
  );
}

export interface OpinionRow {
  id: string;
  write_off_id: string;
  step: Step;
  agree: boolean;
  opinion: string;
  site_checked_on: string | null;
  lng: number | null;
  lat: number | null;
  person_id: string;
  person_name: string;
  person_roles: RoleId[];
  at: Date;
}

export async function opinionsOf(tx: Tx, county: string, writeOffIds: readonly string[]): Promise<OpinionRow[]> {
  return tx.prepared<OpinionRow>(
    `select id, write_off_id, step, agree, opinion, site_checked_on, lng, lat, person_id, person_name, person_roles, at
     from write_off_opinion where county_code = $1 and write_off_id = any ($2::uuid[]) order by at, id`,
    [county, writeOffIds],
  );
}

export interface OverrideRow {
  problem_id: string;
  round: number;
  guard: WriteOffGuardId;
  reason: string;
  doc_no: string;
  document_sha256: string | null;
  document_name: string | null;
  person_id: string;
  person_name: string;
  at: Date;
}

export async function overridesOf(tx: Tx, county: string, problemIds: readonly string[]): Promise<OverrideRow[]> {
  return tx.prepared<OverrideRow>(
    `select problem_id, round, guard, reason, doc_no, document_sha256, document_name, person_id, person_name, at
     from guard_override where county_code = $1 and problem_id = any ($2::uuid[]) order by at, id`,
    [county, problemIds],
  );
}

/** How often each problem was written off. */
export async function approvedCounts(
  tx: Tx,
  county: string,
  problemIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.prepared<{ problem_id: string; n: number }>(
    `select problem_id, count(*)::int as n from write_off
     where county_code = $1 and problem_id = any ($2::uuid[]) and state = 'approved' group by problem_id`,
    [county, problemIds],
  );
  return new Map(rows.map((row) => [row.problem_id, row.n]));
}

export interface RelatedRow {
  clues: { id: string; no: string }[];
  extensions: { to_due_on: string; decided_by_name: string | null }[];
}

export async function relatedOf(tx: Tx, county: string, problemId: string): Promise<RelatedRow> {
  const clues = await tx.prepared<{ id: string; no: string }>(
    `select id, coalesce(monitor_no, clue_no) as no from clue where county_code = $1 and problem_id = $2 order by id limit 20`,
    [county, problemId],
  );
  const extensions = await tx.prepared<{ to_due_on: string; decided_by_name: string | null }>(
    `select to_due_on, decided_by_name from extension
     where county_code = $1 and problem_id = $2 and state = 'approved' order by id`,
    [county, problemId],
  );
  return { clues, extensions };
}

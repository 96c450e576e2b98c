import type { GuardView } from '@shoutian/domain/api';
import type { Actor } from '@shoutian/domain/people';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/request.ts';
import type { Publicity, Step, WriteOffRow, WriteOffState } from './read.ts';

export async function insertWriteOff(
  tx: Tx,
  actor: Actor,
  row: {
    id: string;
    divisionCode: string;
    problemId: string;
    round: number;
    writeOffNo: string;
    applyUnit: string;
    appliedOn: string;
    statement: string;
    lookBackPlan: readonly string[];
    publicity: Publicity | null;
  },
): Promise<void> {
  await tx.query(
    `insert into write_off (county_code, id, division_code, problem_id, round, write_off_no, state, apply_unit, applicant_id,
       applicant_name, applied_on, statement, look_back_plan, publicity)
     values ($1, $2, $3, $4, $5, $6, 'siteCheck', $7, $8, $9, $10, $11, $12, $13)`,
    [
      actor.countyCode,
      row.id,
      row.divisionCode,
      row.problemId,
      row.round,
      row.writeOffNo,
      row.applyUnit,
      actor.id,
      actor.name,
      row.appliedOn,
      row.statement,
      JSON.stringify(row.lookBackPlan),
      row.publicity === null ? null : JSON.stringify(row.publicity),
    ],
  );
}

/** Moves an application; nothing is returned when somebody was faster. */
export async function moveWriteOff(
  tx: Tx,
  county: string,
  row: WriteOffRow,
  to: { state: WriteOffState; returnedReason?: string; guards?: readonly GuardView[]; decidedAt?: Date },
): Promise<unknown[]> {
  return tx.query(
    `update write_off set state = $4, returned_reason = coalesce($5, returned_reason), facts = coalesce($6, facts),
       decided_at = coalesce($7, decided_at), row_version = $8
     where county_code = $1 and id = $2 and row_version = $3 returning id`,
    [
      county,
      row.id,
      row.row_version,
      to.state,
      to.returnedReason ?? null,
      to.guards === undefined ? null : JSON.stringify({ guards: to.guards }),
      to.decidedAt ?? null,
      row.row_version + 1,
    ],
  );
}

export async function setPlan(
  tx: Tx,
  county: string,
  row: WriteOffRow,
  plan: { lookBackPlan: readonly string[]; publicity: Publicity | null },
): Promise<unknown[]> {
  return tx.query(
    `update write_off set look_back_plan = $4, publicity = $5, row_version = $6
     where county_code = $1 and id = $2 and row_version = $3 returning id`,
    [
      county,
      row.id,
      row.row_version,
      JSON.stringify(plan.lookBackPlan),
      plan.publicity === null ? null : JSON.stringify(plan.publicity),
      row.row_version + 1,
    ],
  );
}

/** A named opinion; never changed afterwards. */
export async function addOpinion(
  tx: Tx,
  actor: Actor,
  now: Date,
  row: { id: string; division_code: string },
  opinion: {
    step: Step;
    agree: boolean;
    opinion: string;
    checkedOn?: string;
    position?: readonly [number, number] | null;
  },
): Promise<void> {
  await tx.query(
    `insert into write_off_opinion (county_code, id, division_code, write_off_id, step, agree, opinion, site_checked_on,
       lng, lat, person_id, person_name, person_roles, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      actor.countyCode,
      newId(),
      row.division_code,
      row.id,
      opinion.step,
      opinion.agree,
      opinion.opinion,
      opinion.checkedOn ?? null,
      opinion.position?.[0] ?? null,
      opinion.position?.[1] ?? null,
      actor.id,
      actor.name,
      actor.roles,
      now,
    ],
  );
}

export async function addOverride(
  tx: Tx,
  actor: Actor,
  now: Date,
  row: {
    divisionCode: string;
    problemId: string;
    round: number;
    guard: string;
    reason: string;
    docNo: string;
    document: { sha256: string; name: string } | null;
  },
): Promise<void> {
  await tx.query(
    `insert into guard_override (county_code, id, division_code, problem_id, round, guard, reason, doc_no, document_sha256,
       document_name, person_id, person_name, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      actor.countyCode,
      newId(),
      row.divisionCode,
      row.problemId,
      row.round,
      row.guard,
      row.reason,
      row.docNo,
      row.document?.sha256 ?? null,
      row.document?.name ?? null,
      actor.id,
      actor.name,
      now,
    ],
  );
}

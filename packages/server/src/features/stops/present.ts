import type { StopMeasureView } from '@shoutian/domain/api';
import { type Actor, can } from '@shoutian/domain/people';
import type { StopRow } from './queries/stops.ts';

export function presentStop(row: StopRow, actor: Actor): StopMeasureView {
  const waits = row.recheck_due_on !== null && row.recheck_result === null;
  return {
    id: row.id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    kind: row.kind,
    takenAt: row.taken_at.toISOString(),
    content: row.content,
    lawBasis: row.law_basis,
    recheckDueOn: row.recheck_due_on,
    recheckResult: row.recheck_result,
    recheckedAt: row.rechecked_at?.toISOString() ?? null,
    recheckedByName: row.rechecked_by_name,
    escalatedAt: row.escalated_at?.toISOString() ?? null,
    note: row.note,
    recordedByName: row.recorded_by_name,
    recordedAt: row.recorded_at.toISOString(),
    abilities: waits && can(actor, 'stop.recheck') ? ['stop.recheck'] : [],
  };
}

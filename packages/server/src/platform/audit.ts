import type { Actor } from '@shoutian/domain/people';
import { newId } from './ids.ts';
import type { AuditEntry, Tx } from './request.ts';

/** Appends one audit row in the caller's transaction; the application role may never change or remove one. */
export async function writeAudit(tx: Tx, actor: Actor, now: Date, entry: AuditEntry): Promise<void> {
  tx.post(
    `insert into audit_event (county_code, id, division_code, subject_kind, subject_id, action, actor_id, actor_name,
       actor_roles, at, place, reason, changes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      actor.countyCode,
      newId(),
      entry.divisionCode,
      entry.subjectKind,
      entry.subjectId ?? null,
      entry.action,
      actor.id,
      actor.name,
      actor.roles,
      now,
      entry.place ?? null,
      entry.reason ?? null,
      JSON.stringify(entry.changes ?? {}),
    ],
  );
}

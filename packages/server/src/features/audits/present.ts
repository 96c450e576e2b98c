import type { TimelineEvent } from '@shoutian/domain/api';
import type { AuditRow } from './queries.ts';

/** An audit row as people read it. */
export function presentEvent(row: AuditRow): TimelineEvent {
  return {
    id: row.id,
    action: row.action,
    actorName: row.actor_name,
    actorRoles: row.actor_roles,
    at: row.at.toISOString(),
    place: row.place,
    reason: row.reason,
    changes: row.changes,
  };
}

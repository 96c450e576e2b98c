import type { Tx } from '../../platform/request.ts';

export interface AuditRow {
  id: string;
  subject_kind: string;
  subject_id: string | null;
  action: string;
  actor_id: string;
  actor_name: string;
  actor_roles: string[];
  at: Date;
  place: string | null;
  reason: string | null;
  changes: Record<string, unknown>;
}

const columns = 'id, subject_kind, subject_id, action, actor_id, actor_name, actor_roles, at, place, reason, changes';

/** The timeline of one thing and of what hangs on it, newest first. */
export async function timelineOf(
  tx: Tx,
  countyCode: string,
  subjectIds: readonly string[],
  limit = 200,
): Promise<AuditRow[]> {
  return tx.prepared<AuditRow>(
    `select ${columns} from audit_event where county_code = $1 and subject_id = any ($2::uuid[]) order by at desc, id desc limit $3`,
    [countyCode, subjectIds, limit],
  );
}

export interface AuditFilter {
  action?: string | undefined;
  subjectId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  q?: string | undefined;
  page: number;
  pageSize: number;
}

export async function auditPage(
  tx: Tx,
  countyCode: string,
  filter: AuditFilter,
): Promise<{ rows: AuditRow[]; total: number }> {
  const rows = await tx.query<AuditRow & { total_rows: number }>(
    `select ${columns}, count(*) over () as total_rows from audit_event
     where county_code = $1 and ($2::text is null or action = $2) and ($3::uuid is null or subject_id = $3)
       and ($4::date is null or at >= ($4::date)::timestamp at time zone 'Asia/Shanghai')
       and ($5::date is null or at < ($5::date + 1)::timestamp at time zone 'Asia/Shanghai')
       and ($6::text is null or actor_name like '%' || $6 || '%')
     order by at desc, id desc limit $7 offset $8`,
    [
      countyCode,
      filter.action ?? null,
      filter.subjectId ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.q ?? null,
      filter.pageSize,
      (filter.page - 1) * filter.pageSize,
    ],
  );
  return { rows, total: rows[0]?.total_rows ?? 0 };
}

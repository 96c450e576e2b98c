import type { NoticeView } from '@shoutian/domain/api';
import type { Tx } from '../../platform/request.ts';

export interface NoticeRow {
  id: string;
  kind: string;
  level: NoticeView['level'];
  title: string;
  body: string;
  link: string | null;
  created_at: Date;
  read_at: Date | null;
}

export async function noticePage(
  tx: Tx,
  countyCode: string,
  filter: { unread?: boolean | undefined; page: number; pageSize: number },
): Promise<{ rows: NoticeRow[]; total: number; unread: number }> {
  const rows = await tx.query<NoticeRow & { total_rows: number }>(
    `select id, kind, level, title, body, link, created_at, read_at, count(*) over () as total_rows from notice
     where county_code = $1 and person_id = $2 and ($3::boolean is not true or read_at is null)
     order by created_at desc, id desc limit $4 offset $5`,
    [countyCode, tx.context.personId, filter.unread ?? null, filter.pageSize, (filter.page - 1) * filter.pageSize],
  );
  const [count] = await tx.query<{ unread: number }>(
    'select count(*) as unread from notice where county_code = $1 and person_id = $2 and read_at is null',
    [countyCode, tx.context.personId],
  );
  return { rows, total: rows[0]?.total_rows ?? 0, unread: count?.unread ?? 0 };
}

export async function markRead(
  tx: Tx,
  countyCode: string,
  ids: readonly string[] | undefined,
  now: Date,
): Promise<void> {
  await tx.query(
    `update notice set read_at = $3 where county_code = $1 and person_id = $2 and read_at is null and ($4::uuid[] is null or id = any ($4))`,
    [countyCode, tx.context.personId, now, ids ?? null],
  );
}

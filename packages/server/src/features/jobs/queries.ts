import type { JobView } from '@shoutian/domain/api';
import type { Tx } from '../../platform/request.ts';

export interface JobRecord {
  id: string;
  kind: string;
  title: string;
  state: JobView['state'];
  done: number;
  total: number | null;
  message: string;
  result: Record<string, unknown> | null;
  error: JobView['error'];
  created_by: string;
  created_by_name: string;
  created_at: Date;
  finished_at: Date | null;
}

const columns =
  'id, kind, title, state, done, total, message, result, error, created_by, created_by_name, created_at, finished_at';

export async function jobById(tx: Tx, countyCode: string, id: string): Promise<JobRecord | undefined> {
  const [row] = await tx.query<JobRecord>(`select ${columns} from job where county_code = $1 and id = $2`, [
    countyCode,
    id,
  ]);
  return row;
}

export async function jobPage(
  tx: Tx,
  countyCode: string,
  filter: { state?: string | undefined; page: number; pageSize: number },
): Promise<{ rows: JobRecord[]; total: number }> {
  const rows = await tx.query<JobRecord & { total_rows: number }>(
    `select ${columns}, count(*) over () as total_rows from job
     where county_code = $1 and ($2::text is null or state = $2)
     order by created_at desc limit $3 offset $4`,
    [countyCode, filter.state ?? null, filter.pageSize, (filter.page - 1) * filter.pageSize],
  );
  return { rows, total: rows[0]?.total_rows ?? 0 };
}

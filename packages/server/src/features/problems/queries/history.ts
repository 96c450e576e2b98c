import type { Tx } from '../../../platform/request.ts';

export interface EditRow {
  actor_name: string;
  at: Date;
  changes: Record<string, unknown>;
}

/**
 * Acts on a problem after a version. Each act stores the version it made; acts of before this was kept count as older.
 */
export async function editsSince(tx: Tx, countyCode: string, id: string, version: number): Promise<EditRow[]> {
  return tx.query<EditRow>(
    `select actor_name, at, changes from audit_event
     where county_code = $1 and subject_kind = 'problem' and subject_id = $2 and (changes ->> 'version')::int > $3
     order by at, id`,
    [countyCode, id, version],
  );
}

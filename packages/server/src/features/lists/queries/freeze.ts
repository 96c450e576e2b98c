import type { Tx } from '../../../platform/request.ts';

export interface FrozenItem {
  problemId: string;
  no: number;
  isNew: boolean;
  clockVersion: number;
  listFormedOn: string;
  dueOn: string;
  /** JSON text: the item as it was approved. */
  snapshot: string;
}

export async function freezeItems(
  tx: Tx,
  countyCode: string,
  listId: string,
  items: readonly FrozenItem[],
): Promise<void> {
  const column = <T>(of: (item: FrozenItem) => T): T[] => items.map(of);
  await tx.query(
    `update rectification_item i set item_no = n.no, is_new = n.is_new, clock_version = n.clock_version,
       list_formed_on = n.formed_on, due_on = n.due_on, snapshot = n.snapshot
     from unnest($3::uuid[], $4::int[], $5::boolean[], $6::int[], $7::date[], $8::date[], $9::jsonb[])
       as n (problem_id, no, is_new, clock_version, formed_on, due_on, snapshot)
     where i.county_code = $1 and i.list_id = $2 and i.problem_id = n.problem_id`,
    [
      countyCode,
      listId,
      column((item) => item.problemId),
      column((item) => item.no),
      column((item) => item.isNew),
      column((item) => item.clockVersion),
      column((item) => item.listFormedOn),
      column((item) => item.dueOn),
      column((item) => item.snapshot),
    ],
  );
}

export async function freezeRow(
  tx: Tx,
  countyCode: string,
  id: string,
  rowVersion: number,
  frozen: { listNo: string; versionNo: number; formedOn: string; sha256: string },
  by: { id: string; name: string },
  now: Date,
): Promise<{ id: string }[]> {
  return tx.query<{ id: string }>(
    `update rectification_list set state = 'frozen', list_no = $4, version_no = $5, formed_on = $6, snapshot_sha256 = $7,
       approver_id = $8, approver_name = $9, frozen_at = $10, row_version = row_version + 1
     where county_code = $1 and id = $2 and row_version = $3 and state = 'draft' returning id`,
    [countyCode, id, rowVersion, frozen.listNo, frozen.versionNo, frozen.formedOn, frozen.sha256, by.id, by.name, now],
  );
}

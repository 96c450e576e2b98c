import type { Tx } from '../../../platform/request.ts';

/** Which of these rows belong to the batch: what is asked of a batch is answered from it alone. */
export async function rowsOfBatch(tx: Tx, county: string, batchId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select id from clue_draft where county_code = $1 and batch_id = $2 and id = any ($3::uuid[])',
    [county, batchId, ids],
  );
  return rows.map(({ id }) => id);
}

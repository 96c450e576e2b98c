import type { Tx } from '../../../platform/request.ts';
import { type ClueListRow, rowColumns, rowJoins } from './list.ts';

export interface ClueDetailRow extends ClueListRow {
  discovery_method: string;
  patch_no: string | null;
  patch_type: string | null;
  feature: string | null;
  image_date_before: string | null;
  image_date_after: string | null;
  monitor_area_m2: number | null;
  remark: string | null;
  raw_attributes: Record<string, unknown>;
  repaired: string | null;
  geom: Buffer | null;
  lng: number | null;
  lat: number | null;
  doc_no: string;
  authority: string;
  overlay_id: string | null;
  found_at: Date | null;
}

export async function clueDetailRow(tx: Tx, countyCode: string, id: string): Promise<ClueDetailRow | undefined> {
  const [row] = await tx.prepared<ClueDetailRow>(
    `select ${rowColumns}, c.discovery_method, c.patch_no, c.patch_type, c.feature, c.image_date_before,
       c.image_date_after, c.monitor_area_m2, c.remark, c.raw_attributes, c.repaired, c.geom::bytea as geom,
       ST_X(c.point) as lng, ST_Y(c.point) as lat, b.doc_no, b.authority, c.overlay_id, c.found_at
     from clue c ${rowJoins} where c.county_code = $1 and c.id = $2`,
    [countyCode, id],
  );
  return row;
}

/** What hangs on a clue and writes its own audit rows: the timeline shows them together. */
export async function childIds(tx: Tx, countyCode: string, clueId: string): Promise<string[]> {
  const rows = await tx.prepared<{ id: string }>(
    `select id from photo where county_code = $1 and subject_kind = 'clue' and subject_id = $2
     union all select id from stop_measure where county_code = $1 and subject_kind = 'clue' and subject_id = $2
     union all select id from attachment where county_code = $1 and subject_kind = 'clue' and subject_id = $2`,
    [countyCode, clueId],
  );
  return rows.map((row) => row.id);
}

import type { Channel, DiscoveryMethod, ProblemType } from '@shoutian/domain/dictionaries';
import type { Tx } from '../../../platform/request.ts';

export interface SourceClue {
  id: string;
  clue_no: string;
  monitor_no: string | null;
  division_code: string;
  channel: Channel;
  discovery_method: DiscoveryMethod;
  location_text: string;
  type: ProblemType | null;
  lead_unit: string | null;
  ongoing: boolean;
  found_at: Date | null;
  geom: string | null;
  original_geom: string | null;
  point: string | null;
  repaired: string | null;
  area_m2: number;
  farm_m2: number | null;
  pbf_m2: number | null;
  eco_m2: number | null;
  overlay_id: string | null;
  doc_no: string;
  batch_title: string;
  received_on: string;
  campaign_id: string | null;
}

/** A clue with its batch, ground as hexadecimal EWKB so that it is copied bit by bit. */
export async function sourceClue(tx: Tx, countyCode: string, id: string): Promise<SourceClue | undefined> {
  const [row] = await tx.query<SourceClue>(
    `select c.id, c.clue_no, c.monitor_no, c.division_code, c.channel, c.discovery_method, c.location_text, c.type,
       c.lead_unit, c.ongoing, c.found_at, c.geom::text as geom, c.original_geom::text as original_geom,
       c.point::text as point, c.repaired, c.area_m2, c.farm_m2, c.pbf_m2, c.eco_m2, c.overlay_id, b.doc_no,
       b.title as batch_title, b.received_on, b.campaign_id
     from clue c join clue_batch b on b.county_code = $1 and b.id = c.batch_id
     where c.county_code = $1 and c.id = $2`,
    [countyCode, id],
  );
  return row;
}

/** Numbers of a problem's clues: a row of the ledger is found by them too. */
export async function clueNumbers(tx: Tx, countyCode: string, problemId: string): Promise<string[]> {
  const rows = await tx.query<{ clue_no: string; monitor_no: string | null }>(
    'select clue_no, monitor_no from clue where county_code = $1 and problem_id = $2 order by clue_no',
    [countyCode, problemId],
  );
  return rows.flatMap((row) => [row.clue_no, ...(row.monitor_no === null ? [] : [row.monitor_no])]);
}

/** Clues of one problem become another's. */
export async function moveClues(tx: Tx, countyCode: string, from: string, to: string, now: Date): Promise<string[]> {
  const rows = await tx.query<{ clue_no: string }>(
    `update clue set problem_id = $3, row_version = row_version + 1, updated_at = $4
     where county_code = $1 and problem_id = $2 returning clue_no`,
    [countyCode, from, to, now],
  );
  return rows.map((row) => row.clue_no);
}

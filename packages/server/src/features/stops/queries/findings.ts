import type { Tx } from '../../../platform/request.ts';

/** Innermost place whose boundary holds the point. */
export async function placeAt(tx: Tx, countyCode: string, lng: number, lat: number): Promise<string | undefined> {
  const [row] = await tx.query<{ code: string }>(
    `select code from division where starts_with(code, $1) and geom is not null
       and ST_Covers(geom, ST_SetSRID(ST_MakePoint($2, $3), 4490)) order by length(code) desc limit 1`,
    [countyCode, lng, lat],
  );
  return row?.code;
}

/** The county's running batch of a year's patrol findings; made once, whoever finds first. */
export async function ensureFindingBatch(
  tx: Tx,
  countyCode: string,
  batch: { id: string; batchNo: string; title: string; day: string; now: Date },
): Promise<string> {
  await tx.query(
    `insert into clue_batch (county_code, id, division_code, batch_no, title, channel, discovery_method, received_on, state,
       created_by, created_by_name, created_at, stored_at)
     values ($1, $2, $1, $3, $4, 'patrol', 'patrol', $5, 'stored', 'system', '系统', $6, $6) on conflict do nothing`,
    [countyCode, batch.id, batch.batchNo, batch.title, batch.day, batch.now],
  );
  const [row] = await tx.query<{ id: string }>('select id from clue_batch where county_code = $1 and batch_no = $2', [
    countyCode,
    batch.batchNo,
  ]);
  return row?.id ?? batch.id;
}

/** Counted anew rather than added up: a crash between two writes leaves nothing wrong behind. */
export async function recountBatch(tx: Tx, countyCode: string, batchId: string): Promise<void> {
  const [row] = await tx.query<{ n: number }>(
    'select count(*) as n from clue where county_code = $1 and batch_id = $2',
    [countyCode, batchId],
  );
  await tx.query('update clue_batch set clue_count = $3 where county_code = $1 and id = $2', [
    countyCode,
    batchId,
    row?.n ?? 0,
  ]);
}

export interface FindingRow {
  id: string;
  clue_no: string;
  created_by: string;
  reported_at: Date;
  stop_id: string | null;
}

export async function findingById(tx: Tx, countyCode: string, id: string): Promise<FindingRow | undefined> {
  const [row] = await tx.query<FindingRow>(
    `select c.id, c.clue_no, c.created_by, coalesce(c.reported_at, c.created_at) as reported_at,
       (select s.id from stop_measure s where s.county_code = $1 and s.subject_kind = 'clue' and s.subject_id = c.id
         order by s.recorded_at limit 1) as stop_id
     from clue c where c.county_code = $1 and c.id = $2`,
    [countyCode, id],
  );
  return row;
}

export interface NewFinding {
  id: string;
  divisionCode: string;
  batchId: string;
  clueNo: string;
  locationText: string;
  remark: string | null;
  type: string | null;
  stage: string | null;
  point: readonly [number, number] | null;
  ewkb: Uint8Array | null;
  areaM2: number;
  leadUnit: string | null;
  foundAt: Date;
  noSignalS: number;
  searchTerms: readonly string[];
  by: string;
  now: Date;
}

/** @returns false when the same finding came in meanwhile */
export async function insertFinding(tx: Tx, countyCode: string, row: NewFinding): Promise<boolean> {
  const made = await tx.query(
    `insert into clue (county_code, id, division_code, batch_id, clue_no, channel, discovery_method, location_text, remark,
       type, construction_stage, point, geom, original_geom, area_m2, lead_unit, ongoing, found_at, reported_at,
       no_signal_s, search_terms, state, state_since, created_by, created_at, updated_at)
     values ($1, $2, $3, $4, $5, 'patrol', 'patrol', $6, $7, $8, $9,
       ST_SetSRID(ST_MakePoint($10::float8, $11::float8), 4490), $12::geometry, $12::geometry, $13, $14, true, $15, $16,
       $17, $18, 'registered', $16, $19, $16, $16)
     on conflict do nothing returning id`,
    [
      countyCode,
      row.id,
      row.divisionCode,
      row.batchId,
      row.clueNo,
      row.locationText,
      row.remark,
      row.type,
      row.stage,
      row.point?.[0] ?? null,
      row.point?.[1] ?? null,
      row.ewkb === null ? null : Buffer.from(row.ewkb).toString('hex'),
      row.areaM2,
      row.leadUnit,
      row.foundAt,
      row.now,
      row.noSignalS,
      row.searchTerms,
      row.by,
    ],
  );
  return made.length > 0;
}

import type { BatchSetup, BatchView } from '@shoutian/domain/api';
import type { Tx } from '../../../platform/request.ts';

export interface BatchReport {
  uploadId?: string;
  fileSize?: number;
  sheet?: string;
  notices?: { code: string; zh: string; en: string }[];
  jobId?: string;
  outcome?: NonNullable<BatchView['outcome']>;
}

export interface BatchRow {
  id: string;
  division_code: string;
  batch_no: string;
  title: string;
  channel: BatchView['channel'];
  discovery_method: BatchView['discoveryMethod'];
  doc_no: string;
  authority: string;
  received_on: string;
  due_on: string | null;
  campaign_id: string | null;
  state: BatchView['state'];
  file_name: string | null;
  file_sha256: string | null;
  source_crs: string | null;
  setup: BatchSetup | null;
  report: BatchReport;
  clue_count: number;
  row_version: number;
  created_by: string;
  created_by_name: string;
  created_at: Date;
  stored_at: Date | null;
  total: number;
  repaired: number;
  undecided: number;
  refused: number;
}

const columns = `b.id, b.division_code, b.batch_no, b.title, b.channel, b.discovery_method, b.doc_no, b.authority,
  b.received_on, b.due_on, b.campaign_id, b.state, b.file_name, b.file_sha256, b.source_crs,
  case when b.mapping ? 'uploadId' then b.mapping end as setup, b.report, b.clue_count, b.row_version, b.created_by,
  b.created_by_name, b.created_at, b.stored_at, coalesce(d.total, 0)::int as total, coalesce(d.repaired, 0)::int as repaired,
  coalesce(d.undecided, 0)::int as undecided, coalesce(d.refused, 0)::int as refused`;

const withCounts = `left join lateral (
    select count(*) as total, count(*) filter (where d.repaired is not null and not d.refused) as repaired,
      count(*) filter (where d.needs_decision and d.decision is null and not d.refused) as undecided,
      count(*) filter (where d.refused) as refused
    from clue_draft d where d.county_code = $1 and d.batch_id = b.id
  ) d on b.state in ('draft', 'storing')`;

export interface BatchFilter {
  channel: readonly string[] | undefined;
  state: 'draft' | 'stored' | 'all';
  q: string | undefined;
  limit: number;
  offset: number;
}

/** Newest first; discarded ones are not listed. A draft that is being stored counts as a draft. */
export async function listBatches(tx: Tx, county: string, filter: BatchFilter): Promise<BatchRow[]> {
  return tx.query<BatchRow>(
    `select ${columns} from (
       select * from clue_batch b where ${listed} order by b.created_at desc, b.id desc limit $5 offset $6
     ) b ${withCounts} order by b.created_at desc, b.id desc`,
    [county, filter.channel ?? null, filter.state, filter.q ?? null, filter.limit, filter.offset],
  );
}

const listed = `b.county_code = $1 and b.state <> 'discarded' and ($2::text[] is null or b.channel = any ($2))
  and ($3 = 'all' or ($3 = 'draft' and b.state in ('draft', 'storing')) or b.state = $3)
  and ($4::text is null or position(lower($4) in lower(b.title || ' ' || b.batch_no || ' ' || b.doc_no || ' ' || b.authority)) > 0)`;

export async function countBatches(tx: Tx, county: string, filter: BatchFilter): Promise<number> {
  const [row] = await tx.query<{ n: number }>(`select count(*)::int as n from clue_batch b where ${listed}`, [
    county,
    filter.channel ?? null,
    filter.state,
    filter.q ?? null,
  ]);
  return row?.n ?? 0;
}

export async function batchById(tx: Tx, county: string, id: string): Promise<BatchRow | undefined> {
  const [row] = await tx.query<BatchRow>(
    `select ${columns} from clue_batch b ${withCounts} where b.county_code = $1 and b.id = $2`,
    [county, id],
  );
  return row;
}

/** Keeps others from storing, deciding or replacing while this transaction runs; undefined for a batch of a level above. */
export async function lockBatch(
  tx: Tx,
  county: string,
  id: string,
): Promise<{ state: BatchRow['state']; row_version: number } | undefined> {
  const [row] = await tx.query<{ state: BatchRow['state']; row_version: number }>(
    'select state, row_version from clue_batch where county_code = $1 and id = $2 for update',
    [county, id],
  );
  return row;
}

export interface NewBatch {
  id: string;
  divisionCode: string;
  batchNo: string;
  title: string;
  channel: string;
  discoveryMethod: string;
  docNo: string;
  authority: string;
  receivedOn: string;
  dueOn: string | null;
  campaignId: string | null;
  createdBy: string;
  createdByName: string;
  now: Date;
}

export async function insertBatch(tx: Tx, county: string, b: NewBatch): Promise<void> {
  await tx.query(
    `insert into clue_batch (county_code, id, division_code, batch_no, title, channel, discovery_method, doc_no, authority,
       received_on, due_on, campaign_id, state, created_by, created_by_name, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'draft', $13, $14, $15)`,
    [
      county,
      b.id,
      b.divisionCode,
      b.batchNo,
      b.title,
      b.channel,
      b.discoveryMethod,
      b.docNo,
      b.authority,
      b.receivedOn,
      b.dueOn,
      b.campaignId,
      b.createdBy,
      b.createdByName,
      b.now,
    ],
  );
}

export interface BatchHeadRow {
  title: string;
  channel: string;
  discoveryMethod: string;
  docNo: string;
  authority: string;
  receivedOn: string;
  dueOn: string | null;
  campaignId: string | null;
  setup: BatchSetup | null;
}

/** @returns the changed row's id, or nothing when somebody was faster */
export async function updateHead(
  tx: Tx,
  county: string,
  id: string,
  version: number,
  b: BatchHeadRow,
): Promise<unknown[]> {
  return tx.query(
    `update clue_batch set title = $4, channel = $5, discovery_method = $6, doc_no = $7, authority = $8, received_on = $9,
       due_on = $10, campaign_id = $11, mapping = $12, row_version = row_version + 1
     where county_code = $1 and id = $2 and row_version = $3 and state = 'draft' returning id`,
    [
      county,
      id,
      version,
      b.title,
      b.channel,
      b.discoveryMethod,
      b.docNo,
      b.authority,
      b.receivedOn,
      b.dueOn,
      b.campaignId,
      JSON.stringify(b.setup ?? {}),
    ],
  );
}

export interface BatchSource {
  fileName: string;
  sha256: string;
  crs: string;
  encoding: string | null;
  setup: BatchSetup;
  report: BatchReport;
}

export async function setSource(tx: Tx, county: string, id: string, source: BatchSource): Promise<void> {
  await tx.query(
    `update clue_batch set file_name = $3, file_sha256 = $4, source_crs = $5, encoding = $6, mapping = $7, report = $8,
       row_version = row_version + 1 where county_code = $1 and id = $2`,
    [
      county,
      id,
      source.fileName,
      source.sha256,
      source.crs,
      source.encoding,
      JSON.stringify(source.setup),
      JSON.stringify(source.report),
    ],
  );
}

export async function setReport(tx: Tx, county: string, id: string, report: BatchReport): Promise<void> {
  await tx.query('update clue_batch set report = $3 where county_code = $1 and id = $2', [
    county,
    id,
    JSON.stringify(report),
  ]);
}

/** Moves a batch on, when it still is where and as the caller saw it. */
export async function moveBatch(
  tx: Tx,
  county: string,
  id: string,
  move: { from: BatchRow['state']; to: BatchRow['state']; version: number },
): Promise<unknown[]> {
  return tx.query(
    `update clue_batch set state = $4, row_version = row_version + 1
     where county_code = $1 and id = $2 and state = $3 and row_version = $5 returning id`,
    [county, id, move.from, move.to, move.version],
  );
}

/** The last mapping of the same channel and authority that somebody wanted remembered. */
export async function rememberedSetup(
  tx: Tx,
  county: string,
  like: { id: string; channel: string; authority: string },
): Promise<Pick<BatchSetup, 'mapping' | 'areaUnits'> | undefined> {
  const [row] = await tx.query<{ mapping: Pick<BatchSetup, 'mapping' | 'areaUnits'> }>(
    `select mapping from clue_batch
     where county_code = $1 and channel = $2 and authority = $3 and id <> $4 and mapping ->> 'rememberMapping' = 'true'
       and file_sha256 is not null
     order by created_at desc limit 1`,
    [county, like.channel, like.authority, like.id],
  );
  return row?.mapping;
}

/** Box of all boundaries of a county, degrees; undefined before any was loaded. */
export async function countyBounds(
  tx: Tx,
  county: string,
): Promise<readonly [number, number, number, number] | undefined> {
  const [row] = await tx.query<{ w: number | null; s: number; e: number; n: number }>(
    `select st_xmin(x.box)::float8 as w, st_ymin(x.box)::float8 as s, st_xmax(x.box)::float8 as e, st_ymax(x.box)::float8 as n
     from (select st_extent(geom)::geometry as box from division where starts_with(code, $1) and geom is not null) x`,
    [county],
  );
  return row === undefined || row.w === null ? undefined : [row.w, row.s, row.e, row.n];
}

export async function nameOf(tx: Tx, code: string): Promise<string> {
  const [row] = await tx.query<{ name: string }>('select name from division where code = $1', [code]);
  return row?.name ?? code;
}

/** Puts a batch that failed to be stored back to draft; its version stays, so that the same confirmation can go on. */
export async function release(tx: Tx, county: string, id: string, version: number): Promise<void> {
  await tx.query(
    `update clue_batch set state = 'draft' where county_code = $1 and id = $2 and state = 'storing' and row_version = $3`,
    [county, id, version],
  );
}

/** Takes an untouched draft up again for storing. */
export async function reclaim(tx: Tx, county: string, id: string): Promise<void> {
  await tx.query(`update clue_batch set state = 'storing' where county_code = $1 and id = $2 and state = 'draft'`, [
    county,
    id,
  ]);
}

import type { PackBody } from '@shoutian/domain/api';
import type { Tx } from '../../../platform/request.ts';
import type { PackRow, StoredReview } from './gather.ts';

interface By {
  id: string;
  name: string;
  now: Date;
}

const bodyValues = (body: PackBody) => [
  body.method,
  JSON.stringify(body.parts),
  body.recultivation === null ? null : JSON.stringify(body.recultivation),
  body.penalty === null ? null : JSON.stringify(body.penalty),
  body.caseState,
  body.caseNote,
];

export async function insertPack(
  tx: Tx,
  county: string,
  pack: { id: string; divisionCode: string; problemId: string; body: PackBody },
  by: By,
): Promise<void> {
  await tx.query(
    `insert into evidence_pack (county_code, id, division_code, problem_id, method, parts, recultivation, penalty,
       case_state, case_note, contributors, updated_by, updated_by_name, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [county, pack.id, pack.divisionCode, pack.problemId, ...bodyValues(pack.body), [by.id], by.id, by.name, by.now],
  );
}

/** What was judged was another pack: saving takes the judgement back. */
export async function updatePack(tx: Tx, county: string, pack: PackRow, body: PackBody, by: By): Promise<unknown[]> {
  return tx.query(
    `update evidence_pack set method = $4, parts = $5, recultivation = $6, penalty = $7, case_state = $8, case_note = $9,
       review = null, contributors = $10, updated_by = $11, updated_by_name = $12, updated_at = $13, row_version = $14
     where county_code = $1 and id = $2 and row_version = $3 returning id`,
    [
      county,
      pack.id,
      pack.row_version,
      ...bodyValues(body),
      [...new Set([...pack.contributors, by.id])],
      by.id,
      by.name,
      by.now,
      pack.row_version + 1,
    ],
  );
}

export async function setReview(tx: Tx, county: string, pack: PackRow, review: StoredReview): Promise<unknown[]> {
  return tx.query(
    `update evidence_pack set review = $4, row_version = $5
     where county_code = $1 and id = $2 and row_version = $3 returning id`,
    [county, pack.id, pack.row_version, JSON.stringify(review), pack.row_version + 1],
  );
}

export async function voidReview(tx: Tx, county: string, problemId: string): Promise<void> {
  await tx.query(
    'update evidence_pack set review = null, row_version = row_version + 1 where county_code = $1 and problem_id = $2 and review is not null',
    [county, problemId],
  );
}

/**
 * Makes one sound MultiPolygon of drawn or read polygons: each is made valid, then all are united, so that ground given
 * twice counts once.
 * @param hexes EWKB in hex, SRID 4490
 */
export async function united(
  tx: Tx,
  hexes: readonly string[],
): Promise<{ geom: Buffer; hex: string; valid: boolean } | undefined> {
  const [row] = await tx.query<{ geom: Buffer | null; hex: string; valid: boolean }>(
    `with one as (
       select st_multi(st_collectionextract(st_union(st_makevalid(x::geometry)), 3)) as g, bool_and(st_isvalid(x::geometry)) as valid
       from unnest($1::text[]) as u (x)
     ) select case when st_isempty(g) then null else st_asbinary(g) end as geom, encode(st_asewkb(g), 'hex') as hex, valid from one`,
    [hexes],
  );
  return row === undefined || row.geom === null ? undefined : { geom: row.geom, hex: row.hex, valid: row.valid };
}

export interface NewApproval {
  id: string;
  divisionCode: string;
  problemId: string;
  docNo: string;
  docKey: string;
  authority: string;
  authorityLevel: string;
  approvedOn: string;
  approvedM2: number | null;
  purpose: string;
}
export interface ApprovalGround {
  hex: string;
  repaired: string | null;
  coverRatio: number | null;
  coveredM2: number | null;
}
export interface Scan {
  sha256: string;
  name: string;
  mime: string;
}

export async function insertApproval(tx: Tx, county: string, doc: NewApproval, by: By): Promise<void> {
  await tx.query(
    `insert into approval_doc (county_code, id, division_code, problem_id, doc_no, doc_key, authority, authority_level,
       approved_on, approved_m2, purpose, entered_by, entered_by_name, entered_at, contributors)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      county,
      doc.id,
      doc.divisionCode,
      doc.problemId,
      doc.docNo,
      doc.docKey,
      doc.authority,
      doc.authorityLevel,
      doc.approvedOn,
      doc.approvedM2,
      doc.purpose,
      by.id,
      by.name,
      by.now,
      [by.id],
    ],
  );
}

export async function setGround(tx: Tx, county: string, id: string, ground: ApprovalGround): Promise<void> {
  await tx.query(
    `update approval_doc set geom = $3::geometry, repaired = $4, cover_ratio = $5, covered_m2 = $6
     where county_code = $1 and id = $2`,
    [county, id, ground.hex, ground.repaired, ground.coverRatio, ground.coveredM2],
  );
}

export async function setScan(tx: Tx, county: string, id: string, scan: Scan): Promise<void> {
  await tx.query(
    'update approval_doc set scan_sha256 = $3, scan_name = $4, scan_mime = $5 where county_code = $1 and id = $2',
    [county, id, scan.sha256, scan.name, scan.mime],
  );
}

export async function setContributors(tx: Tx, county: string, id: string, people: readonly string[]): Promise<void> {
  await tx.query('update approval_doc set contributors = $3 where county_code = $1 and id = $2', [county, id, people]);
}

export async function setApprovalReview(
  tx: Tx,
  county: string,
  id: string,
  review: { review: string; reason: string },
  by: By,
): Promise<void> {
  await tx.query(
    `update approval_doc set review = $3, review_reason = $4, reviewed_by = $5, reviewed_by_name = $6, reviewed_at = $7
     where county_code = $1 and id = $2`,
    [county, id, review.review, review.reason, by.id, by.name, by.now],
  );
}

export async function markRemoved(tx: Tx, county: string, id: string, reason: string, by: By): Promise<void> {
  await tx.query(
    `update approval_doc set removed_at = $3, removed_by = $4, removed_by_name = $5, removed_reason = $6
     where county_code = $1 and id = $2`,
    [county, id, by.now, by.id, by.name, reason],
  );
}

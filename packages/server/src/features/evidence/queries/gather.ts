import type { AttachmentKind, PhotoKind, PhotoStage, RectifyMethod } from '@shoutian/domain/dictionaries';
import type { Check, EvidencePack, Recultivation } from '@shoutian/domain/evidence';
import type { Tx } from '../../../platform/request.ts';

/** A stored judgement of a pack. */
export interface StoredReview {
  decision: 'accepted' | 'returned' | 'revisit';
  reason: string;
  answers: Record<string, boolean>;
  by: string;
  byName: string;
  at: string;
}

export interface PackRow {
  id: string;
  problem_id: string;
  method: RectifyMethod;
  parts: EvidencePack['parts'];
  recultivation: Recultivation | null;
  penalty: EvidencePack['penalty'];
  case_state: 'none' | 'open' | 'closed';
  case_note: string | null;
  review: StoredReview | null;
  contributors: string[];
  updated_by_name: string;
  updated_at: Date;
  row_version: number;
}

export async function packsOf(tx: Tx, county: string, problemIds: readonly string[]): Promise<PackRow[]> {
  return tx.prepared<PackRow>(
    `select id, problem_id, method, parts, recultivation, penalty, case_state, case_note, review, contributors,
       updated_by_name, updated_at, row_version
     from evidence_pack where county_code = $1 and problem_id = any ($2::uuid[])`,
    [county, problemIds],
  );
}

export interface ApprovalRow {
  id: string;
  problem_id: string;
  doc_no: string;
  doc_key: string;
  authority: string;
  authority_level: string;
  approved_on: string;
  approved_m2: number | null;
  purpose: string;
  scan_sha256: string | null;
  scan_name: string | null;
  scan_mime: string | null;
  geom: Buffer | null;
  repaired: string | null;
  cover_ratio: number | null;
  covered_m2: number | null;
  contributors: string[];
  entered_by_name: string;
  entered_at: Date;
  review: 'accepted' | 'explained' | null;
  review_reason: string | null;
  reviewed_by_name: string | null;
}

/** Documents in force; what was taken back stays in the table and out of every answer. */
export async function approvalsOf(tx: Tx, county: string, problemIds: readonly string[]): Promise<ApprovalRow[]> {
  return tx.prepared<ApprovalRow>(
    `select id, problem_id, doc_no, doc_key, authority, authority_level, approved_on, approved_m2, purpose, scan_sha256,
       scan_name, scan_mime, st_asbinary(geom) as geom, repaired, cover_ratio, covered_m2, contributors, entered_by_name,
       entered_at, review, review_reason, reviewed_by_name
     from approval_doc where county_code = $1 and problem_id = any ($2::uuid[]) and removed_at is null order by id`,
    [county, problemIds],
  );
}

export interface EvidencePhotoRow {
  id: string;
  problem_id: string;
  subject_kind: 'clue' | 'problem';
  kind: PhotoKind;
  stage: PhotoStage;
  viewpoint: string | null;
  lng: number | null;
  lat: number | null;
  bearing_deg: number | null;
  taken_at: Date | null;
  received_at: Date;
  checks: Pick<Check, 'id' | 'level'>[];
  review: 'accepted' | 'explained' | null;
}

/** Photos that may prove the remedy: the problem's own, and those of its clues for what was there before. */
export async function photosOf(tx: Tx, county: string, problemIds: readonly string[]): Promise<EvidencePhotoRow[]> {
  return tx.prepared<EvidencePhotoRow>(
    `select id, problem_id, subject_kind, kind, stage, viewpoint, lng, lat, bearing_deg, taken_at, received_at, checks, review
     from photo where county_code = $1 and problem_id = any ($2::uuid[]) and subject_kind in ('clue', 'problem')
       and review is distinct from 'rejected' order by coalesce(taken_at, received_at), id`,
    [county, problemIds],
  );
}

/** Kinds of the papers filed with each problem, and the day its demolition was finished. */
export async function papersOf(
  tx: Tx,
  county: string,
  problemIds: readonly string[],
): Promise<{ id: string; kinds: AttachmentKind[]; demolished_on: string | null }[]> {
  return tx.prepared(
    `select w.id,
       coalesce((select array_agg(distinct a.kind) from attachment a
         where a.county_code = $1 and a.subject_kind = 'problem' and a.subject_id = w.id and a.removed_at is null), '{}') as kinds,
       (select max(m.actual_on) from milestone m
         where m.county_code = $1 and m.problem_id = w.id and m.step = 'demolished') as demolished_on
     from unnest($2::uuid[]) as w (id)`,
    [county, problemIds],
  );
}

export async function groundsOf(
  tx: Tx,
  county: string,
  problemIds: readonly string[],
): Promise<{ id: string; geom: Buffer }[]> {
  return tx.prepared(
    `select id, st_asbinary(geom) as geom from problem
     where county_code = $1 and id = any ($2::uuid[]) and geom is not null`,
    [county, problemIds],
  );
}

export interface UseRow {
  doc_key: string;
  problem_id: string;
  problem_no: string;
  area_m2: number;
  parts: EvidencePack['parts'] | null;
}

/** Every problem in sight that cites one of these documents, once a number. */
export async function usesOf(tx: Tx, county: string, docKeys: readonly string[]): Promise<UseRow[]> {
  if (docKeys.length === 0) return [];
  return tx.prepared<UseRow>(
    `select distinct on (a.doc_key, a.problem_id) a.doc_key, a.problem_id, p.problem_no, p.area_m2, e.parts
     from approval_doc a
     join problem p on p.county_code = $1 and p.id = a.problem_id
     left join evidence_pack e on e.county_code = $1 and e.problem_id = a.problem_id
     where a.county_code = $1 and a.doc_key = any ($2::text[]) and a.removed_at is null
     order by a.doc_key, a.problem_id`,
    [county, docKeys],
  );
}

/** Land classes of the overlay in use, largest first. */
export async function overlayClasses(
  tx: Tx,
  county: string,
  problemId: string,
): Promise<{ classCode: string; label: string; unionM2: number }[]> {
  const [row] = await tx.prepared<{ classes: { classCode: string; label: string; unionM2: number }[] | null }>(
    `select s.result -> 'landClasses' as classes from problem p
     join overlay_snapshot s on s.county_code = $1 and s.id = p.overlay_id
     where p.county_code = $1 and p.id = $2`,
    [county, problemId],
  );
  return [...(row?.classes ?? [])].sort((a, b) => b.unionM2 - a.unionM2);
}

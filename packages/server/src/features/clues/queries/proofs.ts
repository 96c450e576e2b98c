import type { AttachmentKind, PhotoKind } from '@shoutian/domain/dictionaries';
import type { Tx } from '../../../platform/request.ts';

export interface Proofs {
  photos: PhotoKind[];
  attachments: AttachmentKind[];
}

/** Kinds of what was filed for a clue; a rejected photo proves nothing. */
export async function proofsOf(tx: Tx, countyCode: string, clueId: string): Promise<Proofs> {
  const [row] = await tx.prepared<Proofs>(
    `select
       coalesce((select array_agg(p.kind) from photo p where p.county_code = $1 and p.subject_kind = 'clue'
         and p.subject_id = $2 and p.review is distinct from 'rejected'), '{}') as photos,
       coalesce((select array_agg(distinct a.kind) from attachment a where a.county_code = $1 and a.subject_kind = 'clue'
         and a.subject_id = $2 and a.removed_at is null), '{}') as attachments`,
    [countyCode, clueId],
  );
  return row ?? { photos: [], attachments: [] };
}

/** What was filed for a clue belongs to its problem from now on; the way back (`null`) leaves it with the clue alone. */
export async function tieProofs(tx: Tx, countyCode: string, clueId: string, problemId: string | null): Promise<void> {
  await tx.prepared(
    `update photo set problem_id = $3 where county_code = $1 and ((subject_kind = 'clue' and subject_id = $2)
       or (subject_kind = 'stopMeasure' and subject_id = any (
         select s.id from stop_measure s where s.county_code = $1 and s.subject_kind = 'clue' and s.subject_id = $2)))`,
    [countyCode, clueId, problemId],
  );
}

/** When somebody first acted against the works; telling others is not acting. */
export async function firstStopOf(tx: Tx, countyCode: string, clueId: string): Promise<Date | null> {
  const [row] = await tx.prepared<{ at: Date | null }>(
    `select min(taken_at) as at from stop_measure
     where county_code = $1 and subject_kind = 'clue' and subject_id = $2 and kind <> 'reportOnly'`,
    [countyCode, clueId],
  );
  return row?.at ?? null;
}

/** A clue's place is its children's place: row-level security reads it on each of them. */
export async function moveChildren(tx: Tx, countyCode: string, clueId: string, divisionCode: string): Promise<void> {
  for (const sql of [
    `update verification set division_code = $3 where county_code = $1 and clue_id = $2`,
    `update overlay_snapshot set division_code = $3 where county_code = $1 and subject_kind = 'clue' and subject_id = $2`,
    `update attachment set division_code = $3 where county_code = $1 and subject_kind = 'clue' and subject_id = $2`,
    `update photo set division_code = $3 where county_code = $1 and ((subject_kind = 'clue' and subject_id = $2)
       or (subject_kind = 'stopMeasure' and subject_id = any (
         select s.id from stop_measure s where s.county_code = $1 and s.subject_kind = 'clue' and s.subject_id = $2)))`,
    `update task set division_code = $3 where county_code = $1 and ((subject_kind = 'clue' and subject_id = $2)
       or (subject_kind = 'stopMeasure' and subject_id = any (
         select s.id from stop_measure s where s.county_code = $1 and s.subject_kind = 'clue' and s.subject_id = $2)))`,
    `update stop_measure set division_code = $3 where county_code = $1 and subject_kind = 'clue' and subject_id = $2`,
  ])
    await tx.prepared(sql, [countyCode, clueId, divisionCode]);
}

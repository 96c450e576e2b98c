import type { AttachmentKind } from '@shoutian/domain/dictionaries';
import type { Tx } from '../../platform/request.ts';

export type SubjectKind = 'clue' | 'problem';

export interface AttachmentRow {
  id: string;
  division_code: string;
  subject_kind: SubjectKind;
  subject_id: string;
  kind: AttachmentKind;
  title: string;
  file_name: string;
  sha256: string;
  size: number;
  mime: string;
  uploaded_by: string;
  uploaded_by_name: string;
  uploaded_at: Date;
  removed_at: Date | null;
}

const columns = `a.id, a.division_code, a.subject_kind, a.subject_id, a.kind, a.title, a.file_name, a.sha256, a.size,
  a.mime, a.uploaded_by, a.uploaded_by_name, a.uploaded_at, a.removed_at`;

/** Place and number of what a document is filed for; undefined when it is not there or outside the caller's area. */
export async function subjectOf(
  tx: Tx,
  countyCode: string,
  kind: SubjectKind,
  id: string,
): Promise<{ division_code: string; no: string } | undefined> {
  const [row] = await tx.query<{ division_code: string; no: string }>(
    kind === 'clue'
      ? 'select division_code, clue_no as no from clue where county_code = $1 and id = $2'
      : 'select division_code, problem_no as no from problem where county_code = $1 and id = $2',
    [countyCode, id],
  );
  return row;
}

export async function attachmentById(tx: Tx, countyCode: string, id: string): Promise<AttachmentRow | undefined> {
  const [row] = await tx.query<AttachmentRow>(
    `select ${columns} from attachment a where a.county_code = $1 and a.id = $2`,
    [countyCode, id],
  );
  return row;
}

/** What is filed now, oldest first; of a problem with the documents of its clues. */
export async function attachmentsOf(
  tx: Tx,
  countyCode: string,
  kind: SubjectKind,
  id: string,
): Promise<AttachmentRow[]> {
  return tx.query<AttachmentRow>(
    `select ${columns} from attachment a
     left join clue c on c.county_code = $1 and a.subject_kind = 'clue' and c.id = a.subject_id
     where a.county_code = $1 and a.removed_at is null
       and ((a.subject_kind = $2 and a.subject_id = $3) or ($2 = 'problem' and c.problem_id = $3))
     order by a.uploaded_at, a.id`,
    [countyCode, kind, id],
  );
}

export async function insertAttachment(
  tx: Tx,
  countyCode: string,
  row: Omit<AttachmentRow, 'removed_at'>,
): Promise<void> {
  await tx.query(
    `insert into attachment (county_code, id, division_code, subject_kind, subject_id, kind, title, file_name, sha256, size,
       mime, uploaded_by, uploaded_by_name, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      countyCode,
      row.id,
      row.division_code,
      row.subject_kind,
      row.subject_id,
      row.kind,
      row.title,
      row.file_name,
      row.sha256,
      row.size,
      row.mime,
      row.uploaded_by,
      row.uploaded_by_name,
      row.uploaded_at,
    ],
  );
}

export async function withdrawAttachment(
  tx: Tx,
  countyCode: string,
  id: string,
  by: string,
  reason: string,
  now: Date,
): Promise<void> {
  await tx.query(
    `update attachment set removed_at = $3, removed_by = $4, removed_reason = $5
     where county_code = $1 and id = $2 and removed_at is null`,
    [countyCode, id, now, by, reason],
  );
}

import { newId } from './ids.ts';
import type { Tx } from './request.ts';

export interface NewNotice {
  personId: string;
  kind: string;
  level: 'info' | 'warn' | 'alert';
  title: string;
  body?: string;
  link?: string;
  subjectKind?: string;
  subjectId?: string;
  /** The same key never comes twice to the same person. */
  dedupe: string;
}

/**
 * Puts notices into inboxes; an already sent one (same person and dedupe key) is left alone. The conflict names no
 * target: with one, PostgreSQL would ask the reading policy, and a sender may not read what is sent.
 */
export async function sendNotices(tx: Tx, countyCode: string, now: Date, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  tx.post(
    `insert into notice (county_code, id, person_id, kind, level, title, body, link, subject_kind, subject_id, dedupe, created_at)
     select $1, n.id, n.person_id, n.kind, n.level, n.title, n.body, n.link, n.subject_kind, n.subject_id, n.dedupe, $2
     from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::uuid[], $12::text[])
       as n (id, person_id, kind, level, title, body, link, subject_kind, subject_id, dedupe)
     on conflict do nothing`,
    [
      countyCode,
      now,
      notices.map(() => newId()),
      notices.map((n) => n.personId),
      notices.map((n) => n.kind),
      notices.map((n) => n.level),
      notices.map((n) => n.title),
      notices.map((n) => n.body ?? ''),
      notices.map((n) => n.link ?? null),
      notices.map((n) => n.subjectKind ?? null),
      notices.map((n) => n.subjectId ?? null),
      notices.map((n) => n.dedupe),
    ],
  );
}

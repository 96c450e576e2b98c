import { formatInstant } from '@shoutian/domain/format';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/request.ts';
import { editsSince } from '../queries/history.ts';
import type { ProblemRecord } from '../queries/record.ts';
import { shownFields } from './fields.ts';

/**
 * 409 with one detail per field that both sides touched: who set it to what and when, and what the caller wants. A field
 * that only the others touched is named too, so that nobody is surprised by it.
 */
export async function conflictWith(
  work: Work,
  record: ProblemRecord,
  seenVersion: number,
  wanted: Readonly<Record<string, unknown>>,
): Promise<AppError> {
  const edits = await editsSince(work.tx, work.actor.countyCode, record.id, seenVersion);
  const last = new Map<string, { who: string; at: Date; value: unknown }>();
  for (const edit of edits)
    for (const [field, change] of Object.entries(edit.changes))
      if (Array.isArray(change) && change.length === 2)
        last.set(field, { who: edit.actor_name, at: edit.at, value: change[1] });
  const details = [...last].map(([field, { who, at, value }]) => {
    const name = shownFields[field] ?? field;
    const theirs = show(field, value);
    const mine = field in wanted ? `，您填的是「${show(field, wanted[field])}」` : '';
    return {
      code: field in wanted ? 'conflict.both' : 'conflict.theirs',
      at: field,
      message: `${who} ${formatInstant(at).slice(5)} 把「${name}」改成「${theirs}」${mine}。`,
      messageEn: `${who} set ${field} to ${theirs} at ${at.toISOString()}.`,
    };
  });
  const who = edits.at(-1)?.actor_name;
  return new AppError(
    'conflict',
    who === undefined ? undefined : `${who} 刚改过这个问题（第 ${record.rowVersion} 版），请看过改动再提交。`,
    { en: 'Somebody changed this problem meanwhile; see the fields below.', details },
  );
}

const secret = new Set(['partyName', 'partyPhone']);
function show(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  // An outline has no words: that it was drawn anew is what can be said.
  return secret.has(field) || field === 'geometry' ? '（已改）' : String(value);
}

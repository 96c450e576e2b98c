import { abilities } from '@shoutian/domain/problem';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/request.ts';
import { loadProblem, viewOf } from '../facts.ts';

/**
 * The party's full name and phone, for those who handle the problem and say why (specification 7.3); the reason is kept.
 * @throws {AppError} notFound; notAllowed for who has nothing to do on it
 */
export async function reveal(
  work: Work,
  id: string,
  reason: string,
): Promise<{ partyName: string | null; partyPhone: string | null }> {
  const record = await loadProblem(work.tx, work.actor.countyCode, id);
  if (abilities(viewOf(record, 0), work.actor).length === 0)
    throw new AppError('notAllowed', '这个问题由别的单位牵头办理，看不到主体信息。', {
      en: 'Another unit handles this problem.',
    });
  await work.audit({
    action: 'problem.edit',
    subjectKind: 'problem',
    subjectId: id,
    divisionCode: record.divisionCode,
    reason,
    changes: { act: 'revealParty' },
  });
  return { partyName: record.partyName, partyPhone: record.partyPhone };
}

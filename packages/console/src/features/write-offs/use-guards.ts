import type { GuardView } from '@shoutian/domain/api';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { Guard } from '../../kit/index.ts';
import { guardsOf } from './guards.ts';
import { writeOffTexts } from './texts.ts';

/**
 * Conditions in the words of this page.
 * @param now acts this person may do in the application as it stands; empty before there is one
 */
export function useGuards(guards: readonly GuardView[], problemId: string, now: readonly string[]): Guard[] {
  const t = useTexts(writeOffTexts);
  const language = useLanguage();
  const words = {
    fix: t('toFix'),
    desk: (desks: string) => t('byDesk', { desks }),
    applicant: t('byApplicant'),
    notApplicable: (why: string) => t('notApplicableWhy', { why }),
  };
  return guardsOf(guards, problemId, language === 'en', words, now);
}

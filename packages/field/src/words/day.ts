import type { Day } from '@shoutian/domain/deadlines';
import { formatDay } from '@shoutian/domain/format';
import { language } from '../i18n/setup.ts';

/** `11月27日` with the year where it is another one; the plain date in the English interface. */
export function dayWords(day: Day, today?: Day): string {
  return language() === 'en' ? day : formatDay(day, today);
}

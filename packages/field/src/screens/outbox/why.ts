import { language } from '../../i18n/setup.ts';
import type { Trouble } from '../../outbox/item.ts';

/** The server's sentence in the interface language. */
export function whyOf(trouble: Trouble | null): string {
  if (trouble === null) return '';
  const pick = (one: { message: string; messageEn: string | null }) =>
    language() === 'en' ? (one.messageEn ?? one.message) : one.message;
  const details = trouble.details.map(pick).join('；');
  return details === '' ? pick(trouble) : `${pick(trouble)} ${details}`;
}

import { ApiProblem } from '@shoutian/domain/api';
import { i18next } from '../i18n/setup.ts';

/** The server's complaints as lines of a form's error summary; `at` names the field. */
export function formErrors(error: unknown): { name: string; message: string }[] {
  if (!(error instanceof ApiProblem)) return [];
  const english = i18next.language === 'en';
  return error.details.map((one) => ({
    name: (one.at ?? '').replace(/^body\./, ''),
    message: english ? (one.messageEn ?? one.message) : one.message,
  }));
}

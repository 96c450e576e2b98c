import type { Language } from '@shoutian/domain/dictionaries';
import { useTranslation } from 'react-i18next';
import { i18next } from './setup.ts';

/** The interface language as dictionaries and rules name it; the component follows a switch. */
export function useLanguage(): Language {
  const { i18n } = useTranslation(undefined, { i18n: i18next });
  return i18n.language === 'en' ? 'en' : 'zh';
}

/** The same outside of components. */
export function languageNow(): Language {
  return i18next.language === 'en' ? 'en' : 'zh';
}

import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'zh-CN' | 'en';

/** The same key as the office's: one person, one language, on both. */
const STORE = 'shoutian.language';

function remembered(): Language {
  try {
    return globalThis.localStorage?.getItem(STORE) === 'en' ? 'en' : 'zh-CN';
  } catch {
    // Storage is closed in some browsers' private mode; the interface still has to speak.
    return 'zh-CN';
  }
}

// Flat keys and single braces: 「还差 {n} 张」 stays readable as a sentence. Synchronous, because screens register
// their words while they are being imported.
void i18next.use(initReactI18next).init({
  lng: remembered(),
  fallbackLng: 'zh-CN',
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
  resources: {},
  returnNull: false,
  initAsync: false,
});

/** Switches the interface and remembers it on this phone. */
export async function setLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(STORE, language);
  } catch {
    // Not remembered then; the switch itself still holds for this page.
  }
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

/** Language as the domain's dictionaries and formats name it. */
export function language(): 'zh' | 'en' {
  return i18next.language === 'en' ? 'en' : 'zh';
}

export { i18next };

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { i18next } from './setup.ts';

/** Words of one namespace; `K` is the set of keys, the same in both languages by type. */
export interface Texts<K extends string> {
  readonly ns: string;
  readonly zh: Readonly<Record<K, string>>;
  readonly en: Readonly<Record<K, string>>;
}

/** What can be put into a sentence's `{holes}`. */
export type Fill = Readonly<Record<string, string | number>>;

export type Say<K extends string> = (key: K, fill?: Fill) => string;

/**
 * Declares the words of one namespace and registers them at once, so that a lazily loaded screen brings its own.
 * English must name every Chinese key, or the type check fails.
 */
export function defineTexts<const Z extends Readonly<Record<string, string>>>(
  ns: string,
  zh: Z,
  en: Readonly<Record<Extract<keyof Z, string>, string>>,
): Texts<Extract<keyof Z, string>> {
  i18next.addResourceBundle('zh-CN', ns, zh, true, true);
  i18next.addResourceBundle('en', ns, en, true, true);
  return { ns, zh, en };
}

/** The function that says a key of `texts` in the current language; the component follows a language switch. */
export function useTexts<K extends string>(texts: Texts<K>): Say<K> {
  const { i18n } = useTranslation(texts.ns, { i18n: i18next });
  const { language } = i18n;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language is what changes the words
  return useCallback((key, fill) => say(texts, key, fill), [texts, language]);
}

/** The same outside of components. */
export function say<K extends string>(texts: Texts<K>, key: K, fill?: Fill): string {
  const options: Record<string, unknown> = { ns: texts.ns, ...fill };
  return String(i18next.t(key as string, options));
}

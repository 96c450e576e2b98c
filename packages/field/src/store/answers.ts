import { transaction } from './database.ts';

interface Kept {
  at: number;
  answer: unknown;
}

/** Keeps the last answer of a call. A phone without room just has none to fall back on. */
export async function keepAnswer(name: string, answer: unknown): Promise<void> {
  const kept: Kept = { at: Date.now(), answer };
  await transaction(['answers'], 'readwrite', (store) => {
    store('answers').put(kept, name);
    return undefined;
  }).catch(() => undefined);
}

/** The last answer of a call, or undefined. */
export async function keptAnswer(name: string): Promise<unknown> {
  const kept = await transaction<unknown>(['answers'], 'readonly', (store) => store('answers').get(name)).catch(
    () => undefined,
  );
  return typeof kept === 'object' && kept !== null && 'answer' in kept ? kept.answer : undefined;
}

/** At sign-out: what was read goes, what was not sent stays. */
export async function forgetAnswers(): Promise<void> {
  await transaction(['answers'], 'readwrite', (store) => {
    store('answers').clear();
    return undefined;
  }).catch(() => undefined);
}

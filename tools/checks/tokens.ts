import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The look is written once and held twice: an app may not import another app, and each ships its own style sheet. */
export const SOURCE = 'packages/console/src/theme/tokens.css';
export const COPIES: readonly string[] = ['packages/field/src/theme/tokens.css'];

/** Copies of the design tokens below `root` that differ from their source, with the first line that does. */
export function checkTokens(root: string): string[] {
  const lines = (file: string): string[] => readFileSync(path.join(root, file), 'utf8').split(/\r?\n/);
  const source = lines(SOURCE);
  return COPIES.flatMap((copy) => {
    const own = lines(copy);
    const at = Array.from({ length: Math.max(source.length, own.length) }, (_, i) => i).find(
      (i) => source[i] !== own[i],
    );
    if (at === undefined) return [];
    return [
      `${copy}:${at + 1} differs from ${SOURCE}. Change the tokens there and copy the file: cp ${SOURCE} ${copy}`,
    ];
  });
}

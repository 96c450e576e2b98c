import { readTexts } from '../lib/files.ts';

interface Ban {
  readonly pattern: RegExp;
  readonly advice: string;
}

// Biome sees `any` in types; this one also sees what no linter reports because it switches the linter off.
const BANS: readonly Ban[] = [
  { pattern: /@ts-(ignore|nocheck)\b/, advice: 'type the value, or narrow it from unknown' },
  { pattern: /@ts-expect-error\s*$/, advice: 'say on the same line why the error is expected' },
  {
    pattern: /biome-ignore(-all|-start)?\s+[\w/]+\s*(:\s*)?(\*\/.*)?$/,
    advice: 'say after the colon why the rule is wrong here',
  },
  { pattern: /\beslint-disable\b|prettier-ignore/, advice: 'this repository uses Biome; remove it' },
  {
    pattern: /(:\s*|\bas\s+|<|,\s*|\|\s*)any(\[\])?\s*(?=[;,)>=|]|$)/,
    advice: 'use unknown and narrow it, or name the type',
  },
  { pattern: /\b(test|it|describe)\.(only|todo)\b/, advice: 'a suite must run whole; finish the test or remove it' },
  { pattern: /\b(it|test|describe)\.skip\(/, advice: 'use skipIf with the condition, so that it runs where it can' },
];
const PROSE = /^\s*(\*|\/\/|\/\*)/;

/** Type errors, lint errors and tests that were switched off instead of solved, each as `file:line: …`. */
export function checkSuppressions(root: string): string[] {
  return readTexts(root, /\.(ts|tsx|mjs|cjs)$/)
    .filter((file) => !file.path.startsWith('tools/checks/suppressions'))
    .flatMap((file) =>
      file.text
        .split('\n')
        .flatMap((line, index) =>
          BANS.filter(
            (ban) => ban.pattern.test(line) && (!PROSE.test(line) || /ignore|nocheck|expect-error|disable/.test(line)),
          ).map((ban) => `${file.path}:${index + 1}: ${line.trim()}\n    ${ban.advice}`),
        ),
    );
}

import { readTexts } from '../lib/files.ts';

interface Ban {
  readonly pattern: RegExp;
  readonly advice: string;
}

// Bracketed letters keep this file from finding itself.
const BANS: readonly Ban[] = [
  { pattern: /(^|[^\w./-])\/wor[k]\//, advice: 'a path of one machine; use a path relative to the repository' },
  {
    pattern: /(^|[^\w.])\/(home\/\w+|roo[t]|tmp\/brie[f])\//,
    advice: 'a path of one machine; use a path relative to the repository',
  },
  { pattern: /[A-Z]:\\{1,2}User[s]\\/, advice: 'a path of one machine; use a path relative to the repository' },
  { pattern: /\.librar[y]\//, advice: 'not part of the product' },
  {
    pattern: /share[d]\/(design|domain|peers)/,
    advice: 'the product speaks for itself: say what it is, or put it into docs/',
  },
  { pattern: /\.\.\/share[d]\/(?!data)/, advice: 'tests read sample data only at ../shared/data' },
  {
    pattern: /\b(Claud[e]|Anthropi[c]|OpenA[I]|ChatGP[T]|Copilo[t])\b/i,
    advice: 'the repository speaks of the product alone',
  },
];

/** Words of the workplace that must not be in the repository, each as `file:line: …`. */
export function checkWords(root: string): string[] {
  return readTexts(root, /^(?!package-lock\.json)/).flatMap((file) =>
    file.text
      .split('\n')
      .flatMap((line, index) =>
        BANS.filter((ban) => ban.pattern.test(line)).map(
          (ban) => `${file.path}:${index + 1}: ${line.trim().slice(0, 160)}\n    ${ban.advice}`,
        ),
      ),
  );
}

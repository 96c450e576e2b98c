import { expect, test } from 'vitest';
import { plantTree } from '../testing/tree.ts';
import { checkDocs } from './docs.ts';

const rows = Array.from({ length: 112 }, (_, index) => `| R-${String(index + 1).padStart(3, '0')} | what | open |`);
const tree = {
  'package.json': JSON.stringify({ scripts: { start: '', test: '', format: '' } }),
  'packages/domain/package.json': JSON.stringify({ name: '@shoutian/domain' }),
  'packages/domain/src/geo/area.test.ts': '',
  'tools/run.mjs': '',
  'README.md': 'Run `npm start`.',
  'CONTRIBUTING.md': '',
  'docs/requirements.md': rows.join('\n'),
};

function findings(files: Readonly<Record<string, string>>): string[] {
  return checkDocs(plantTree({ ...tree, ...files }), new Set(['start', 'schema']));
}

test('a sound tree has nothing to say', () => {
  expect(
    findings({
      'docs/a.md': 'See [the door](../README.md#run) and [elsewhere](https://example.org/x.md), `R-001`, R-112.',
    }),
  ).toEqual([]);
});

test.each([
  ['`packages/domain/src/gone.ts`', 'names packages/domain/src/gone.ts'],
  ['`packages/domain/src/{geo,gone}/`', 'names packages/domain/src/gone'],
  ['`packages/*/src/gone/*.ts`', 'names packages/*/src/gone/*.ts'],
  ['[a](gone.md)', 'links to docs/gone.md'],
  ['`npm run gone`', 'names the script "npm run gone"'],
  ['`npm gone`', 'names the script "npm gone"'],
  ['`node tools/run.mjs gone`', 'names the command "gone"'],
  ['```\nnpm run gone\n```', 'names the script'],
  ['@shoutian/gone', 'names the package @shoutian/gone'],
  ['as R-113 says', 'names R-113'],
])('%s is found', (text, finding) => {
  expect(findings({ 'docs/a.md': text })).toEqual([expect.stringContaining(finding)]);
});

test.each([
  '`packages/domain/src/geo/area.test.ts:12`',
  '`packages/{domain}/src/**/*.test.ts`',
  '`node_modules/x/y.js`',
  '`npm ci`',
  '`npm run format`',
  '`a/b` and `R²`',
])('%s is left alone', (text) => {
  expect(findings({ 'docs/a.md': text })).toEqual([]);
});

test('a requirement needs its row once, and a test or the word open', () => {
  const [, second = '', ...others] = rows;
  const ledger = [
    '| R-001 | what | `packages/domain/src/geo/area.test.ts` |',
    '| R-002 | what | done |',
    second,
    ...others.slice(0, -1),
  ];
  expect(findings({ 'docs/requirements.md': ledger.join('\n') })).toEqual([
    'docs/requirements.md: has no row for R-112',
    'docs/requirements.md: has two rows for R-002',
    expect.stringContaining('docs/requirements.md:2: R-002 names no test'),
  ]);
});

test('a test that a row names must exist', () => {
  const ledger = ['| R-001 | what | `packages/domain/src/gone.test.ts` |', ...rows.slice(1)];
  expect(findings({ 'docs/requirements.md': ledger.join('\n') })).toEqual([
    expect.stringContaining('names packages/domain/src/gone.test.ts'),
  ]);
});

import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../lib/paths.ts';
import { findViolations, type Violation } from './structure.ts';

const SERVER = 'packages/server/src';

/** rule → a file that breaks it, and what that file imports. */
const plants: readonly (readonly [rule: string, file: string, imports: string])[] = [
  ['no-cycles', 'packages/domain/src/cycle-a.ts', './cycle-b.ts'],
  ['domain-is-pure', 'packages/domain/src/impure.ts', 'node:fs'],
  ['domain-knows-nobody', 'packages/domain/src/geo/nosy.test.ts', '../../../server/src/platform/log.ts'],
  ['map-sees-domain-only', 'packages/map/src/nosy.ts', '../../console/src/index.ts'],
  ['apps-are-islands', 'packages/field/src/nosy.ts', '../../console/src/index.ts'],
  ['server-draws-no-map', `${SERVER}/platform/draws.ts`, '@shoutian/map'],
  ['e2e-is-black-box', 'packages/e2e/src/inside.spec.ts', '@shoutian/domain'],
  ['product-needs-no-tools', 'packages/console/src/tooled.ts', '../../../tools/helper.ts'],
  ['platform-knows-no-feature', `${SERVER}/platform/nosy.ts`, '../features/clue/index.ts'],
  ['features-meet-at-the-index', `${SERVER}/features/problem/nosy.ts`, '../clue/present.ts'],
  ['entry-is-the-top', `${SERVER}/platform/upside-down.ts`, '../entry/http.ts'],
  ['entry-uses-the-index', `${SERVER}/entry/worker.ts`, '../features/clue/present.ts'],
  ['only-queries-touch-the-db', `${SERVER}/features/problem/commands.ts`, '../../platform/db/index.ts'],
  ['queries-are-the-bottom', `${SERVER}/features/clue/queries.ts`, './commands.ts'],
  ['commands-know-no-http', `${SERVER}/features/clue/commands.ts`, './routes.ts'],
  ['tests-stay-in-tests', 'packages/console/src/uses-test.ts', './some.test.ts'],
  ['declared-only', 'packages/console/src/undeclared.ts', 'stowaway'],
  ['no-unresolvable', 'packages/console/src/lost.ts', './nowhere.ts'],
];

const innocent = [
  'packages/domain/src/index.ts',
  'packages/map/src/index.ts',
  'packages/console/src/index.ts',
  'packages/console/src/some.test.ts',
  'tools/helper.ts',
  `${SERVER}/platform/log.ts`,
  `${SERVER}/platform/db/index.ts`,
  `${SERVER}/entry/http.ts`,
  `${SERVER}/features/clue/index.ts`,
  `${SERVER}/features/clue/present.ts`,
  `${SERVER}/features/clue/routes.ts`,
];

const folder = mkdtempSync(path.join(os.tmpdir(), 'shoutian-structure-'));
let violations: Violation[] = [];

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

beforeAll(async () => {
  for (const file of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json', 'tsconfig.base.json']) {
    copyFileSync(path.join(root, file), path.join(folder, file));
  }
  for (const file of innocent) write(file, 'export const nothing = 0;\n');
  for (const [, file, imports] of plants) write(file, `import '${imports}';\nexport const planted = 0;\n`);
  write('packages/domain/src/cycle-b.ts', "import './cycle-a.ts';\n");
  write(
    `${SERVER}/features/problem/allowed.ts`,
    "import type { nothing } from '../../platform/db/index.ts';\nexport type N = typeof nothing;\n",
  );
  write('node_modules/stowaway/package.json', '{ "name": "stowaway", "version": "1.0.0", "main": "index.js" }');
  write('node_modules/stowaway/index.js', 'module.exports = 0;\n');
  mkdirSync(path.join(folder, 'node_modules', '@shoutian'));
  for (const name of ['domain', 'map', 'console', 'server', 'field', 'e2e']) {
    copyFileSync(
      path.join(root, 'packages', name, 'package.json'),
      path.join(folder, 'packages', name, 'package.json'),
    );
    symlinkSync(path.join(folder, 'packages', name), path.join(folder, 'node_modules', '@shoutian', name), 'junction');
  }
  violations = await findViolations(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(plants)('%s fires for %s', (rule, file) => {
  expect(violations.map((violation) => `${violation.rule} ${violation.from}`)).toContain(`${rule} ${file}`);
});

test('every rule has a planted import', () => {
  const config = createRequire(import.meta.url)(path.join(root, '.dependency-cruiser.cjs'));
  const rules: string[] = config.forbidden.map((rule: { name: string }) => rule.name);
  expect(plants.map(([rule]) => rule).sort()).toEqual(rules.sort());
});

test('what is allowed stays quiet', () => {
  const planted = new Set(plants.map(([, file]) => file));
  const others = violations.filter(({ from }) => !planted.has(from) && !from.endsWith('cycle-b.ts'));
  expect(others).toEqual([]);
});

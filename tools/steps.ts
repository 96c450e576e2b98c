import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkDocs } from './checks/docs.ts';
import { checkLock } from './checks/lock.ts';
import { checkLongFiles } from './checks/long-files.ts';
import { schemaFindings } from './checks/schema-laws.ts';
import { checkSqlText } from './checks/sql-source.ts';
import { checkStructure } from './checks/structure.ts';
import { checkSuppressions } from './checks/suppressions.ts';
import { checkTokens } from './checks/tokens.ts';
import { checkWords } from './checks/words.ts';
import { commandNames } from './command-names.ts';
import { apps, build } from './lib/build.ts';
import { ensureChromium } from './lib/chromium.ts';
import { type Executed, execNode, inParallel } from './lib/exec.ts';
import { failuresOfPlaywright, failuresOfVitest } from './lib/failures.ts';
import { listFiles } from './lib/files.ts';
import { bin, root } from './lib/paths.ts';
import { type Tally, tallyPlaywright, tallyVitest } from './lib/tally.ts';
import { DUMP, differences, generated, migratedSchema, TYPES } from './schema/files.ts';
import type { Schema } from './schema/model.ts';
import { readPlaces } from './schema/places.ts';

export interface Outcome {
  readonly tally: Tally;
  /** Shown whole when something failed, not at all otherwise. */
  readonly output: string;
  /** What failed, a few lines each: said once more at the end, where a long log is read first. */
  readonly failures?: readonly string[];
}

export interface Step {
  readonly name: string;
  /** Looks at sources only: the same answer whatever the engine. */
  readonly engineFree: boolean;
  readonly run: () => Promise<Outcome>;
}

const PASSED: Tally = { passed: 1, failed: 0, skipped: 0 };
const FAILED: Tally = { passed: 0, failed: 1, skipped: 0 };

function check(name: string, find: () => string[] | Promise<string[]>, engineFree = true): Step {
  return {
    name,
    engineFree,
    run: async () => {
      const findings = await find();
      return { tally: findings.length === 0 ? PASSED : FAILED, output: findings.join('\n') };
    },
  };
}

function program(name: string, args: readonly string[]): Step {
  return check(name, async () => {
    const { code, output } = await execNode(args);
    return code === 0 ? [] : [output];
  });
}

/** The projects TypeScript checks, each by its own tsconfig.json: every package, and these tools. */
export function typeProjects(base: string): string[] {
  return [
    ...listFiles(base, 'packages')
      .filter((file) => /^packages\/[^/]+\/tsconfig\.json$/.test(file))
      .map((file) => path.dirname(file)),
    'tools',
  ];
}

async function checkTypes(): Promise<string[]> {
  // By path: node_modules/.bin/tsc is the older compiler that dependency-cruiser needs.
  const tsc = bin('typescript7/bin/tsc');
  const runs = await inParallel(
    os.availableParallelism(),
    typeProjects(root).map((project) => () => execNode([tsc, '--noEmit', '-p', project])),
  );
  return runs.filter(({ code }) => code !== 0).map(({ output }) => output.trim());
}

let reading: Promise<Schema> | undefined;
const schema = (): Promise<Schema> => {
  reading ??= migratedSchema();
  return reading;
};

async function checkGenerated(file: string): Promise<string[]> {
  const text = new Map(generated(await schema())).get(file) ?? '';
  return differences(root, file, text);
}

async function withReport(
  run: (file: string) => Promise<Executed>,
  count: (json: unknown, code: number) => Tally,
  failures: (json: unknown) => string[],
): Promise<Outcome> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'shoutian-report-'));
  const file = path.join(folder, 'report.json');
  const { code, output } = await run(file);
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    return { tally: count(report, code), output, failures: failures(report) };
  } catch (error) {
    return { tally: FAILED, output: `${output}\nno report came out of it: ${error}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** vitest over everything, or only over what touches a database when the rest was run on another engine already. */
function units(databaseOnly: boolean): Promise<Outcome> {
  const filters = databaseOnly ? ['packages/server/', 'db/tests/', 'tools/schema/'] : [];
  return withReport(
    (file) =>
      execNode([
        bin('vitest/vitest.mjs'),
        'run',
        ...filters,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ]),
    tallyVitest,
    failuresOfVitest,
  );
}

/** The whole suite; on a second engine the story of the five people alone, the screens are drawn alike from either. */
async function browser(databaseOnly: boolean): Promise<Outcome> {
  const found = await ensureChromium();
  if (found.kind === 'none') return { tally: FAILED, output: found.why };
  return withReport(
    (file) =>
      execNode(
        [bin('@playwright/test/cli.js'), 'test', ...(databaseOnly ? ['main-path'] : []), '--reporter=list,json'],
        {
          cwd: path.join(root, 'packages', 'e2e'),
          env: {
            PLAYWRIGHT_JSON_OUTPUT_FILE: file,
            ...(found.kind === 'found' ? { SHOUTIAN_CHROMIUM: found.file } : {}),
          },
        },
      ),
    tallyPlaywright,
    failuresOfPlaywright,
  );
}

async function buildApps(): Promise<string[]> {
  const builds = await inParallel(
    os.availableParallelism(),
    apps.map((app) => () => build(app)),
  );
  return builds.filter(({ ok }) => !ok).map(({ output }) => output);
}

/** What `check` runs: everything that needs no browser and no test runner. */
export const checks: readonly Step[] = [
  check('lockfile', () => checkLock(root)),
  program('biome', [
    bin('@biomejs/biome/bin/biome'),
    'check',
    '--error-on-warnings',
    '--max-diagnostics=50',
    '--colors=off',
  ]),
  check('types', checkTypes),
  check('structure', () => checkStructure(root)),
  check('tokens', () => checkTokens(root)),
  program('knip', [bin('knip/bin/knip.js'), '--no-progress', '--no-config-hints']),
  check('docs', () => checkDocs(root, new Set(commandNames))),
  check('file sizes', () => checkLongFiles(root)),
  check('suppressions', () => checkSuppressions(root)),
  check('words', () => checkWords(root)),
  check('SQL laws', () => checkSqlText(root)),
  check('schema laws', async () => schemaFindings(await schema(), readPlaces(root)), false),
  check('schema dump', () => checkGenerated(DUMP), false),
  check('schema types', () => checkGenerated(TYPES), false),
];

/** What `test` runs after the checks, in this order. */
export function tests(databaseOnly: boolean): readonly Step[] {
  return [
    { name: 'unit and database tests', engineFree: false, run: () => units(databaseOnly) },
    check('build', buildApps, false),
    { name: 'browser tests', engineFree: false, run: () => browser(databaseOnly) },
  ];
}

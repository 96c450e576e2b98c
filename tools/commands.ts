// The commands behind `npm start`, `npm test` and `node tools/run.mjs <command>`; run.mjs has installed what they need.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type CommandName, commandNames } from './command-names.ts';
import { apps, build } from './lib/build.ts';
import { execNode } from './lib/exec.ts';
import { listFiles } from './lib/files.ts';
import { bin, root } from './lib/paths.ts';
import { add, summaryLine, type Tally } from './lib/tally.ts';

const entry = (file: string): string => path.join(root, 'packages', 'server', 'src', 'entry', file);
const SERVER = entry('http.ts');
const CACHE = path.join(root, 'node_modules', '.cache', 'shoutian');
const MIGRATIONS = path.join(root, 'db', 'migrations');

/** When what is called so in a folder was last changed, milliseconds; 0 where there is none. */
const newestIn = (folder: string, name: RegExp): number =>
  existsSync(folder)
    ? Math.max(
        0,
        ...readdirSync(folder)
          .filter((each) => name.test(each))
          .map((each) => statSync(path.join(folder, each)).mtimeMs),
      )
    : 0;

/** Waits for a child and gives its exit code; it gets each signal once, so that it can stop gracefully. */
function handOver(child: ChildProcess): Promise<number> {
  // On a terminal Ctrl-C reaches the child without our help, and twice would mean "at once".
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

async function start(args: readonly string[]): Promise<number> {
  // On a new machine, and after a change of the schema, the database's template is made while the screens are built.
  const preparing =
    process.env['DATABASE_URL'] || newestIn(CACHE, /^migrated-/) > newestIn(MIGRATIONS, /\.sql$/)
      ? undefined
      : execNode([entry('prepare.ts')], { live: true });
  for (const app of apps) {
    const { ok, built, output } = await build(app);
    if (!ok) {
      console.error(`${output}\npackages/${app} could not be built.`);
      return 1;
    }
    if (built) console.log(`built packages/${app}`);
  }
  await preparing;
  return handOver(
    spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SERVER, ...args], {
      cwd: root,
      stdio: 'inherit',
    }),
  );
}

/** The closing lines: what failed, a cross before each, and the counts. */
function finish({ tally, failures }: { tally: Tally; failures: readonly string[] }): number {
  console.log('');
  for (const failure of failures) console.log(`✗ ${failure}`);
  console.log(summaryLine(tally));
  return tally.failed === 0 ? 0 : 1;
}

/** SHOUTIAN_CHECKS=tests leaves out what gives the same answer on every engine: for a second run on another one. */
async function test(): Promise<number> {
  const { checks, tests } = await import('./steps.ts');
  const { runSteps } = await import('./run-steps.ts');
  const again = process.env['SHOUTIAN_CHECKS'] === 'tests';
  const first = await runSteps(again ? checks.filter((step) => !step.engineFree) : checks, os.availableParallelism());
  // One after the other: each of these uses every core by itself.
  const second = await runSteps(tests(again), 1);
  return finish({ tally: add(first.tally, second.tally), failures: [...first.failures, ...second.failures] });
}

async function check(names: readonly string[]): Promise<number> {
  const { checks } = await import('./steps.ts');
  const { runSteps } = await import('./run-steps.ts');
  const wanted = checks.filter((step) => names.length === 0 || names.some((name) => step.name.includes(name)));
  if (wanted.length === 0) {
    console.error(`No check is called ${names.join(' ')}. Checks: ${checks.map((step) => step.name).join(', ')}.`);
    return 1;
  }
  return finish(await runSteps(wanted, os.availableParallelism()));
}

async function schema(): Promise<number> {
  const { migratedSchema, writeGenerated } = await import('./schema/files.ts');
  const changed = writeGenerated(root, await migratedSchema());
  console.log(changed.length === 0 ? 'the generated files are up to date' : `wrote ${changed.join(' and ')}`);
  return 0;
}

async function format(): Promise<number> {
  return (await execNode([bin('@biomejs/biome/bin/biome'), 'check', '--write'], { live: true })).code;
}

/** Lists the embedded database's snapshots; `restore <name>` puts one back. */
async function snapshots(args: readonly string[]): Promise<number> {
  return (await execNode([entry('snapshots.ts'), ...args], { live: true })).code;
}

async function bench(names: readonly string[]): Promise<number> {
  const files = existsSync(path.join(root, 'bench'))
    ? listFiles(root, 'bench').filter((file) => /^bench\/[^/]+(?<!\.test)\.ts$/.test(file))
    : [];
  const wanted = files.filter((file) => names.length === 0 || names.some((name) => file.includes(name)));
  if (wanted.length === 0) console.error(`no benchmark ${names.join(' ')}; there are: ${files.join(', ') || 'none'}`);
  let code = wanted.length === 0 ? 1 : 0;
  for (const file of wanted) code = Math.max(code, (await execNode([path.join(root, file)], { live: true })).code);
  return code;
}

/** Server with restart on change, and both apps with hot reload; all end when one ends. */
function dev(args: readonly string[]): Promise<number> {
  const child = (cwd: string, ...rest: string[]): ChildProcess =>
    spawn(process.execPath, rest, { cwd, stdio: 'inherit' });
  const children = [
    child(root, '--watch-path=packages/server/src', '--watch-path=packages/domain/src', SERVER, ...args),
    ...apps.map((app) => child(path.join(root, 'packages', app), bin('vite/bin/vite.js'))),
  ];
  return new Promise((resolve) => {
    for (const one of children) {
      one.on('exit', (code) => {
        for (const other of children) other.kill();
        resolve(code ?? 0);
      });
    }
  });
}

const commands: Readonly<Record<CommandName, (args: readonly string[]) => Promise<number>>> = {
  start,
  test,
  check,
  schema,
  format,
  bench,
  dev,
  snapshots,
};

const [asked = 'start', ...args] = process.argv.slice(2);
const name = commandNames.find((one) => one === asked);
if (name === undefined) {
  console.error(`There is no command "${asked}". Commands: ${commandNames.join(', ')}.`);
  process.exit(1);
}
process.exit(await commands[name](args));

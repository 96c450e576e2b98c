import { existsSync } from 'node:fs';
import path from 'node:path';
import { execNode } from '../lib/exec.ts';
import { listFiles } from '../lib/files.ts';
import { listOf, textOf } from '../lib/json.ts';
import { bin } from '../lib/paths.ts';

const FOLDERS = ['packages', 'tools', 'bench', 'db/tests'];

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Every import below `root` that a rule of .dependency-cruiser.cjs forbids.
 * @throws when the tool failed, or looked at no TypeScript: without a TypeScript it understands it skips every .ts file
 * and reports success.
 */
export async function findViolations(root: string): Promise<Violation[]> {
  const folders = FOLDERS.filter((folder) => existsSync(path.join(root, folder)));
  const { code, output } = await execNode(
    [
      bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      ...folders,
    ],
    { cwd: root },
  );
  const start = output.indexOf('{\n');
  if (start < 0) throw new Error(`dependency-cruiser ended with ${code}:\n${output}`);
  const report: unknown = JSON.parse(output.slice(start, output.lastIndexOf('}') + 1));
  const seen = new Set(listOf(report, 'modules').map((module) => textOf(module, 'source')));
  const blind = listFiles(root, 'packages').filter((file) => /\/src\/.*\.tsx?$/.test(file) && !seen.has(file));
  if (blind.length > 0) throw new Error(`dependency-cruiser did not look at ${blind.length} files, first ${blind[0]}`);
  const summary = Object(report)['summary'];
  return listOf(summary, 'violations').map((violation) => ({
    rule: textOf(Object(violation)['rule'], 'name'),
    from: textOf(violation, 'from'),
    to: textOf(violation, 'to'),
  }));
}

/** Forbidden imports as sentences. */
export async function checkStructure(root: string): Promise<string[]> {
  const violations = await findViolations(root);
  return violations.map(({ rule, from, to }) => `${rule}: ${from} must not import ${to}`);
}

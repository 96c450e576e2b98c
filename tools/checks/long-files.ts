import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readTexts } from '../lib/files.ts';
import { isRecord } from '../lib/json.ts';

const LIMIT = 400;
const CODE = /\.(ts|tsx|mjs|cjs|css|sql)$|^\.ci\//;
const GENERATED = /\.gen\.ts$|^db\/schema\.sql$/;

/**
 * No source file over 400 lines, unless tools/long-files.json gives a reason beside its name. A reason for a file that
 * is short again is a finding too, so that the list only shrinks.
 */
export function checkLongFiles(root: string): string[] {
  const list = path.join(root, 'tools', 'long-files.json');
  const allowed: unknown = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : {};
  const reasons = new Map(Object.entries(isRecord(allowed) ? allowed : {}));
  const long = new Map(
    readTexts(root, CODE)
      .filter((file) => !GENERATED.test(file.path))
      .map((file) => [file.path, file.text.trimEnd().split('\n').length] as const)
      .filter(([, lines]) => lines > LIMIT),
  );
  const findings = [...long]
    .filter(([file]) => String(reasons.get(file) ?? '').trim() === '')
    .map(
      ([file, lines]) =>
        `${file}: ${lines} lines, more than ${LIMIT}. Split it by what changes together, or give a reason in tools/long-files.json.`,
    );
  const stale = [...reasons.keys()]
    .filter((file) => !long.has(file))
    .map((file) => `tools/long-files.json: ${file} is not over ${LIMIT} lines (or gone). Remove its entry.`);
  return [...findings, ...stale];
}

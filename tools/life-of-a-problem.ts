import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transitionDiagram, transitionList } from '../packages/domain/src/problem/index.ts';

const FILE = path.resolve(import.meta.dirname, '../docs/life-of-a-problem.md');

/** The page as the transition table gives it. */
export function lifeOfAProblem(): string {
  return [
    '# The life of a problem 问题的一生',
    '',
    'Generated from the transition table in `packages/domain/src/problem/table.ts` by `tools/life-of-a-problem.ts`; a test compares them. Server, console and phone read the same table.',
    '',
    '```mermaid',
    transitionDiagram().trim(),
    '```',
    '',
    transitionList().trim(),
    '',
  ].join('\n');
}

/** What stands in the repository. */
export const written = (): string => readFileSync(FILE, 'utf8');

if (process.argv[1] === import.meta.filename) writeFileSync(FILE, lifeOfAProblem());

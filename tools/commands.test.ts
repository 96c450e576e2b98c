import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commandNames } from './command-names.ts';
import { execNode } from './lib/exec.ts';
import { root } from './lib/paths.ts';

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

test('a command that does not exist is refused with the list of those that do', async () => {
  const { code, output } = await execNode([path.join(root, 'tools', 'commands.ts'), 'gone']);
  expect(code).toBe(1);
  expect(output).toContain(`There is no command "gone". Commands: ${commandNames.join(', ')}.`);
});

test('a check that does not exist is refused: an empty run must not read as green', async () => {
  const { code, output } = await execNode([path.join(root, 'tools', 'commands.ts'), 'check', 'gone']);
  expect(code).toBe(1);
  expect(output).toContain('No check is called gone. Checks: lockfile, biome,');
});

test('every command is explained in CONTRIBUTING.md, and every script is a command', () => {
  const contributing = read('CONTRIBUTING.md');
  for (const name of commandNames) expect(contributing).toContain(`\`node tools/run.mjs ${name}\``);
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
  const known: readonly string[] = commandNames;
  expect(Object.keys(scripts).filter((name) => !known.includes(name))).toEqual([]);
});

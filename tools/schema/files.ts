import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dumpSchema } from './dump.ts';
import type { Schema } from './model.ts';
import { readSchema } from './read.ts';
import { typesOf } from './types.ts';

export const DUMP = 'db/schema.sql';
export const TYPES = 'packages/server/src/platform/db/schema.gen.ts';

/** Opens an empty database on the engine that TEST_DATABASE_URL names (or PGlite), migrates it and reads its schema. */
export async function migratedSchema(): Promise<Schema> {
  // Loaded here: the other commands must run without the server's sources being sound.
  const { openTestDatabase } = await import('../../packages/server/src/platform/db/testing.ts');
  const database = await openTestDatabase();
  try {
    return await readSchema(async <R extends object>(sql: string) => (await database.db.pool.query<R>(sql)).rows);
  } finally {
    await database.close();
  }
}

/** The two files that are made from the schema: relative path → text. */
export function generated(schema: Schema): readonly (readonly [file: string, text: string])[] {
  return [
    [DUMP, dumpSchema(schema)],
    [TYPES, typesOf(schema)],
  ];
}

/** Writes db/schema.sql and schema.gen.ts; gives the paths whose text changed. */
export function writeGenerated(root: string, schema: Schema): string[] {
  return generated(schema).flatMap(([file, text]) => {
    const target = path.join(root, file);
    if (existsSync(target) && readFileSync(target, 'utf8') === text) return [];
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    return [file];
  });
}

/** One generated file against what the migrations give now: the first line that differs, and what to do. */
export function differences(root: string, file: string, expected: string): string[] {
  const target = path.join(root, file);
  const repair = 'Run "node tools/run.mjs schema" and commit the file.';
  if (!existsSync(target)) return [`${file} is missing. ${repair}`];
  const found = readFileSync(target, 'utf8').replaceAll('\r\n', '\n');
  if (found === expected) return [];
  const [ours, theirs] = [found.split('\n'), expected.split('\n')];
  const line = theirs.findIndex((text, index) => text !== ours[index]);
  const at = line < 0 ? theirs.length : line;
  return [
    `${file} is not what db/migrations give. ${repair}\n    line ${at + 1} has:    ${ours[at] ?? '(end)'}\n    migrations give: ${theirs[at] ?? '(end)'}`,
  ];
}

import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyFolder, renameIntoPlace } from './folder-copy.ts';
import { SessionThread } from './session-thread.ts';

/** Where templates are kept, for all installations of this checkout. */
export const CACHE_FOLDER = fileURLToPath(new URL('../../../../../node_modules/.cache/shoutian/', import.meta.url));

const EXTENSIONS = ['postgis', 'btree_gist', 'pg_trgm'];

async function versionOf(name: string): Promise<string> {
  // Neither package exports its package.json; it lies one folder above the entry file.
  const entry = createRequire(import.meta.url).resolve(name);
  const text = await readFile(path.join(path.dirname(entry), '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}

/** Name of the smaller PostGIS bundle for the installed version. */
export async function bundleName(): Promise<string> {
  return `postgis-${await versionOf('@electric-sql/pglite-postgis')}`;
}

/** Name of the template for the installed versions. */
export async function templateName(): Promise<string> {
  const [pglite, postgis] = await Promise.all([
    versionOf('@electric-sql/pglite'),
    versionOf('@electric-sql/pglite-postgis'),
  ]);
  return `pglite-${pglite}-postgis-${postgis}-${EXTENSIONS.length}`;
}

/**
 * Makes, once for each pair of versions, the folder that every new database is copied from: initdb and PostGIS take
 * about 10 seconds, the copy 0.3. Returns its path.
 */
export async function prepareTemplate(main: URL, cacheDir: string, onBuild: () => void): Promise<string> {
  const template = path.join(cacheDir, await templateName());
  if (existsSync(template)) return template;
  onBuild();
  await mkdir(cacheDir, { recursive: true });
  const work = `${template}.${process.pid}`;
  await rm(work, { recursive: true, force: true });
  const session = await SessionThread.open(main, work);
  for (const extension of EXTENSIONS) await session.exec(`create extension if not exists ${extension} schema public`);
  await session.exec('vacuum freeze');
  await session.exec('checkpoint');
  await session.close();
  if (!(await renameIntoPlace(work, template))) await rm(work, { recursive: true, force: true });
  return template;
}

/** Copies the template to where the database will be, under a temporary name first: a broken copy is never opened. */
export async function copyTemplate(template: string, database: string): Promise<void> {
  const parent = path.dirname(database);
  await mkdir(parent, { recursive: true });
  const prefix = `${path.basename(database)}.new-`;
  for (const name of await readdir(parent)) {
    if (name.startsWith(prefix)) await rm(path.join(parent, name), { recursive: true, force: true });
  }
  const copy = path.join(parent, `${prefix}${process.pid}`);
  await copyFolder(template, copy);
  await renameIntoPlace(copy, database);
}

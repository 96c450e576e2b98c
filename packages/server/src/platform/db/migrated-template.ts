import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import {
  CACHE_FOLDER,
  databaseFolder,
  type EngineLog,
  openEngine,
  renameIntoPlace,
  templateName,
} from '../engine/index.ts';
import { migrate, readMigrations } from './migrate.ts';

/** Of the present migrations and the versions of the embedded database. */
export async function migrationsHash(): Promise<string> {
  const hash = createHash('sha256').update(await templateName());
  for (const file of await readMigrations()) hash.update(file.sha256);
  return hash.digest('hex').slice(0, 16);
}

const folderOf = async (): Promise<string> => path.join(CACHE_FOLDER, `migrated-${await migrationsHash()}`);

/** A migrated database folder for a first start to copy; undefined where none was made (see makeMigratedTemplate). */
export async function migratedTemplate(): Promise<string | undefined> {
  const template = await folderOf();
  return existsSync(template) ? template : undefined;
}

/**
 * Makes, once for each state of the migrations, the migrated folder that new embedded databases are copied from, and
 * returns its path. It takes 3 s, and 15 where the plain template must be made first.
 */
export async function makeMigratedTemplate(log: EngineLog): Promise<string> {
  const template = await folderOf();
  if (existsSync(template)) {
    // Still the present one: `npm start` asks by its date whether to look, and old ones are removed by theirs.
    await utimes(template, new Date(), new Date());
    return template;
  }
  await mkdir(CACHE_FOLDER, { recursive: true });
  const work = await mkdtemp(path.join(CACHE_FOLDER, 'migrating-'));
  try {
    const engine = await openEngine({ dataDir: work, log });
    try {
      await migrate(engine, { log });
    } finally {
      await engine.close();
    }
    await renameIntoPlace(databaseFolder(work), template);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  await removeOldTemplates();
  return template;
}

/** Each change of a migration leaves a template of 65 MB behind; one made today may still be in another run's use. */
async function removeOldTemplates(): Promise<void> {
  const yesterday = Date.now() - 24 * 60 * 60 * 1000;
  for (const name of await readdir(CACHE_FOLDER)) {
    if (!/^migrat(ed|ing)-/.test(name)) continue;
    const folder = path.join(CACHE_FOLDER, name);
    const { mtimeMs } = await stat(folder);
    if (mtimeMs < yesterday) await rm(folder, { recursive: true, force: true });
  }
}

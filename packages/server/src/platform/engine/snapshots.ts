import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { copyFolder, flushFolder } from './folder-copy.ts';
import { lockFolder } from './folder-lock.ts';

const MANIFEST = 'snapshot.json';
const PARTIAL = '.partial-';

const manifestSchema = z.object({
  at: z.iso.datetime(),
  bytes: z.int().nonnegative(),
  files: z.int().positive(),
  walPosition: z.string(),
});

/** A finished snapshot: its name (also its folder), the instant it shows, its size in bytes. */
export type SnapshotInfo = { name: string } & z.infer<typeof manifestSchema>;

/** A snapshot cannot be taken, found or put back. */
export class SnapshotProblem extends Error {
  override readonly name = 'SnapshotProblem';
}

/** Where PGlite's own folder lies inside the data folder. */
export const databaseFolder = (dataDir: string): string => path.join(dataDir, 'database');

const snapshotsFolder = (dataDir: string): string => path.join(dataDir, 'snapshots');

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Finished snapshots, newest first. One that was broken off has no manifest under its final name and never counts. */
export async function listSnapshots(dataDir: string): Promise<SnapshotInfo[]> {
  const folder = snapshotsFolder(dataDir);
  const names = await readdir(folder).catch(() => []);
  const found: SnapshotInfo[] = [];
  for (const name of names) {
    if (name.startsWith(PARTIAL)) continue;
    const text = await readFile(path.join(folder, name, MANIFEST), 'utf8').catch(() => undefined);
    const parsed = manifestSchema.safeParse(parseJson(text));
    if (parsed.success) found.push({ name, ...parsed.data });
  }
  return found.sort((a, b) => b.at.localeCompare(a.at));
}

/**
 * Which snapshots to throw away so that `keep` stay. Half of them are the newest; the other half the last ones of
 * earlier days, because a server that restarts in a loop must not push yesterday's good state out. Places that the
 * days leave free go to the newest again.
 */
export function expiredSnapshots(newestFirst: readonly SnapshotInfo[], keep: number): SnapshotInfo[] {
  const kept = new Set(newestFirst.slice(0, Math.ceil(keep / 2)));
  const days = new Set([...kept].map((snapshot) => snapshot.at.slice(0, 10)));
  for (const snapshot of newestFirst) {
    if (kept.size >= keep) break;
    if (!days.has(snapshot.at.slice(0, 10))) kept.add(snapshot);
    days.add(snapshot.at.slice(0, 10));
  }
  for (const snapshot of newestFirst) if (kept.size < keep) kept.add(snapshot);
  return newestFirst.filter((snapshot) => !kept.has(snapshot));
}

/** What taking a snapshot needs from the running database. */
export interface SnapshotSource {
  /** Runs `work` while no transaction is open. */
  exclusive: (work: () => Promise<void>) => Promise<void>;
  /** Where the write-ahead log stands: the same text twice means that nothing was written in between. */
  walPosition: () => Promise<string>;
  /** Makes the files on disk complete. */
  checkpoint: () => Promise<void>;
}

/**
 * Copies the database folder under a temporary name while the database stands still, forces it to the disk after
 * work has gone on, and renames it last. Returns the latest snapshot instead when nothing was written since.
 */
export async function takeSnapshot(dataDir: string, source: SnapshotSource, keep: number): Promise<SnapshotInfo> {
  const folder = snapshotsFolder(dataDir);
  await mkdir(folder, { recursive: true });
  const [latest] = await listSnapshots(dataDir);
  const at = new Date().toISOString();
  const name = at.replace(/[:.]/g, '-');
  const partial = path.join(folder, PARTIAL + name);
  let walPosition: string | undefined;
  await source.exclusive(async () => {
    if ((await source.walPosition()) === latest?.walPosition) return;
    await source.checkpoint();
    walPosition = await source.walPosition();
    await copyFolder(databaseFolder(dataDir), path.join(partial, 'database'));
  });
  if (walPosition === undefined && latest !== undefined) return latest;
  const info = { at, ...(await flushFolder(partial)), walPosition: walPosition ?? '' };
  await writeFile(path.join(partial, MANIFEST), JSON.stringify(info), { flush: true });
  await rename(partial, path.join(folder, name));
  for (const old of expiredSnapshots(await listSnapshots(dataDir), keep)) {
    await rm(path.join(folder, old.name), { recursive: true });
  }
  return { name, ...info };
}

/** Removes what a killed process left of an unfinished snapshot. The caller holds the folder's lock. */
export async function removePartialSnapshots(dataDir: string): Promise<void> {
  const folder = snapshotsFolder(dataDir);
  for (const name of await readdir(folder).catch(() => [])) {
    if (name.startsWith(PARTIAL)) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

/**
 * Puts a snapshot back while the server is stopped. The present database is kept beside it as
 * `database.before-restore-…` and its path is returned. Throws FolderInUse when a server is running on the folder,
 * SnapshotProblem when there is no such snapshot.
 */
export async function restoreSnapshot(dataDir: string, name: string): Promise<string> {
  const unlock = await lockFolder(dataDir, process.pid);
  try {
    const known = (await listSnapshots(dataDir)).map((snapshot) => snapshot.name);
    if (!known.includes(name)) {
      throw new SnapshotProblem(
        `没有名为 ${name} 的快照，现有：${known.join('、') || '无'}。 There is no snapshot of that name.`,
      );
    }
    const restoring = path.join(dataDir, 'database.restoring');
    await rm(restoring, { recursive: true, force: true });
    await copyFolder(path.join(snapshotsFolder(dataDir), name, 'database'), restoring);
    await flushFolder(restoring);
    const aside = path.join(dataDir, `database.before-restore-${new Date().toISOString().replaceAll(':', '-')}`);
    await rename(databaseFolder(dataDir), aside).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(restoring, databaseFolder(dataDir));
    return aside;
  } finally {
    unlock();
  }
}

import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who has a data folder open. `started` tells a reused process number from the real one where the system says it. */
interface Holder {
  pid: number;
  serverPid: number;
  started: string | undefined;
}

/** The folder is in use by another running server. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

const LOCK_FILE = 'database.lock';
/** A killed server's database process needs a moment to notice and to write its last checkpoint. */
const WAIT_FOR_ORPHAN_MS = 20_000;

function startOf(pid: number): string | undefined {
  try {
    // Field 22 of /proc/<pid>/stat is the start time in clock ticks; the name in field 2 may hold spaces.
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19];
  } catch {
    return undefined;
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null && 'pid' in value && 'serverPid' in value
      ? (value as Holder)
      : undefined;
  } catch {
    return undefined;
  }
}

function stillHeld(file: string): Holder | 'unreadable' | undefined {
  const holder = readHolder(file);
  if (holder === undefined) {
    // Between creating and writing the file its owner is a moment away; an old unreadable one is a leftover.
    const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    return age < 2_000 ? 'unreadable' : undefined;
  }
  if (!alive(holder.pid)) return undefined;
  const started = startOf(holder.pid);
  return holder.started === undefined || started === undefined || started === holder.started ? holder : undefined;
}

/** Two servers may find the same leftover at once: only the one whose rename wins removes it, and only if still stale. */
function removeStale(file: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (stillHeld(aside) === undefined) rmSync(aside, { force: true });
  else renameSync(aside, file);
}

/**
 * Takes the data folder for this process and returns what gives it back. A lock left by a killed process is taken
 * over; one whose server was killed but whose database is still closing is waited for, at most 20 seconds.
 * Throws FolderInUse when another server is running on the folder.
 */
export async function lockFolder(dataDir: string, serverPid: number): Promise<() => void> {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, LOCK_FILE);
  const self: Holder = { pid: process.pid, serverPid, started: startOf(process.pid) };
  const deadline = Date.now() + WAIT_FOR_ORPHAN_MS;
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify(self), { flag: 'wx' });
      return () => {
        if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = stillHeld(file);
    if (holder === undefined) {
      removeStale(file);
      continue;
    }
    // A database process waits for its server's former one; a server itself has nobody to wait for.
    const serverRuns =
      holder !== 'unreadable' &&
      alive(holder.serverPid) &&
      (holder.serverPid !== serverPid || serverPid === process.pid);
    if (serverRuns || Date.now() > deadline) {
      const who = holder === 'unreadable' ? 'unknown' : `${holder.serverPid} (database ${holder.pid})`;
      throw new FolderInUse(
        `数据文件夹 ${dataDir} 正被另一个守田服务器使用（进程 ${who}）。请先停止它，或为本服务器另设数据文件夹。` +
          ` The data folder is in use by another server, process ${who}: stop it, or give this one a folder of its own.`,
      );
    }
    await sleep(100);
  }
}

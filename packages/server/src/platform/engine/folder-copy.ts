import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename } from 'node:fs/promises';
import path from 'node:path';

/** What was copied. */
export interface CopiedFolder {
  files: number;
  bytes: number;
}

const AT_ONCE = 8;

async function filesUnder(folder: string): Promise<{ folders: string[]; files: string[] }> {
  const folders: string[] = [];
  const files: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const name = path.relative(folder, path.join(entry.parentPath, entry.name));
    if (entry.isDirectory()) folders.push(name);
    else if (entry.isFile()) files.push(name);
  }
  return { folders: folders.sort(), files };
}

async function eachFile(files: readonly string[], work: (file: string) => Promise<void>): Promise<void> {
  const left = [...files];
  const lane = async (): Promise<void> => {
    for (let file = left.pop(); file !== undefined; file = left.pop()) await work(file);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** Copies a folder; where the file system can share blocks between files it does, and the copy costs nothing. */
export async function copyFolder(from: string, to: string): Promise<void> {
  const { folders, files } = await filesUnder(from);
  await mkdir(to, { recursive: true });
  for (const folder of folders) await mkdir(path.join(to, folder), { recursive: true });
  await eachFile(files, (file) => copyFile(path.join(from, file), path.join(to, file), constants.COPYFILE_FICLONE));
}

/** Forces a folder's files onto the disk: PGlite itself runs without fsync, so its snapshots are what a power cut leaves. */
export async function flushFolder(folder: string): Promise<CopiedFolder> {
  const { files } = await filesUnder(folder);
  let bytes = 0;
  await eachFile(files, async (file) => {
    const handle = await open(path.join(folder, file), 'r+');
    try {
      await handle.sync();
      bytes += (await handle.stat()).size;
    } finally {
      await handle.close();
    }
  });
  return { files: files.length, bytes };
}

/** Renames, and gives way quietly when another process has put the same thing there first. Returns whether it won. */
export async function renameIntoPlace(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // Windows says EPERM where others say ENOTEMPTY or EEXIST.
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'EPERM') return false;
    throw error;
  }
}

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newId } from '../../../platform/ids.ts';
import type { TileAddress } from './shape.ts';

/** Raised when the encoding changes: tiles kept under another number are not used again. */
export const TILE_FORM = 1;

/** Folder of a version's kept tiles; may be removed at any time. */
export function tileFolder(dataDir: string, versionId: string): string {
  return path.join(dataDir, 'tiles', String(TILE_FORM), versionId);
}

const fileOf = (dataDir: string, versionId: string, { z, x, y }: TileAddress): string =>
  path.join(tileFolder(dataDir, versionId), `${z}`, `${x}`, `${y}.mvt`);

/** A version never changes, so neither do its tiles. Undefined when none is kept. */
export async function keptTile(dataDir: string, versionId: string, at: TileAddress): Promise<Buffer | undefined> {
  return readFile(fileOf(dataDir, versionId, at)).catch(() => undefined);
}

/** Keeps a tile; a full disk costs speed, not the answer. */
export async function keepTile(dataDir: string, versionId: string, at: TileAddress, tile: Uint8Array): Promise<void> {
  const file = fileOf(dataDir, versionId, at);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const unfinished = `${file}.${newId()}`;
    await writeFile(unfinished, tile);
    await rename(unfinished, file);
  } catch {
    // Drawn again next time.
  }
}

import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { layerPackVersion } from '@shoutian/domain/geo';
import type { PackBytes } from '../kernel.ts';

const SUFFIX = '.pack';
/** Bytes after the pack: its CRC-32. */
export const TRAILER_BYTES = 4;
/** What a killed process left half-written is older than this; what is being written is not. */
const UNFINISHED_MS = 3_600_000;
const READ_BYTES = 4 * 1024 * 1024;

/**
 * Layers laid out for the overlay (`LayerPack`), a file a version, and those in memory, shared with the kernel's threads.
 * A version never changes, so neither does its pack. The folder may be emptied at any time: without a pack the overlay
 * reads the database.
 */
export class PackStore {
  readonly folder: string;
  readonly #budget: number;
  /** Least recently used first. */
  readonly #inMemory = new Map<string, Uint8Array>();
  #loading: Promise<unknown> = Promise.resolve();

  /** @param budget bytes that packs may take in memory */
  constructor(dataDir: string, budget: number) {
    this.folder = path.join(dataDir, 'packs', String(layerPackVersion));
    this.#budget = budget;
  }

  fileOf(versionId: string): string {
    return path.join(this.folder, versionId + SUFFIX);
  }

  /** Versions that have a file. */
  async kept(): Promise<string[]> {
    const files = await readdir(this.folder).catch(() => []);
    return files.filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length));
  }

  /** Removes what processes that were killed had begun. */
  async removeUnfinished(): Promise<void> {
    for (const name of await readdir(this.folder).catch(() => [])) {
      const file = path.join(this.folder, name);
      const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
      if (!name.endsWith(SUFFIX) && Date.now() - mtimeMs > UNFINISHED_MS) await rm(file, { force: true });
    }
  }

  async remove(versionId: string): Promise<void> {
    this.#inMemory.delete(versionId);
    await rm(this.fileOf(versionId), { force: true });
  }

  /** What is in memory, by version. */
  held(): PackBytes {
    return this.#inMemory;
  }

  /** Brings the packs of some versions into memory as far as there is room, and others out of it. */
  async load(versionIds: readonly string[]): Promise<void> {
    const mine = this.#loading.then(async () => {
      for (const id of versionIds) {
        const bytes = this.#inMemory.get(id);
        if (bytes) this.#inMemory.delete(id);
        if (bytes) this.#inMemory.set(id, bytes);
        else await this.#read(id, versionIds);
      }
    });
    this.#loading = mine.catch(() => undefined);
    await mine;
  }

  async #read(id: string, wanted: readonly string[]): Promise<void> {
    const file = await open(this.fileOf(id)).catch(() => undefined);
    if (!file) return;
    try {
      const size = (await file.stat()).size - TRAILER_BYTES;
      if (size <= 0 || !this.#makeRoom(size, wanted)) return;
      const bytes = await readChecked(file, size);
      // Damaged on the disk: made again by the next round.
      if (bytes) this.#inMemory.set(id, bytes);
      else await this.remove(id);
    } finally {
      await file.close();
    }
  }

  #makeRoom(size: number, wanted: readonly string[]): boolean {
    let used = [...this.#inMemory.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
    for (const [id, bytes] of this.#inMemory) {
      if (used + size <= this.#budget) break;
      if (wanted.includes(id)) continue;
      this.#inMemory.delete(id);
      used -= bytes.byteLength;
    }
    return used + size <= this.#budget;
  }
}

/** In shared memory, piece by piece: the event loop answers in between. */
async function readChecked(file: FileHandle, size: number): Promise<Uint8Array | undefined> {
  const bytes = new Uint8Array(new SharedArrayBuffer(size));
  const piece = Buffer.alloc(Math.min(READ_BYTES, size));
  let sum = 0;
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(piece, 0, Math.min(piece.length, size - at), at);
    if (bytesRead === 0) return undefined;
    const read = piece.subarray(0, bytesRead);
    sum = crc32(read, sum);
    bytes.set(read, at);
    at += bytesRead;
  }
  const trailer = Buffer.alloc(TRAILER_BYTES);
  await file.read(trailer, 0, TRAILER_BYTES, size);
  return trailer.readUInt32LE(0) === sum ? bytes : undefined;
}

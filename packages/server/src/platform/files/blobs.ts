import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '../ids.ts';
import type { Tx } from '../request.ts';

export interface StoredBlob {
  sha256: string;
  size: number;
}

/** Bytes by SHA-256 in a local folder: written whole under another name, flushed, then renamed; never changed after. */
export class BlobStore {
  readonly #root: string;
  constructor(root: string) {
    this.#root = root;
  }

  pathOf(sha256: string): string {
    return path.join(this.#root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }

  /** Stores a stream; two equal files become one. */
  async put(source: Readable): Promise<StoredBlob> {
    const temporary = await this.#temporary();
    const hash = createHash('sha256');
    let size = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        size += chunk.length;
        done(null, chunk);
      },
    });
    try {
      await pipeline(source, measure, createWriteStream(temporary));
      const sha256 = hash.digest('hex');
      await this.#settle(temporary, sha256);
      return { sha256, size };
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /** As `put`, for bytes that are in memory: one pass instead of a stream's many. */
  async putBytes(bytes: Uint8Array): Promise<StoredBlob> {
    const temporary = await this.#temporary();
    try {
      const handle = await open(temporary, 'wx');
      await handle.writeFile(bytes).finally(() => handle.close());
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await this.#settle(temporary, sha256);
      return { sha256, size: bytes.length };
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async #temporary(): Promise<string> {
    const folder = path.join(this.#root, 'incoming');
    await mkdir(folder, { recursive: true });
    return path.join(folder, newId());
  }

  async #settle(temporary: string, sha256: string): Promise<void> {
    const handle = await open(temporary, 'r+');
    // The receipt that a caller sends after this promises that the bytes survive a power cut.
    await handle.sync().finally(() => handle.close());
    const target = this.pathOf(sha256);
    await mkdir(path.dirname(target), { recursive: true });
    await rename(temporary, target);
  }

  read(sha256: string): Readable {
    return createReadStream(this.pathOf(sha256));
  }

  async has(sha256: string): Promise<boolean> {
    return access(this.pathOf(sha256)).then(
      () => true,
      () => false,
    );
  }

  async sizeOf(sha256: string): Promise<number> {
    return (await stat(this.pathOf(sha256))).size;
  }
}

/** Makes stored bytes known to a county; idempotent. */
export async function recordBlob(tx: Tx, countyCode: string, blob: StoredBlob, mime: string): Promise<void> {
  tx.post('insert into blob (county_code, sha256, size, mime) values ($1, $2, $3, $4) on conflict do nothing', [
    countyCode,
    blob.sha256,
    blob.size,
    mime,
  ]);
}

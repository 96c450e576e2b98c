import { AppError, found } from '../../../platform/errors.ts';
import { FileAnswer, NotModified } from '../../../platform/http/answers.ts';
import type { LooseWork } from '../../../platform/request.ts';
import { versionById } from '../queries/versions.ts';
import type { TileAddress } from './shape.ts';
import { keepTile, keptTile, TILE_FORM } from './store.ts';
import { makeTile, ZOOMS } from './tile.ts';

const MVT = 'application/vnd.mapbox-vector-tile';
/** Made at a time: a tile is a heavy query, and on the embedded database everybody waits behind it. */
const AT_ONCE = 2;

/** Hands out tiles: access checked each time, made once, kept on disk by version. */
export class TileServer {
  readonly #dataDir: string;
  readonly #making = new Map<string, Promise<Uint8Array>>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  /** @throws {AppError} notFound for a version that is not active or not in the caller's area, and for zooms without tiles */
  async answer(
    work: LooseWork,
    versionId: string,
    at: TileAddress,
    ifNoneMatch: string | undefined,
  ): Promise<FileAnswer | NotModified> {
    const version = await work.transaction(({ tx }) => versionById(tx, work.actor.countyCode, versionId));
    if (found(version, '图层').state !== 'active')
      throw new AppError('notFound', '这个图层版本没有启用。', { en: 'This layer version is not in force.' });
    if (at.z < ZOOMS.least || at.z > ZOOMS.most || at.x >= 2 ** at.z || at.y >= 2 ** at.z)
      throw new AppError('notFound', '没有这一级的瓦片。', { en: 'No tiles at this zoom.' });
    const etag = `"${versionId}-${TILE_FORM}"`;
    if (ifNoneMatch?.split(/\s*,\s*/).includes(etag)) return new NotModified();
    const tile = (await keptTile(this.#dataDir, versionId, at)) ?? (await this.#made(work, versionId, at));
    return new FileAnswer(Buffer.from(tile.buffer, tile.byteOffset, tile.byteLength), {
      fileName: `${at.z}-${at.x}-${at.y}.mvt`,
      mime: MVT,
      inline: true,
      headers: { etag, 'cache-control': 'private, no-cache' },
    });
  }

  #made(work: LooseWork, versionId: string, at: TileAddress): Promise<Uint8Array> {
    const key = `${versionId}/${at.z}/${at.x}/${at.y}`;
    const under = this.#making.get(key);
    if (under) return under;
    const making = this.#make(work, versionId, at).finally(() => this.#making.delete(key));
    this.#making.set(key, making);
    return making;
  }

  async #make(work: LooseWork, versionId: string, at: TileAddress): Promise<Uint8Array> {
    while (this.#busy >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#busy++;
    try {
      const tile = await makeTile(work, versionId, at);
      await keepTile(this.#dataDir, versionId, at, tile);
      return tile;
    } finally {
      this.#busy--;
      this.#waiting.shift()?.();
    }
  }
}

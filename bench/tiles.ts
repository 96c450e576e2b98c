/**
 * Vector tiles of 202,500 land parcels with shared edges; `--million` of five times as many. Cold: a tile made from the
 * database, against the bare SQL of the same tile (its rows fetched, nothing encoded). Warm: a kept tile handed out, with
 * its access check, against that check alone. `TEST_DATABASE_URL=… node bench/tiles.ts` uses that server.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { versionById } from '../packages/server/src/features/layers/queries/versions.ts';
import { TileServer } from '../packages/server/src/features/layers/tiles/serve.ts';
import type { TileAddress } from '../packages/server/src/features/layers/tiles/shape.ts';
import { makeTile, tileRows } from '../packages/server/src/features/layers/tiles/tile.ts';
import { openTestDatabase } from '../packages/server/src/platform/db/testing.ts';
import { looseWork, systemActor } from '../packages/server/src/platform/http/container.ts';
import { landParcels } from './mosaic.ts';
import { median, percentile, report } from './parts/figures.ts';
import { copyAside, loadLayer } from './parts/load-layer.ts';

const COUNTY = '999901';
const ZOOMS = [8, 10, 11, 12, 13, 14, 15, 16] as const;
const A_ZOOM = 6;
const ROUNDS = 3;

const database = await openTestDatabase();
const { db } = database;
const work = looseWork(db, systemActor(COUNTY), new Date());
const dataDir = mkdtempSync(path.join(tmpdir(), 'shoutian-tiles-'));
const version = await loadLayer(db, COUNTY, 'landClass', landParcels());
if (process.argv.includes('--million')) await copyAside(db, COUNTY, version, 4);
await db.pool.query('vacuum (analyze) layer_feature');

const time = async (task: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await task();
  return performance.now() - start;
};

/** The tile over a place, and some beside it. */
function tilesAt(z: number): TileAddress[] {
  const [lon, lat] = [106.11, 29.91];
  const n = 2 ** z;
  const x = Math.floor(((lon + 180) / 360) * n);
  const y = Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * n);
  return Array.from({ length: z < 12 ? 1 : A_ZOOM }, (_, i) => ({ z, x: x + (i % 3), y: y + Math.floor(i / 3) }));
}

for (const z of ZOOMS) {
  const ours: number[] = [];
  const bare: number[] = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const at of tilesAt(z)) {
      const sql = () => time(() => tileRows(work, version, at));
      const tile = () => time(async () => (bytes = Math.max(bytes, (await makeTile(work, version, at)).length)));
      const [first, second] = round % 2 === 0 ? [sql, tile] : [tile, sql];
      const [a, b] = [await first(), await second()];
      // The first round fills the server's memory for both.
      if (round === 0) continue;
      bare.push(round % 2 === 0 ? a : b);
      ours.push(round % 2 === 0 ? b : a);
    }
  }
  report(
    `cold tile, zoom ${z}`,
    `${median(ours).toFixed(0)} ms (slowest ${percentile(ours, 1).toFixed(0)}), its SQL ${median(bare).toFixed(0)} ms, ${(bytes / 1024).toFixed(0)} KB`,
    median(ours) / median(bare),
    3,
  );
}

const server = new TileServer(dataDir);
const kept = tilesAt(14);
for (const at of kept) await server.answer(work, version, at, undefined);
const warm: number[] = [];
const check: number[] = [];
for (let i = 0; i < 1200; i++) {
  warm.push(await time(() => server.answer(work, version, kept[i % kept.length] as TileAddress, undefined)));
  check.push(await time(() => work.transaction(({ tx }) => versionById(tx, COUNTY, version))));
}
report(
  'warm tile with its access check',
  `${(1000 / median(warm)).toFixed(0)} a second one after the other, check alone ${(1000 / median(check)).toFixed(0)}`,
  median(warm) / median(check),
  2,
);
rmSync(dataDir, { recursive: true });
await database.close();

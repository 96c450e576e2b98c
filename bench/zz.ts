/**
 * 套合分析 of a batch: 2,000 clues over 202,500 parcels with shared edges and 12,000 protection polygons, results
 * stored, against the plain PostGIS query in the same run on the same server. `TEST_DATABASE_URL=… node bench/overlay.ts`
 * (PostgreSQL), without it on the embedded database, where the plain query is left out and /health is asked instead.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { areaM2, type FlatPolygon, toEwkb } from '../packages/domain/src/geo/index.ts';
import { keepPacks, Overlayer } from '../packages/server/src/features/overlays/index.ts';
import { openTestDatabase } from '../packages/server/src/platform/db/testing.ts';
import { looseWork, systemActor } from '../packages/server/src/platform/http/container.ts';
import { newId } from '../packages/server/src/platform/ids.ts';
import { clueShapes, landParcels, protectionPolygons } from './mosaic.ts';
import { CopyRows } from './parts/copy-rows.ts';
import { median, percentile, report } from './parts/figures.ts';
import { geopandasOverlay } from './parts/geopandas.ts';

const COUNTY = '999901';
const ten = process.argv.includes('--ten');

const database = await openTestDatabase();
const { db } = database;
const actor = systemActor(COUNTY);
const work = looseWork(db, actor, new Date());
const dataDir = mkdtempSync(path.join(tmpdir(), 'shoutian-overlay-'));
const overlayer = new Overlayer(dataDir, 512);

async function* files(version: string, layer: readonly FlatPolygon[]): AsyncGenerator<Uint8Array> {
  const rows = new CopyRows();
  for (const [i, polygon] of layer.entries()) {
    rows
      .text(COUNTY)
      .uuid(newId())
      .uuid(version)
      .text(['0101', '0103', '0301', '0702'][i % 4] ?? '')
      .float8(0.9)
      .float8(areaM2(polygon))
      .bytes(toEwkb(polygon))
      .end();
    if (rows.rows % 2000 === 0) yield rows.take();
  }
  yield rows.take();
}

async function load(kind: string, layer: readonly FlatPolygon[]): Promise<string> {
  const version = newId();
  await db.pool.query(
    `insert into layer_version (county_code, id, division_code, kind, year, title, secrecy, file_name, file_sha256, source_crs, state, imported_by, imported_by_name)
     values ($1, $2, $1, $3, 2025, 'bench', 'internal', 'bench', repeat('0', 64), 'EPSG:4490', 'active', 'bench', 'bench')`,
    [COUNTY, version, kind],
  );
  await db.bulkLoad({
    table: 'layer_feature',
    columns: ['county_code', 'id', 'layer_version_id', 'class_code', 'net_factor', 'area_m2', 'geom'],
    batches: files(version, layer),
  });
  await db.pool.query('update layer_version set feature_count = $2 where id = $1', [version, layer.length]);
  return version;
}

// Not kept: 200,000 polygons in the product's own heap would be marked by every collection of garbage.
const versions = [await load('landClass', landParcels()), await load('permanentBasicFarmland', protectionPolygons())];
const batch = newId();
await db.pool.query(
  `insert into clue_batch (county_code, id, division_code, batch_no, title, channel, discovery_method, received_on, state, created_by, created_by_name)
   values ($1, $2, $1, 'bench', 'bench', 'satelliteEnforcement', 'image', '2026-01-01', 'stored', 'x', 'x')`,
  [COUNTY, batch],
);
const ids: string[] = [];
const clues = clueShapes();
for (const [i, clue] of clues.entries()) {
  const id = newId();
  ids.push(id);
  await db.pool.query(
    `insert into clue (county_code, id, division_code, batch_id, clue_no, channel, discovery_method, geom, state, state_since, created_by)
     values ($1, $2, $1, $3, $4, 'satelliteEnforcement', 'image', $5, 'dispatched', now(), 'x')`,
    [COUNTY, id, batch, `B${i}`, Buffer.from(toEwkb(clue)).toString('hex')],
  );
}
await db.pool.query('analyze');
const packing = performance.now();
await keepPacks(work, overlayer.packs);
console.log(`--   layers laid out once a version: ${((performance.now() - packing) / 1000).toFixed(1)} s`);

const time = async (task: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await task();
  return performance.now() - start;
};
const product = (): Promise<number> => time(() => overlayer.all(work, 'clue', ids));
// A connection of its own: `jit` is a setting of the connection, and any other would be taken from the pool.
const judge = await db.pool.connect();
await judge.query('set jit = off');
const plain = (): Promise<number> =>
  time(async () => {
    for (const version of versions) {
      await judge.query(
        `select c.id, sum(st_area(st_intersection(f.geom, c.geom)::geography)) from clue c
         join layer_feature f on f.county_code = $1 and f.layer_version_id = $2 and f.geom && c.geom
         where c.county_code = $1 group by c.id`,
        [COUNTY, version],
      );
    }
  });


for (let i=0;i<6;i++) await product();
for (let i=0;i<10;i++) { const c=process.cpuUsage(); const t=await product(); const d=process.cpuUsage(c); console.log('batch', t.toFixed(0), 'node cpu', ((d.user+d.system)/1000).toFixed(0), 'user', (d.user/1000).toFixed(0)); }
judge.release();
await overlayer.close();
rmSync(dataDir, { recursive: true });
await database.close();


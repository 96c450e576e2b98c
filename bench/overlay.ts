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
import { toEwkb } from '../packages/domain/src/geo/index.ts';
import { keepPacks, Overlayer } from '../packages/server/src/features/overlays/index.ts';
import { openTestDatabase } from '../packages/server/src/platform/db/testing.ts';
import { looseWork, systemActor } from '../packages/server/src/platform/http/container.ts';
import { newId } from '../packages/server/src/platform/ids.ts';
import { clueShapes, landParcels, protectionPolygons } from './mosaic.ts';
import { median, percentile, report } from './parts/figures.ts';
import { geopandasOverlay } from './parts/geopandas.ts';
import { copyAside, loadLayer } from './parts/load-layer.ts';

const COUNTY = '999901';
const ten = process.argv.includes('--ten');

const database = await openTestDatabase();
const { db } = database;
const actor = systemActor(COUNTY);
const work = looseWork(db, actor, new Date());
const dataDir = mkdtempSync(path.join(tmpdir(), 'shoutian-overlay-'));
const overlayer = new Overlayer(dataDir, 2048);

// Not kept: 200,000 polygons in the product's own heap would be marked by every collection of garbage.
const versions = [
  await loadLayer(db, COUNTY, 'landClass', landParcels()),
  await loadLayer(db, COUNTY, 'permanentBasicFarmland', protectionPolygons()),
];
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

await product();
if (database.kind === 'postgres') {
  await plain();
  const ratios: number[] = [];
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < 7; round++) {
    const [a, b] =
      round % 2 === 0
        ? [await product(), await plain()]
        : await (async () => {
            const q = await plain();
            return [await product(), q];
          })();
    ours.push(a as number);
    theirs.push(b as number);
    ratios.push((a as number) / (b as number));
  }
  report(
    'whole batch, results stored',
    `${median(ours).toFixed(0)} ms, plain query ${median(theirs).toFixed(0)} ms`,
    median(ratios),
    0.4,
  );
  await oneAlone();
  await againstGeopandas(median(ours));
  if (ten) await tenTimes(median(ours));
} else {
  await embedded();
}
judge.release();
await overlayer.close();
rmSync(dataDir, { recursive: true });
await database.close();

/** GeoPandas' overlay step alone, where Debian's python3-geopandas is installed; the areas must agree. */
async function againstGeopandas(batch: number): Promise<void> {
  const theirs = await geopandasOverlay([() => clues, landParcels, () => protectionPolygons()]);
  if (theirs === undefined) return console.log('--   GeoPandas is not installed (apt-get install python3-geopandas)');
  const { rows } = await db.pool.query(
    `select sum(s.m2) as m2 from (
       select distinct on (o.subject_id) (select sum((c ->> 'sumM2')::float8) from jsonb_array_elements(o.result -> 'landClasses') c) as m2
       from overlay_snapshot o where o.county_code = $1 order by o.subject_id, o.run_at desc) s`,
    [COUNTY],
  );
  report(
    'whole batch against GeoPandas’ overlay step',
    `${batch.toFixed(0)} ms against ${(theirs.seconds * 1000).toFixed(0)} ms (${theirs.versions}); land m² ${Number(rows[0].m2).toFixed(2)} and ${theirs.m2.toFixed(2)}`,
    batch / (theirs.seconds * 1000),
    1 / 40,
  );
}

/**
 * One clue with its stored snapshot, against a bare index probe of the same box in a transaction of its own; on a server
 * that has run a while and has tidied up after the batches: the first two hundred of both are not counted.
 */
async function oneAlone(): Promise<void> {
  await db.pool.query('vacuum (analyze)');
  await db.pool.query('checkpoint');
  let one: number[] = [];
  let probe: number[] = [];
  for (const [i, id] of ids.slice(0, 800).entries()) {
    if (i === 200) [one, probe] = [[], []];
    const sides = clues[i]?.bbox ?? [];
    one.push(await time(() => overlayer.one(work, 'clue', id)));
    probe.push(
      await time(() =>
        work.transaction(({ tx }) =>
          tx.query(
            `select f.id from unnest($2::uuid[]) v (id) join layer_feature f
             on f.county_code = $1 and f.layer_version_id = v.id and f.geom && st_makeenvelope($3, $4, $5, $6, 4490)`,
            [COUNTY, versions, ...sides],
          ),
        ),
      ),
    );
  }
  const p95 = percentile(one, 0.95);
  report(
    'one clue alone, p95',
    `${p95.toFixed(1)} ms, index probe ${percentile(probe, 0.95).toFixed(1)} ms`,
    p95 / percentile(probe, 0.95),
    3,
  );
}

/** Ten times the parcels in the same layer, elsewhere in the county: the same clues must cost the same. */
async function tenTimes(before: number): Promise<void> {
  await copyAside(db, COUNTY, versions[0] ?? '', 9);
  await overlayer.packs.remove(versions[0] ?? '');
  await keepPacks(work, overlayer.packs);
  await product();
  const times = [await product(), await product(), await product(), await product(), await product()];
  report(
    'ten times the parcels, same clues',
    `${median(times).toFixed(0)} ms against ${before.toFixed(0)} ms`,
    median(times) / before,
    1.3,
  );
}

/** On the embedded database: the batch's time, while an HTTP server of this same process answers. */
async function embedded(): Promise<void> {
  const server = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  // The asker lives in a thread of its own: in this one it would measure itself.
  const asker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads'); const times = [];
     const ask = async () => { for (;;) { const t = performance.now(); await (await fetch('http://127.0.0.1:' + workerData)).text(); times.push(performance.now() - t); await new Promise((r) => setTimeout(r, 10)); } };
     parentPort.on('message', () => { parentPort.postMessage(times); process.exit(0); }); ask();`,
    { eval: true, workerData: port },
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  const took = await product();
  asker.postMessage('stop');
  const [times] = (await once(asker, 'message')) as [number[]];
  server.close();
  report('embedded, whole batch', `${took.toFixed(0)} ms`, took / 4000, 1);
  report(
    'embedded, /health meanwhile p95',
    `${percentile(times, 0.95).toFixed(1)} ms of ${times.length} answers`,
    percentile(times, 0.95) / 100,
    1,
  );
}

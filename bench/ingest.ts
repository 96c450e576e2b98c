/**
 * Import of a county's land survey: 202,500 parcels, shapefile with GBK attributes in zone 35, zipped as it is
 * delivered. The whole job of the product (unzip, read, reproject, load, judge validity, index, sums, activate) against
 * `ogr2ogr -t_srs EPSG:4490` of the unzipped file into the same server, alternating in the same run.
 * `TEST_DATABASE_URL=… node bench/ingest.ts`; without it on the embedded database, where `/health` is asked meanwhile.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { getJob, importLayer, inspectLayerFile } from '../packages/domain/src/api/index.ts';
import { makeZip } from '../packages/server/src/platform/geofile/testing/zip-writer.ts';
import { startHarness } from '../packages/server/src/testing/harness.ts';
import { writeLandShapefile } from './files/land-shapefile.ts';
import { landParcels, landRecords } from './mosaic.ts';
import { median, percentile, report } from './parts/figures.ts';

const PAIRS = 5;
const folder = mkdtempSync(path.join(tmpdir(), 'shoutian-bench-'));
const stem = path.join(folder, 'DLTB');
const parcels = landParcels();
writeLandShapefile(stem, parcels, landRecords(parcels));
const zip = makeZip(
  ['shp', 'shx', 'dbf', 'prj'].map((extension) => ({
    name: `DLTB.${extension}`,
    data: readFileSync(`${stem}.${extension}`),
  })),
);
const harness = await startHarness();
const { platform, engine } = harness.server;
const county = await harness.as('county');
const uploadId = await county.upload(zip, 'DLTB.zip', 'geofile');
const seen = await county.call(inspectLayerFile, { body: { uploadId, kind: 'landClass' } });
const layer = seen.datasets[0]?.layers[0];
if (!layer) throw new Error('nothing to import');

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

let year = 2000;
async function product(): Promise<number> {
  if (!layer) throw new Error('nothing to import');
  await platform.db.pool.query('truncate layer_feature');
  const { jobId } = await county.call(importLayer, {
    body: {
      uploadId,
      kind: 'landClass',
      dataset: 0,
      layer: layer.name,
      year: year++,
      title: 'bench',
      secrecy: 'internal',
      epsg: null,
      mapping: layer.proposedMapping,
    },
  });
  const took = await timed(() => harness.runJobs());
  const job = await county.call(getJob, { params: { id: jobId } });
  if (job.state !== 'done' || job.result?.['features'] !== parcels.length) throw new Error(JSON.stringify(job));
  return took;
}

async function ogr2ogr(): Promise<number> {
  const url = new URL(engine.connectionString);
  const target = [
    `host=${url.hostname}`,
    `port=${url.port}`,
    `user=${decodeURIComponent(url.username)}`,
    `dbname=${url.pathname.slice(1)}`,
    ...(url.password === '' ? [] : [`password=${decodeURIComponent(url.password)}`]),
  ].join(' ');
  return timed(async () => {
    const child = spawn(
      'ogr2ogr',
      [
        '-f',
        'PostgreSQL',
        `PG:${target}`,
        `${stem}.shp`,
        '-nln',
        'bench_ogr',
        '-overwrite',
        '-t_srs',
        'EPSG:4490',
        '-nlt',
        'PROMOTE_TO_MULTI',
        '-lco',
        'GEOMETRY_NAME=geom',
      ],
      { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, SHAPE_ENCODING: 'GBK', PG_USE_COPY: 'YES' } },
    );
    const [code] = (await once(child, 'exit')) as [number];
    if (code !== 0) throw new Error(`ogr2ogr ended with ${code}`);
  });
}

async function onServer(): Promise<void> {
  const ours: number[] = [];
  const theirs: number[] = [];
  await product();
  for (let pair = 0; pair < PAIRS; pair++) {
    if (pair % 2 === 0) ours.push(await product());
    theirs.push(await ogr2ogr());
    if (pair % 2 === 1) ours.push(await product());
  }
  const rate = (ms: number): string => `${Math.round(parcels.length / (ms / 1000)).toLocaleString('en')}/s`;
  report(
    'import against ogr2ogr, PostgreSQL',
    `${median(ours).toFixed(0)} ms (${rate(median(ours))}), ogr2ogr ${median(theirs).toFixed(0)} ms (${rate(median(theirs))})`,
    median(ours.map((ms, i) => ms / (theirs[i] as number))),
    1,
  );
}

/** Asks from a thread of its own: in this one it would measure itself. */
async function embedded(): Promise<void> {
  const address = harness.server.app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const asker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads'); const times = [];
     const ask = async () => { for (;;) { const t = performance.now(); await (await fetch('http://127.0.0.1:' + workerData + '/health')).text(); times.push(performance.now() - t); await new Promise((r) => setTimeout(r, 20)); } };
     parentPort.on('message', () => { parentPort.postMessage(times); process.exit(0); }); ask();`,
    { eval: true, workerData: port },
  );
  const took = [await product(), await product(), await product()];
  asker.postMessage('stop');
  const [times] = (await once(asker, 'message')) as [number[]];
  const p95 = percentile(times, 0.95);
  report(
    '/health during an import, embedded',
    `import ${median(took).toFixed(0)} ms; p95 ${p95.toFixed(1)} ms, longest ${Math.max(...times).toFixed(0)} ms of ${times.length} asked`,
    p95 / 100,
    1,
  );
}

try {
  await (engine.kind === 'postgres' ? onServer() : embedded());
} finally {
  await harness.close();
  rmSync(folder, { recursive: true, force: true });
}

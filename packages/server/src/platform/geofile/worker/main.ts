import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { gaussZone } from '@shoutian/domain/geo';
import { GeofileError } from '../errors.ts';
import type { EncodingChoice, FeatureIssue, GeofileDriver, ReadProgress } from '../types.ts';
import { GeometryCheck } from './check.ts';
import { CopyEncoder } from './copy-encoder.ts';
import { encodingOf } from './encoding.ts';
import { Gdal, gdalHitMemoryLimit } from './gdal.ts';
import { dumpShape, fieldNames, gdalLayers, inspectLayers } from './inspect.ts';
import { PgDumpParser, pgdumpArguments } from './pgdump.ts';
import { Pipeline } from './pipeline.ts';
import { type BatchBody, MAX_AHEAD, type WorkerJob, type WorkerMessage } from './protocol.ts';
import { RowEncoder } from './row-encoder.ts';
import { checkComplete, ShapefileReader } from './shapefile.ts';

type ReadJob = WorkerJob & { task: 'read' };

const gdalDrivers: Readonly<Record<GeofileDriver, readonly string[]>> = {
  shapefile: ['ESRI Shapefile'],
  geopackage: ['GPKG'],
  geojson: ['GeoJSON', 'GeoJSONSeq'],
};

const job = workerData as WorkerJob;
const credit = new Int32Array(job.credit);

function post(message: WorkerMessage, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

/** Sleeps while the consumer is behind: GDAL stands still inside its own write call, so nothing piles up. */
function postBatch(body: BatchBody, issues: FeatureIssue[], progress: ReadProgress): void {
  for (let ahead = Atomics.load(credit, 0); ahead >= MAX_AHEAD; ahead = Atomics.load(credit, 0))
    Atomics.wait(credit, 0, ahead);
  Atomics.add(credit, 0, 1);
  post({ kind: 'batch', body, issues, progress }, [body.shape === 'copy' ? body.bytes.buffer : body.rows.geometry]);
}

function makePipeline(read: ReadJob, fields: string[], layer: string, degrees: boolean): Pipeline {
  const excluded = new Set(read.excluded);
  const encoder = read.columns
    ? new CopyEncoder({ columns: read.columns, fields, excluded, layer })
    : new RowEncoder(fields, excluded);
  post({ kind: 'fields', fields: fields.filter((name) => !excluded.has(name)) });
  const zone = degrees || !('epsg' in read.crs) ? null : (gaussZone(read.crs.epsg) ?? null);
  return new Pipeline({
    check: new GeometryCheck(zone, read.polygonsOnly),
    encoder,
    limits: read.limits,
    name: read.dataset.name,
    numberFrom: read.dataset.driver === 'shapefile' ? 0 : 1,
    post: postBatch,
  });
}

/** Lines GDAL writes when a feature could not be reprojected; the feature itself then arrives without geometry. */
const REPROJECTION_FAILED = /reproject(?:ion)? (?:of )?feature (\d+)/i;

async function openWithGdal(): Promise<{
  gdal: Gdal;
  handle: number;
  failedFids: Set<number>;
  encoding: EncodingChoice | null;
}> {
  const failedFids = new Set<number>();
  const { dataset } = job;
  const gdal = await Gdal.load({
    wasmMb: job.limits.wasmMb,
    env: dataset.missing.includes('shx') ? { SHAPE_RESTORE_SHX: 'YES' } : {},
    onLog: (line) => {
      const fid = REPROJECTION_FAILED.exec(line)?.[1];
      if (fid) failedFids.add(Number(fid));
    },
  });
  post({ kind: 'alive' });
  gdal.mount(path.dirname(dataset.file), '/in');
  const encoding = encodingOf(dataset, job.encoding);
  const openOptions = encoding === null ? [] : [`ENCODING=${encoding.used}`];
  try {
    const handle = gdal.open(`/in/${path.basename(dataset.file)}`, gdalDrivers[dataset.driver], openOptions);
    return { gdal, handle, failedFids, encoding };
  } catch (error) {
    throw refusal(error, 0);
  }
}

function refusal(error: unknown, read: number): GeofileError {
  if (error instanceof GeofileError) return error;
  const { name } = job.dataset;
  const reason = error instanceof Error ? error.message : `${error}`;
  if (
    gdalHitMemoryLimit() ||
    /bad_alloc|out of memory|memory limit|cannot allocate|array buffer allocation/i.test(reason)
  )
    return new GeofileError('outOfMemory', { name });
  return read > 0
    ? new GeofileError('damagedMidway', { name, read, reason })
    : new GeofileError('damaged', { name, reason });
}

async function readWithGdal(read: ReadJob): Promise<void> {
  const { gdal, handle, failedFids } = await openWithGdal();
  const layers = gdalLayers(gdal, handle);
  const layer = read.layer === null ? layers[0] : layers.find(({ name }) => name === read.layer);
  if (!layer) {
    throw new GeofileError('layerMissing', {
      name: read.dataset.name,
      layer: read.layer ?? '',
      layers: layers.map(({ name }) => name).join('、'),
    });
  }
  const reprojection = projArguments(read);
  const fields = fieldNames(layer);
  const pipeline = makePipeline(read, fields, layer.name, reprojection.length > 0);
  const parser = new PgDumpParser({
    ...dumpShape(layer),
    maxVertices: read.limits.verticesPerFeature,
    onRecord: pipeline.accept,
    failedFids,
  });
  try {
    gdal.translate(handle, [...pgdumpArguments, ...reprojection, layer.name], (bytes) => parser.push(bytes));
  } catch (error) {
    throw refusal(error, pipeline.read);
  }
  pipeline.flush();
  gdal.close(handle);
}

/** CGCS2000 zones and degrees are ours; everything else goes through PROJ on the way out of GDAL. */
function projArguments({ crs }: ReadJob): string[] {
  if ('epsg' in crs && (crs.epsg === 4490 || crs.epsg === 4326 || gaussZone(crs.epsg))) return [];
  const source = 'epsg' in crs ? `EPSG:${crs.epsg}` : crs.wkt;
  return ['-s_srs', source, '-t_srs', 'EPSG:4490', '-skipfailures'];
}

/** The fast path; false when GDAL must do it. */
function readShapefile(read: ReadJob): boolean {
  if (read.reader === 'gdal' || projArguments(read).length > 0) return false;
  const encoding = encodingOf(read.dataset, read.encoding);
  const reader = ShapefileReader.open(read.dataset, encoding?.used ?? null, read.limits.verticesPerFeature);
  if (!reader) return false;
  const layer = path.basename(read.dataset.file, '.shp');
  if (read.layer !== null && read.layer !== layer) {
    throw new GeofileError('layerMissing', { name: read.dataset.name, layer: read.layer, layers: layer });
  }
  const pipeline = makePipeline(read, reader.fields, layer, false);
  reader.read(pipeline.accept);
  pipeline.flush();
  reader.close();
  return true;
}

async function run(): Promise<void> {
  if (job.dataset.driver === 'shapefile') checkComplete(job.dataset);
  if (job.task === 'inspect') {
    const { gdal, handle, encoding } = await openWithGdal();
    post({ kind: 'inspected', inspection: { encoding, ...inspectLayers(gdal, handle) } });
    gdal.close(handle);
  } else if (!readShapefile(job)) await readWithGdal(job);
  post({ kind: 'done' });
}

try {
  await run();
} catch (error) {
  if (error instanceof GeofileError) post({ kind: 'refused', code: error.code, params: error.details });
  else {
    const known = refusal(error, 0);
    if (known.code === 'outOfMemory') post({ kind: 'refused', code: known.code, params: known.details });
    else post({ kind: 'crashed', message: error instanceof Error ? error.message : `${error}` });
  }
}

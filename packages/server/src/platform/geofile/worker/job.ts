import path from 'node:path';
import { gaussZone } from '@shoutian/domain/geo';
import { GeofileError } from '../errors.ts';
import type { EncodingChoice, GeofileDriver } from '../types.ts';
import { GeometryCheck } from './check.ts';
import { CopyEncoder } from './copy-encoder.ts';
import { encodingOf } from './encoding.ts';
import { ExchangeTxtFile } from './exchange-txt.ts';
import { type Gdal, gdalHitMemoryLimit } from './gdal.ts';
import { dumpShape, fieldNames, gdalLayers, inspectLayers, layerArgument } from './inspect.ts';
import { PgDumpParser, pgdumpArguments } from './pgdump.ts';
import { Pipeline, type PipelineOptions } from './pipeline.ts';
import type { WorkerJob, WorkerMessage } from './protocol.ts';
import { RowEncoder } from './row-encoder.ts';
import { checkComplete, ShapefileReader } from './shapefile.ts';

export type ReadJob = WorkerJob & { task: 'read' };

/** What a job may use of its surroundings: the worker's in the product, one shared module in tests. */
export interface JobSurroundings {
  gdal: () => Promise<Gdal>;
  post: (message: WorkerMessage) => void;
  postBatch: PipelineOptions['post'];
}

const gdalDrivers: Readonly<Record<GeofileDriver, readonly string[]>> = {
  shapefile: ['ESRI Shapefile'],
  geopackage: ['GPKG'],
  geojson: ['GeoJSON', 'GeoJSONSeq'],
  // None of them: ExchangeTxtFile.
  exchangeTxt: [],
};

/** Lines GDAL writes when a feature could not be reprojected; the feature itself then arrives without geometry. */
const REPROJECTION_FAILED = /reproject(?:ion)? (?:of )?feature (\d+)/i;

/** Does one job from beginning to end. Throws GeofileError, or whatever broke. */
export async function doJob(job: WorkerJob, around: JobSurroundings): Promise<void> {
  if (job.dataset.driver === 'shapefile') checkComplete(job.dataset);
  if (job.dataset.driver === 'exchangeTxt') {
    doTxt(job, around);
    return;
  }
  if (job.task === 'read') {
    if (!readShapefile(job, around)) await readWithGdal(job, around);
    return;
  }
  const source = await openWithGdal(job, around);
  around.post({
    kind: 'inspected',
    inspection: { encoding: source.encoding, ...inspectLayers(source.gdal, source.handle) },
  });
  source.close();
}

/** What went wrong, as something a user can act on. */
export function refusal(error: unknown, name: string, read = 0): GeofileError {
  if (error instanceof GeofileError) return error;
  const reason = (error instanceof Error ? error.message : `${error}`).replaceAll(/\s+/g, ' ').trim();
  if (
    gdalHitMemoryLimit() ||
    /bad_alloc|out of memory|memory limit|cannot allocate|array buffer allocation/i.test(reason)
  ) {
    return new GeofileError('outOfMemory', { name });
  }
  if (/failed to process SRS definition/i.test(reason)) {
    return new GeofileError('crsUnknown', { crs: reason.split(':').slice(1).join(':').trim() });
  }
  return read > 0
    ? new GeofileError('damagedMidway', { name, read, reason })
    : new GeofileError('damaged', { name, reason });
}

/** Our own reader alone: GDAL does not know the format. */
function doTxt(job: WorkerJob, around: JobSurroundings): void {
  const file = ExchangeTxtFile.open(job.dataset, job.encoding);
  if (job.task === 'inspect') {
    around.post({ kind: 'inspected', inspection: file.inspect() });
    return;
  }
  if (projArguments(job).length > 0)
    throw new GeofileError('crsUnknown', { crs: 'epsg' in job.crs ? `EPSG:${job.crs.epsg}` : 'WKT' });
  const pipeline = makePipeline(job, file.fields, file.layer, false, around);
  file.read(pipeline.accept, job.limits.verticesPerFeature);
  pipeline.flush();
}

/** The fast path; false when GDAL must do it. */
function readShapefile(job: ReadJob, around: JobSurroundings): boolean {
  if (job.reader === 'gdal' || projArguments(job).length > 0) return false;
  const encoding = encodingOf(job.dataset, job.encoding);
  const reader = ShapefileReader.open(job.dataset, encoding?.used ?? null, job.limits.verticesPerFeature);
  if (!reader) return false;
  const layer = path.basename(job.dataset.file, '.shp');
  if (job.layer !== null && job.layer !== layer) {
    throw new GeofileError('layerMissing', { name: job.dataset.name, layer: job.layer, layers: layer });
  }
  const pipeline = makePipeline(job, reader.fields, layer, false, around);
  reader.read(pipeline.accept);
  pipeline.flush();
  reader.close();
  return true;
}

async function readWithGdal(job: ReadJob, around: JobSurroundings): Promise<void> {
  const { name } = job.dataset;
  const source = await openWithGdal(job, around);
  const layers = gdalLayers(source.gdal, source.handle);
  const layer = job.layer === null ? layers[0] : layers.find((candidate) => candidate.name === job.layer);
  if (!layer) {
    const names = layers.map((candidate) => candidate.name).join('、');
    throw new GeofileError('layerMissing', { name, layer: job.layer ?? '', layers: names });
  }
  const reprojection = projArguments(job);
  const pipeline = makePipeline(job, fieldNames(layer), layer.name, reprojection.length > 0, around);
  const parser = new PgDumpParser({
    ...dumpShape(layer),
    maxVertices: job.limits.verticesPerFeature,
    onRecord: pipeline.accept,
    failedFids: source.failedFids,
  });
  try {
    const args = [...pgdumpArguments, ...reprojection, layerArgument(layer.name)];
    source.gdal.translate(source.handle, args, (bytes) => parser.push(bytes));
  } catch (error) {
    throw refusal(error, name, pipeline.read);
  }
  pipeline.flush();
  source.close();
}

/** CGCS2000 zones and degrees are ours; everything else goes through PROJ on the way out of GDAL. */
function projArguments({ crs }: ReadJob): string[] {
  if ('epsg' in crs && (crs.epsg === 4490 || crs.epsg === 4326 || gaussZone(crs.epsg))) return [];
  const source = 'epsg' in crs ? `EPSG:${crs.epsg}` : crs.wkt;
  return ['-s_srs', source, '-t_srs', 'EPSG:4490', '-skipfailures'];
}

function makePipeline(
  job: ReadJob,
  fields: string[],
  layer: string,
  inDegrees: boolean,
  around: JobSurroundings,
): Pipeline {
  const excluded = new Set(job.excluded);
  const encoder = job.columns
    ? new CopyEncoder({ columns: job.columns, fields, excluded, layer })
    : new RowEncoder(fields, excluded);
  around.post({ kind: 'fields', fields: fields.filter((name) => !excluded.has(name)) });
  const zone = inDegrees || !('epsg' in job.crs) ? null : (gaussZone(job.crs.epsg) ?? null);
  return new Pipeline({
    check: new GeometryCheck(zone, job.polygonsOnly),
    encoder,
    limits: job.limits,
    name: job.dataset.name,
    numberFrom: job.dataset.driver === 'shapefile' ? 0 : 1,
    post: around.postBatch,
  });
}

interface OpenSource {
  gdal: Gdal;
  handle: number;
  failedFids: Set<number>;
  encoding: EncodingChoice | null;
  close: () => void;
}

async function openWithGdal({ dataset, encoding: chosen }: WorkerJob, around: JobSurroundings): Promise<OpenSource> {
  const failedFids = new Set<number>();
  const gdal = await around.gdal();
  around.post({ kind: 'alive' });
  gdal.onLog = (line) => {
    const fid = REPROJECTION_FAILED.exec(line)?.[1];
    if (fid) failedFids.add(Number(fid));
  };
  // It always rebuilds, and then refuses files that open without: only when there is no index.
  gdal.setConfig('SHAPE_RESTORE_SHX', dataset.missing.includes('shx') ? 'YES' : 'NO');
  const folder = gdal.mount(path.dirname(dataset.file));
  const encoding = encodingOf(dataset, chosen);
  const openOptions = encoding === null ? [] : [`ENCODING=${encoding.used}`];
  try {
    const handle = gdal.open(`${folder}/${path.basename(dataset.file)}`, gdalDrivers[dataset.driver], openOptions);
    return { gdal, handle, failedFids, encoding, close: () => gdal.close(handle) };
  } catch (error) {
    throw refusal(error, dataset.name);
  }
}

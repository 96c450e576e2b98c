import { constants, copyFile, mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { GeofileError, type Notice, notice } from '../errors.ts';
import type { Dataset, GeofileDriver } from '../types.ts';
import type { Item } from './archive.ts';
import { acceptedFormats, refusedFormat, shapefileCompanions, shapefileExtras } from './formats.ts';
import { safeName } from './names.ts';
import { sniffExchangeTxt, sniffJson, sniffMagic, transcode, usableShx } from './sniff.ts';

export interface Discovery {
  datasets: Dataset[];
  ignored: { name: string; reason: Notice }[];
  /** Why single files were refused; the caller throws when nothing else is there. */
  refused: GeofileError[];
}

/** Sorts the files of an upload into data sets, each in a folder of its own below `folder`. */
export async function discover(items: readonly Item[], folder: string, signal?: AbortSignal): Promise<Discovery> {
  const found: Discovery = { datasets: [], ignored: [], refused: [] };
  const shapefiles = new Map<string, Item>();
  for (const item of items) if (extension(item) === 'shp') shapefiles.set(stemKey(item.name), item);
  const companions = new Map<string, Item>();
  for (const item of items) {
    signal?.throwIfAborted();
    const ext = extension(item);
    if (shapefileCompanions.some((known) => known === ext) && shapefiles.has(stemKey(item.name))) {
      companions.set(`${stemKey(item.name)}.${ext}`, item);
    }
  }
  for (const item of items) {
    const target = path.join(folder, `d${found.datasets.length + 1}`);
    try {
      const dataset = await datasetOf(item, shapefiles, companions, target, found, signal);
      if (dataset) found.datasets.push(dataset);
    } catch (error) {
      if (!(error instanceof GeofileError)) throw error;
      found.refused.push(error);
      found.ignored.push({
        name: item.name,
        reason: notice('ignoredRefused', { reason: error.zh, reasonEn: error.en }),
      });
    }
  }
  return found;
}

async function datasetOf(
  item: Item,
  shapefiles: ReadonlyMap<string, Item>,
  companions: ReadonlyMap<string, Item>,
  target: string,
  found: Discovery,
  signal: AbortSignal | undefined,
): Promise<Dataset | null> {
  const ext = extension(item);
  const { name } = item;
  if (shapefileCompanions.some((known) => known === ext) || shapefileExtras.has(ext)) {
    if (shapefiles.has(stemKey(name)) || shapefiles.has(stemKey(name.replace(/\.[^.]*$/, '')))) return null;
    if (ext === 'dbf') throw new GeofileError('tableWithoutGeometry', { name });
    if (ext === 'shx' || ext === 'prj') throw new GeofileError('companionWithoutShp', { name });
    found.ignored.push({ name, reason: notice('ignoredOrphan') });
    return null;
  }
  if (item.bytes === 0) throw new GeofileError('emptyFile', { name });
  const magic = await sniffMagic(item.path);
  if (ext === 'shp') {
    if (magic !== 'shp') throw new GeofileError('damaged', { name, reason: '文件头不是 Shapefile' });
    return shapefile(item, companions, target);
  }
  if (magic === 'sqlite' && (ext === 'gpkg' || ext === 'sqlite' || ext === ''))
    return single(item, 'geopackage', 'gpkg', target);
  if (ext === 'gpkg') throw new GeofileError('damaged', { name, reason: '文件头不是 GeoPackage' });
  if (ext === 'geojson' || ext === 'json') return geojson(item, target, signal);
  if (ext === 'txt' && (await sniffExchangeTxt(item.path))) return single(item, 'exchangeTxt', 'txt', target);
  const format = refusedFormat(name, magic);
  if (format) throw new GeofileError('unsupportedFormat', { name, format, formats: acceptedFormats });
  found.ignored.push({ name, reason: notice('ignoredKind') });
  return null;
}

async function shapefile(item: Item, companions: ReadonlyMap<string, Item>, target: string): Promise<Dataset> {
  const stem = safeName(path.posix.basename(item.name).replace(/\.shp$/i, ''));
  await mkdir(target, { recursive: true });
  const dataset: Dataset = {
    driver: 'shapefile',
    name: item.name,
    file: path.join(target, `${stem}.shp`),
    bytes: item.bytes,
    missing: [],
    notices: [],
  };
  await place(item, dataset.file);
  for (const ext of shapefileCompanions) {
    const companion = companions.get(`${stemKey(item.name)}.${ext}`);
    const usable =
      companion && (ext === 'shx' ? await usableShx(companion.path, companion.bytes) : companion.bytes > 0);
    if (companion && usable) {
      await place(companion, path.join(target, `${stem}.${ext}`));
      dataset.bytes += companion.bytes;
    } else if (ext !== 'cpg') dataset.missing.push(ext);
  }
  if (dataset.missing.includes('shx')) dataset.notices.push(notice('shxRebuilt'));
  if (dataset.missing.includes('dbf')) dataset.notices.push(notice('dbfMissing'));
  if (dataset.missing.includes('prj')) dataset.notices.push(notice('prjMissing'));
  return dataset;
}

async function single(
  item: Item,
  driver: Exclude<GeofileDriver, 'shapefile'>,
  ext: string,
  target: string,
): Promise<Dataset> {
  await mkdir(target, { recursive: true });
  const stem = safeName(path.posix.basename(item.name).replace(/\.[^.]*$/, ''));
  const file = path.join(target, `${stem}.${ext}`);
  await place(item, file);
  return { driver, name: item.name, file, bytes: item.bytes, missing: [], notices: [] };
}

async function geojson(item: Item, target: string, signal: AbortSignal | undefined): Promise<Dataset> {
  const { kind, encoding } = await sniffJson(item.path, item.bytes);
  if (kind === 'arrayOfFeatures') throw new GeofileError('jsonArrayRoot', { name: item.name });
  if (kind === 'notGeo') throw new GeofileError('jsonNotGeo', { name: item.name });
  if (encoding === 'utf-8') return single(item, 'geojson', 'geojson', target);
  const converted = `${item.path}.utf8`;
  await transcode(item.path, converted, encoding, signal);
  const dataset = await single({ ...item, path: converted, owned: true }, 'geojson', 'geojson', target);
  dataset.notices.push(notice('jsonTranscoded', { encoding: encoding.toUpperCase() }));
  return dataset;
}

/** Moves what is ours, copies what is not: GDAL writes beside the file it opens, and the upload's hash must stay. */
async function place(item: Item, target: string): Promise<void> {
  if (item.owned) await rename(item.path, target);
  else await copyFile(item.path, target, constants.COPYFILE_FICLONE);
}

function extension(item: Item): string {
  return /\.([^./]+)$/.exec(item.name.toLowerCase())?.[1] ?? '';
}

/** Folder and base name, in one case: members of one shapefile come as `Senate.SHP` and `senate.dbf`. */
function stemKey(name: string): string {
  return name.toLowerCase().replace(/\.[^./]*$/, '');
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BatchSetup } from '@shoutian/domain/api';
import type { LonLat } from '@shoutian/domain/geo';
import { personalColumnsOf } from '@shoutian/domain/layers';
import { AppError } from '../../platform/errors.ts';
import {
  type Dataset,
  GeofileError,
  inspectDataset,
  type LayerInfo,
  readFeatures,
  type SourceCrs,
  type Unpacked,
  unpackUpload,
} from '../../platform/geofile/index.ts';
import { placeReader } from './coordinates.ts';
import { checkUnits } from './fields.ts';
import { issue, type RowIssue } from './issues.ts';
import type { ReadSheet } from './workbook.ts';

/** One row of a file as it came: its place, its attributes as text, and what is wrong with it. */
export interface SourceRow {
  rowNo: number;
  raw: Record<string, string | null>;
  /** EWKB MultiPolygon, SRID 4490. */
  geometry: Uint8Array | null;
  bbox: readonly [number, number, number, number] | null;
  point: LonLat | null;
  /** m², official. */
  areaM2: number | null;
  surelyValid: boolean;
  refused: boolean;
  issues: RowIssue[];
}

/** A quarter's batch of a whole city has some 5,000; beyond this it is a layer. */
const MAX_ROWS = 20_000;

/** A refusal says what to do; the reader's own sentences say what is wrong. */
const remedies: Partial<Record<string, { zh: string; en: string }>> = {
  nullGeometry: { zh: '补上这一行的面再上传。', en: 'Draw it and upload the file again.' },
  outsideCrs: { zh: '', en: '' },
  tooManyVertices: { zh: '', en: '' },
};
const otherRemedy = { zh: '在 GIS 里改好这一块再上传。', en: 'Correct it in a GIS and upload the file again.' };

export interface StoredFile {
  path: string;
  fileName: string;
  size: number;
}

/** Runs `fn` over the data sets of an upload; what was unpacked is gone afterwards. */
export async function withDatasets<T>(
  file: StoredFile,
  fn: (datasets: readonly Dataset[], ignored: Unpacked['ignored']) => Promise<T>,
): Promise<T> {
  const workDir = await mkdtemp(path.join(tmpdir(), 'shoutian-batch-'));
  try {
    const { datasets, ignored } = await unpackUpload({ path: file.path, name: file.fileName }, { workDir });
    return await fn(datasets, ignored);
  } catch (error) {
    if (error instanceof GeofileError)
      throw new AppError(error.catalogueCode, error.zh, { en: error.en, cause: error });
    throw error;
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

/** What the file says unless the user said otherwise. @throws {AppError} badInput when neither does */
function crsOf(layer: LayerInfo, epsg: number | undefined): SourceCrs {
  if (epsg !== undefined) return { epsg };
  if (layer.crs === null)
    throw new AppError('badInput', '文件没有写明坐标系，先选定坐标系再预览。', {
      en: 'The file names no coordinate system: choose it first.',
      details: [{ code: 'crs', at: 'epsg', message: '坐标系还没有选定' }],
    });
  return layer.crs.epsg === null ? { wkt: layer.crs.wkt } : { epsg: layer.crs.epsg };
}

export interface SourceFile {
  rows: SourceRow[];
  /** How the coordinates were read, such as `EPSG:4523`. */
  crs: string;
  encoding: string | null;
  notices: { code: string; zh: string; en: string }[];
}

/**
 * Rows of a geofile by the confirmed setup; refused ones are among them with their reason.
 * @throws {AppError} badInput, refusedFile, unreadableFile, tooLarge
 */
export async function readGeofile(file: StoredFile, setup: BatchSetup): Promise<SourceFile> {
  return withDatasets(file, async (datasets) => {
    const dataset = datasets[setup.dataset];
    if (!dataset) throw new AppError('badInput', '文件里没有选定的那份数据，请重新看一遍文件。');
    const choice = setup.encoding === undefined ? {} : { encoding: setup.encoding };
    const inspection = await inspectDataset(dataset, choice);
    const layer = inspection.layers.find(({ name }) => name === setup.layer) ?? inspection.layers[0];
    if (!layer) throw new AppError('badInput', '文件里没有图层。');
    if (layer.featureCount > MAX_ROWS)
      throw new AppError('tooLarge', `一批最多 ${MAX_ROWS} 个图斑，这份有 ${layer.featureCount} 个。按镇分开再传。`);
    const crs = crsOf(layer, setup.epsg);
    const rows: SourceRow[] = [];
    const excludedFields = personalColumnsOf(layer.fields.map(({ name }) => name));
    for await (const batch of readFeatures(dataset, { ...choice, layer: layer.name, crs, excludedFields })) {
      const about = new Map<number, RowIssue[]>();
      for (const one of batch.issues)
        about.set(one.fid, [
          ...(about.get(one.fid) ?? []),
          {
            code: one.code,
            zh: one.refused ? `${one.zh}${remedies[one.code]?.zh ?? otherRemedy.zh}` : one.zh,
            en: one.refused ? `${one.en} ${remedies[one.code]?.en ?? otherRemedy.en}` : one.en,
            ...(one.field === undefined ? {} : { at: one.field }),
          },
        ]);
      for (const row of batch.rows)
        rows.push({
          rowNo: rows.length + 1,
          raw: row.attributes,
          geometry: row.geometry,
          bbox: row.bbox,
          point: null,
          areaM2: row.areaM2,
          surelyValid: row.surelyValid,
          refused: row.refused,
          issues: about.get(row.fid) ?? [],
        });
    }
    checkUnits(setup, rows);
    return {
      rows,
      crs: 'epsg' in crs ? `EPSG:${crs.epsg}` : (layer.crs?.name ?? 'WKT'),
      encoding: inspection.encoding?.used ?? null,
      notices: inspection.notices,
    };
  });
}

/**
 * Rows of a sheet: places from the two coordinate columns where they are mapped, else rows that only carry numbers.
 * @throws {AppError} badInput when coordinates are mapped and no system was chosen
 */
export function readSheet(sheet: ReadSheet, setup: BatchSetup): SourceFile {
  const columnOf = (target: string): string | undefined =>
    Object.entries(setup.mapping).find(([, field]) => field === target)?.[0];
  const [x, y] = [columnOf('cx'), columnOf('cy')];
  const place = x !== undefined && y !== undefined ? placeReader(setup) : undefined;
  const personal = new Set(personalColumnsOf(sheet.columns));
  const rows = sheet.rows.map((row): SourceRow => {
    const raw = Object.fromEntries(
      sheet.columns.map((name, i) => [name, row.cells[i] || null]).filter(([name]) => !personal.has(String(name))),
    ) as Record<string, string | null>;
    const [first, second] = [raw[x ?? ''] ?? '', raw[y ?? ''] ?? ''];
    const given = place !== undefined && (first !== '' || second !== '');
    const point = given ? place(first, second) : null;
    const broken = given && point === null;
    return {
      rowNo: row.no,
      raw,
      geometry: null,
      bbox: null,
      point,
      areaM2: null,
      surelyValid: true,
      refused: broken,
      issues: broken ? [issue('badCoordinate', { value: `${first}，${second}` }, x)] : [],
    };
  });
  checkUnits(setup, rows);
  const notices =
    sheet.skipped.length === 0
      ? []
      : [
          {
            code: 'footLines',
            zh: `第 ${sheet.skipped.join('、')} 行像合计或说明，没有当作图斑。`,
            en: `Lines ${sheet.skipped.join(', ')} look like sums or notes and are no rows.`,
          },
        ];
  return { rows, crs: place ? `EPSG:${setup.epsg}` : '', encoding: null, notices };
}

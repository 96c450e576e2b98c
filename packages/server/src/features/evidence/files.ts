import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { PolygonGeometry } from '@shoutian/domain/api';
import { flatFromGeoJson, flatFromWkb, GeometryError, toEwkb } from '@shoutian/domain/geo';
import { AppError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import type { UploadRow } from '../../platform/files/uploads.ts';
import {
  assessDataset,
  GeofileError,
  inspectDataset,
  readFeatures,
  type SourceCrs,
  unpackUpload,
} from '../../platform/geofile/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Scan } from './queries/write.ts';

/** A red line of 批文 has some hundred points; beyond this it is a layer and belongs to 底图. */
const MAX_POINTS = 100_000;

function hexWithin(geometries: readonly Uint8Array[]): string[] {
  const points = geometries.reduce((sum, bytes) => sum + flatFromWkb(bytes).xy.length / 2, 0);
  if (points > MAX_POINTS)
    throw new AppError('tooLarge', `批文红线有 ${points} 个点，最多 ${MAX_POINTS} 个；请只导出这一份批文的范围。`, {
      en: `The polygon has ${points} points, at most ${MAX_POINTS}.`,
    });
  return geometries.map((bytes) => Buffer.from(bytes).toString('hex'));
}

/** A drawn polygon as EWKB hex. @throws {AppError} badInput with the kernel's sentence */
export function drawnGround(geometry: PolygonGeometry): string[] {
  try {
    return hexWithin([toEwkb(flatFromGeoJson(geometry))]);
  } catch (error) {
    if (!(error instanceof GeometryError)) throw error;
    throw new AppError('badInput', error.sentence.zh, { en: error.sentence.en, cause: error });
  }
}

/**
 * The polygons of an uploaded geofile as EWKB hex, in EPSG:4490.
 * @throws {AppError} refusedFile, unreadableFile, tooLarge; missing when neither file nor caller names the coordinate system
 */
export async function readGround(platform: Platform, upload: UploadRow, epsg: number | undefined): Promise<string[]> {
  const workDir = path.join(platform.config.dataDir, 'work', newId());
  await mkdir(workDir, { recursive: true });
  try {
    const { datasets } = await unpackUpload(
      { path: platform.blobs.pathOf(upload.sha256), name: upload.fileName },
      { workDir },
    );
    const [dataset, second] = datasets;
    if (dataset === undefined || second !== undefined)
      throw new AppError('refusedFile', '批文红线要一个只含一份数据的文件，请单独打包后重传。', {
        en: 'A file with exactly one data set is needed.',
      });
    const inspection = await inspectDataset(dataset);
    const verdict = assessDataset(dataset, inspection, 'polygon');
    if (verdict.outcome === 'refuse') {
      const [why] = [...verdict.notices, ...Object.values(verdict.layers).flatMap((layer) => layer.notices)];
      throw new AppError('refusedFile', why?.zh, why === undefined ? {} : { en: why.en });
    }
    const layer = inspection.layers.find(({ name }) => name === verdict.layer) ?? inspection.layers[0];
    if (layer === undefined) throw new AppError('refusedFile', '文件里没有面图层。', { en: 'No polygon layer.' });
    const crs = sourceCrs(epsg, layer.crs);
    const found: Uint8Array[] = [];
    for await (const batch of readFeatures(dataset, { layer: layer.name, crs, want: 'polygon' })) {
      const broken = batch.issues.find((issue) => issue.refused);
      if (broken) throw new AppError('refusedFile', broken.zh, { en: broken.en });
      for (const row of batch.rows) if (row.geometry !== null) found.push(row.geometry);
    }
    if (found.length === 0) throw new AppError('refusedFile', '文件里没有面。', { en: 'There is no polygon in it.' });
    return hexWithin(found);
  } catch (error) {
    if (!(error instanceof GeofileError)) throw error;
    throw new AppError(error.catalogueCode, error.zh, { en: error.en, cause: error });
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

function sourceCrs(epsg: number | undefined, own: { epsg: number | null; wkt: string } | null): SourceCrs {
  if (epsg !== undefined) return { epsg };
  if (own === null)
    throw new AppError('missing', '文件没有写明坐标系，请选定坐标系后再提交。', {
      en: 'The file names no coordinate system: choose one.',
      details: [{ code: 'crs', at: 'body.polygonEpsg', message: '还缺坐标系', messageEn: 'the coordinate system' }],
    });
  return own.epsg === null ? { wkt: own.wkt } : { epsg: own.epsg };
}

const kinds: readonly { mime: string; head: readonly number[] }[] = [
  { mime: 'application/pdf', head: [0x25, 0x50, 0x44, 0x46] },
  { mime: 'image/jpeg', head: [0xff, 0xd8, 0xff] },
  { mime: 'image/png', head: [0x89, 0x50, 0x4e, 0x47] },
];

/** A paper by its own first bytes, whatever it is called. @throws {AppError} refusedFile for what is no pdf, jpg or png */
export async function paperOf(platform: Platform, upload: UploadRow): Promise<Scan> {
  const head: Buffer[] = [];
  for await (const chunk of platform.blobs.read(upload.sha256)) {
    head.push(Buffer.from(chunk as Uint8Array));
    break;
  }
  const bytes = Buffer.concat(head);
  const kind = kinds.find((each) => each.head.every((byte, i) => bytes[i] === byte));
  if (kind === undefined)
    throw new AppError('refusedFile', `「${upload.fileName}」不是 PDF、JPG 或 PNG，请换成扫描件再传。`, {
      en: `${upload.fileName} is no pdf, jpg or png.`,
    });
  return { sha256: upload.sha256, name: upload.fileName, mime: kind.mime };
}

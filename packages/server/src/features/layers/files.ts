import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import {
  type Dataset,
  GeofileError,
  type LayerCrs,
  type SourceCrs,
  type Unpacked,
  unpackUpload,
} from '../../platform/geofile/index.ts';
import { newId } from '../../platform/ids.ts';

/** A stored upload: its bytes are a blob that is never changed. */
export interface StoredFile {
  sha256: string;
  fileName: string;
}

/** Turns what the reader refuses into the product's error with the same sentence; everything else passes. */
export function asAppError(error: unknown): unknown {
  if (!(error instanceof GeofileError)) return error;
  return new AppError(error.catalogueCode, error.zh, {
    en: error.en,
    details: [{ code: error.code, message: error.zh, messageEn: error.en }],
    cause: error,
  });
}

/**
 * Unpacks a stored upload into a private folder, hands the data sets to `work` and removes the folder, whatever happens.
 * @throws {AppError} refusedFile, unreadableFile or tooLarge with the reader's sentence
 */
export async function withUnpacked<T>(
  platform: Platform,
  file: StoredFile,
  signal: AbortSignal | undefined,
  work: (unpacked: Unpacked) => Promise<T>,
): Promise<T> {
  const workDir = path.join(platform.config.dataDir, 'work', newId());
  await mkdir(workDir, { recursive: true });
  try {
    const upload = { path: platform.blobs.pathOf(file.sha256), name: file.fileName };
    return await work(await unpackUpload(upload, { workDir, ...(signal ? { signal } : {}) }));
  } catch (error) {
    throw asAppError(error);
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

/** @throws {AppError} badInput when the file has no such data set */
export function datasetAt(unpacked: Unpacked, index: number): Dataset {
  const dataset = unpacked.datasets[index];
  if (!dataset)
    throw new AppError('badInput', `文件里没有第 ${index + 1} 个数据集，请重新选择。`, {
      en: `The file has no data set ${index + 1}.`,
    });
  return dataset;
}

/** The system to read with: the confirmed one, else the file's own. @throws {AppError} missing when there is neither */
export function sourceCrs(epsg: number | null, own: LayerCrs | null): SourceCrs {
  if (epsg !== null) return { epsg };
  if (own === null)
    throw new AppError('missing', '文件没有写明坐标系，请选定后再导入。', {
      en: 'The file names no coordinate system; choose one.',
      details: [{ code: 'crs', message: '还缺坐标系', messageEn: 'The coordinate system', at: 'body.epsg' }],
    });
  return own.epsg === null ? { wkt: own.wkt } : { epsg: own.epsg };
}

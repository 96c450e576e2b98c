import type { listClassValues, OutputOf } from '@shoutian/domain/api';
import { landClass, landClassByName } from '@shoutian/domain/dictionaries';
import { AppError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { readFeatures } from '../../platform/geofile/index.ts';
import { datasetAt, type StoredFile, withUnpacked } from './files.ts';
import { inspectStored } from './inspections.ts';
import { personalFieldsOf } from './personal.ts';

const MOST_ROWS = 300_000;
const MOST_VALUES = 500;

/** The survey's class for a value of a file: its own code, or the class of that name. */
export function proposedClass(value: string): string | null {
  const code = value.replaceAll(/\s/g, '').toUpperCase();
  return landClass(code)?.code ?? landClassByName(value.trim())?.code ?? null;
}

/**
 * Counts the values of one column of an upload, so that classes of another system can be mapped before the import.
 * @throws {AppError} badInput for a column that is not there, notAllowed for one that holds personal data
 */
export async function classValues(
  platform: Platform,
  file: StoredFile,
  at: { dataset: number; layer: string; field: string; encoding?: string | undefined },
): Promise<OutputOf<typeof listClassValues>> {
  return withUnpacked(platform, file, undefined, async (unpacked) => {
    const dataset = datasetAt(unpacked, at.dataset);
    const encoding = at.encoding === undefined ? {} : { encoding: at.encoding };
    const inspection = await inspectStored(file.sha256, dataset, at.dataset, at.encoding ?? null);
    const layer = inspection.layers.find(({ name }) => name === at.layer);
    if (!layer?.fields.some(({ name }) => name === at.field))
      throw new AppError('badInput', `文件里没有字段「${at.field}」，请重新选择。`, { en: `No field "${at.field}".` });
    if (personalFieldsOf(layer.fields).includes(at.field))
      throw new AppError('notAllowed', '这一列是个人信息，不读取。', { en: 'This column holds personal data.' });
    const counts = new Map<string, number>();
    const others = layer.fields.map(({ name }) => name).filter((name) => name !== at.field);
    let read = 0;
    let empty = 0;
    // Only the values matter here, so any system that the numbers allow will do.
    const crs = { epsg: layer.crs?.epsg ?? 4490 };
    for await (const batch of readFeatures(dataset, {
      layer: at.layer,
      crs,
      want: 'any',
      excludedFields: others,
      ...encoding,
    })) {
      for (const { attributes } of batch.rows) {
        const value = attributes[at.field] ?? '';
        if (value === '') empty++;
        else if (counts.has(value) || counts.size < MOST_VALUES) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      read = batch.read;
      if (read >= MOST_ROWS) break;
    }
    const values = [...counts].sort(([, a], [, b]) => b - a);
    return {
      values: values.map(([value, count]) => ({ value, count, proposed: proposedClass(value) })),
      empty,
      complete: read < MOST_ROWS && counts.size < MOST_VALUES,
    };
  });
}

import { existsSync } from 'node:fs';
import { detectDbfEncoding, readCpg } from '../text/dbf-sample.ts';
import type { Dataset, EncodingChoice } from '../types.ts';

/** Encoding of a data set: the user's choice, else what its bytes say. Null where the format fixes it. */
export function encodingOf(dataset: Dataset, chosen: string | null): EncodingChoice | null {
  if (dataset.driver !== 'shapefile' || dataset.missing.includes('dbf')) return null;
  if (chosen !== null) return { used: chosen, why: '由用户选定', sure: true };
  const stem = dataset.file.replace(/\.shp$/, '');
  const cpg = `${stem}.cpg`;
  return detectDbfEncoding(`${stem}.dbf`, existsSync(cpg) ? readCpg(cpg) : null);
}

import { type Dataset, type Inspection, inspectDataset } from '../../platform/geofile/index.ts';

/** Kept at a time: the last files that people look at. An inspection is some kilobytes. */
const KEPT = 24;
const kept = new Map<string, Inspection>();

/**
 * Inspects a data set of a stored file, once: the wizard, the class list and the job ask the same of the same bytes,
 * and the reader takes a second or two to start. Throws GeofileError.
 */
export async function inspectStored(
  sha256: string,
  dataset: Dataset,
  index: number,
  encoding: string | null,
  signal?: AbortSignal,
): Promise<Inspection> {
  const key = `${sha256}/${index}/${encoding ?? ''}`;
  const known = kept.get(key);
  if (known) return known;
  const inspection = await inspectDataset(dataset, {
    ...(encoding === null ? {} : { encoding }),
    ...(signal ? { signal } : {}),
  });
  kept.set(key, inspection);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return inspection;
}

import { crsLabel, obsoleteDatum } from './crs.ts';
import { GeofileError, notice } from './errors.ts';
import { defaultReadLimits, type ReadLimits } from './limits.ts';
import { runJob } from './session.ts';
import type { CopyBatch, CopyOptions, Dataset, FeatureRow, Inspection, ReadOptions, RowBatch } from './types.ts';
import type { WorkerJob } from './worker/protocol.ts';
import type { FlatRows } from './worker/row-encoder.ts';

export interface InspectOptions {
  /** What the user chose instead of the detected one. */
  encoding?: string;
  limits?: Partial<ReadLimits>;
  signal?: AbortSignal;
}

/** For tests and comparisons: `gdal` leaves the fast shapefile path out. */
export type Reader = 'auto' | 'gdal';

/**
 * Looks into a data set: layers, fields with examples, reference system, extent, encoding and why.
 * Throws GeofileError (`damaged`, `outOfMemory`, `timedOut`, `hung`, `cancelled`, `readerDied`).
 */
export async function inspectDataset(dataset: Dataset, options: InspectOptions = {}): Promise<Inspection> {
  const job: WorkerJob = { ...baseJob(dataset, options), task: 'inspect' };
  for await (const message of runJob(job, options.signal)) {
    if (message.kind !== 'inspected') continue;
    const { encoding, layers, notices } = message.inspection;
    const guessed =
      encoding && !encoding.sure ? [notice('encodingGuessed', { encoding: encoding.used, why: encoding.why })] : [];
    return { encoding, layers, notices: [...dataset.notices, ...guessed, ...notices] };
  }
  throw new GeofileError('readerDied', { name: dataset.name, reason: 'no answer' });
}

/**
 * Rows of a small layer (clue batches, up to some 50,000), refused ones included (geometry null) so that a preview can
 * show them. Throws GeofileError; what was yielded before must then be thrown away.
 */
export async function* readFeatures(
  dataset: Dataset,
  options: ReadOptions,
  reader: Reader = 'auto',
): AsyncGenerator<RowBatch> {
  let fields: string[] = [];
  const job = readJob(dataset, options, null, reader);
  for await (const message of runJob(job, options.signal)) {
    if (message.kind === 'fields') fields = message.fields;
    if (message.kind !== 'batch') continue;
    if (message.body.shape === 'rows')
      yield { ...message.progress, issues: message.issues, rows: rowsOf(message.body.rows, fields) };
  }
}

/**
 * A layer of any size as binary COPY files for one table, filled as `columns` says. Refused features are only in
 * `issues`. Throws GeofileError; load into a staging table or a transaction and drop it then.
 */
export async function* readCopy(
  dataset: Dataset,
  options: CopyOptions,
  reader: Reader = 'auto',
): AsyncGenerator<CopyBatch> {
  const job = readJob(dataset, options, options.columns, reader);
  for await (const message of runJob(job, options.signal)) {
    if (message.kind !== 'batch') continue;
    if (message.body.shape === 'copy')
      yield { ...message.progress, issues: message.issues, bytes: message.body.bytes, rows: message.body.rows };
  }
}

const encodings = new Set(['UTF-8', 'GB18030', 'BIG5', 'CP932', 'CP949', 'CP1250', 'CP1251', 'CP1252', 'ISO-8859-1']);

function baseJob(dataset: Dataset, { encoding, limits }: Pick<ReadOptions, 'encoding' | 'limits'>) {
  const chosen = encoding === undefined ? null : encoding.toUpperCase().replace(/^GBK$/, 'GB18030');
  if (chosen !== null && !encodings.has(chosen))
    throw new GeofileError('encodingUnknown', { encoding: encoding ?? '' });
  return {
    dataset,
    encoding: chosen,
    limits: { ...defaultReadLimits, ...limits },
  };
}

function readJob(
  dataset: Dataset,
  options: ReadOptions,
  columns: CopyOptions['columns'] | null,
  reader: Reader,
): WorkerJob {
  if ('epsg' in options.crs) {
    const kind = obsoleteDatum(options.crs.epsg);
    const { epsg } = options.crs;
    if (kind)
      throw new GeofileError('crsObsolete', {
        name: dataset.name,
        crs: crsLabel({ epsg, name: '', wkt: '', kind, datumNamed: true }),
      });
  }
  return {
    ...baseJob(dataset, options),
    task: 'read',
    layer: options.layer ?? null,
    crs: options.crs,
    polygonsOnly: (options.want ?? 'polygon') === 'polygon',
    excluded: options.excludedFields ?? [],
    columns,
    reader,
  };
}

function rowsOf(flat: FlatRows, fields: readonly string[]): FeatureRow[] {
  return flat.fids.map((fid, row) => {
    const attributes: Record<string, string | null> = {};
    fields.forEach((name, index) => {
      attributes[name] = flat.values[row * fields.length + index] ?? null;
    });
    const usable = flat.refused[row] === false;
    const start = row === 0 ? 0 : (flat.ends[row - 1] ?? 0);
    const [w = 0, s = 0, e = 0, n = 0] = flat.boxes.slice(4 * row, 4 * row + 4);
    return {
      fid,
      refused: !usable,
      attributes,
      geometry: usable ? flat.geometry.subarray(start, flat.ends[row] ?? start) : null,
      areaM2: flat.areas[row] ?? null,
      bbox: usable ? [w, s, e, n] : null,
      surelyValid: flat.surelyValid[row] ?? false,
    };
  });
}

import { defaultReadLimits, type ReadLimits } from '../limits.ts';
import type { Dataset, FeatureIssue, Inspection, ReadOptions, ReadProgress } from '../types.ts';
import { Gdal } from '../worker/gdal.ts';
import { doJob, refusal } from '../worker/job.ts';
import type { WorkerJob, WorkerMessage } from '../worker/protocol.ts';
import type { FlatRows } from '../worker/row-encoder.ts';

let shared: Promise<Gdal> | null = null;

/** One GDAL for a whole test file: a hundred files in the time of five readers. What a process of its own adds is tested apart. */
function sharedGdal(): Promise<Gdal> {
  shared ??= Gdal.load({ wasmMb: defaultReadLimits.wasmMb });
  return shared;
}

async function run(
  job: WorkerJob,
): Promise<{ messages: WorkerMessage[]; rows: FlatRows[]; issues: FeatureIssue[]; progress: ReadProgress | null }> {
  const messages: WorkerMessage[] = [];
  const rows: FlatRows[] = [];
  const issues: FeatureIssue[] = [];
  let progress: ReadProgress | null = null;
  try {
    await doJob(job, {
      gdal: sharedGdal,
      post: (message) => messages.push(message),
      postBatch: (body, more, counts) => {
        if (body.shape === 'rows') rows.push(body.rows);
        issues.push(...more);
        progress = counts;
      },
    });
  } catch (error) {
    throw refusal(error, job.dataset.name);
  }
  return { messages, rows, issues, progress };
}

function base(dataset: Dataset, limits: Partial<ReadLimits> = {}) {
  return {
    dataset,
    encoding: null,
    limits: { ...defaultReadLimits, ...limits },
  };
}

/** As `inspectDataset`, in this thread. */
export async function inspectHere(dataset: Dataset): Promise<Inspection> {
  const { messages } = await run({ ...base(dataset), task: 'inspect' });
  const found = messages.find((message) => message.kind === 'inspected');
  if (!found) throw new Error('nothing inspected');
  return found.inspection;
}

export interface ReadHere {
  fields: string[];
  rows: FlatRows[];
  issues: FeatureIssue[];
  progress: ReadProgress | null;
}

/** As `readFeatures`, in this thread; `gdal` leaves our own shapefile reader out. */
export async function readHere(
  dataset: Dataset,
  options: ReadOptions,
  reader: 'auto' | 'gdal' = 'auto',
): Promise<ReadHere> {
  const { messages, ...result } = await run({
    ...base(dataset, options.limits),
    task: 'read',
    layer: options.layer ?? null,
    crs: options.crs,
    polygonsOnly: (options.want ?? 'polygon') === 'polygon',
    excluded: options.excludedFields ?? [],
    columns: null,
    reader,
  });
  const fields = messages.find((message) => message.kind === 'fields')?.fields ?? [];
  return { fields, ...result };
}

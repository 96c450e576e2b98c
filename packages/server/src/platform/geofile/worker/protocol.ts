import type { ReadLimits } from '../limits.ts';
import type { MessageParams, RefusalCode } from '../messages.ts';
import type { CopyColumn, Dataset, FeatureIssue, Inspection, ReadProgress, SourceCrs } from '../types.ts';
import type { FlatRows } from './row-encoder.ts';

/** What a reader is told to do; plain data. */
export type WorkerJob = {
  dataset: Dataset;
  /** What the user chose; null: detect it. */
  encoding: string | null;
  limits: ReadLimits;
} & (
  | { task: 'inspect' }
  | {
      task: 'read';
      layer: string | null;
      crs: SourceCrs;
      polygonsOnly: boolean;
      excluded: readonly string[];
      /** Null: rows; else the mapping of a binary COPY. */
      columns: readonly CopyColumn[] | null;
      /** `gdal` forbids the fast path: tests hold the two against each other. */
      reader: 'auto' | 'gdal';
    }
);

export type BatchBody =
  | { shape: 'rows'; rows: FlatRows }
  | { shape: 'copy'; bytes: Uint8Array<ArrayBuffer>; rows: number };

export type WorkerMessage =
  | { kind: 'inspected'; inspection: Inspection }
  | { kind: 'fields'; fields: string[] }
  | { kind: 'batch'; body: BatchBody; issues: FeatureIssue[]; progress: ReadProgress }
  | { kind: 'alive' }
  | { kind: 'done' }
  | { kind: 'refused'; code: RefusalCode; params: MessageParams }
  | { kind: 'crashed'; message: string };

/** Batches that wait with the server for their consumer; then the pipe fills and the reader stands still. */
export const MAX_AHEAD = 3;

/** The pipe of answers. Not the standard output: whatever prints there must not get in between. */
export const ANSWERS_FD = 3;

const NOTHING = new Uint8Array(0);

/** Takes the bytes of a batch out of it: they travel beside the message, uncopied. */
export function splitBatch(body: BatchBody): [light: BatchBody, bytes: Uint8Array] {
  if (body.shape === 'copy') return [{ ...body, bytes: NOTHING }, body.bytes];
  return [{ ...body, rows: { ...body.rows, geometry: NOTHING } }, body.rows.geometry];
}

/** The batch as it was before `splitBatch`. */
export function joinBatch(body: BatchBody, bytes: Uint8Array<ArrayBuffer>): BatchBody {
  if (body.shape === 'copy') return { ...body, bytes };
  return { ...body, rows: { ...body.rows, geometry: bytes } };
}

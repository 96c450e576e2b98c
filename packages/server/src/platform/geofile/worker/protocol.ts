import type { ReadLimits } from '../limits.ts';
import type { MessageParams, RefusalCode } from '../messages.ts';
import type { CopyColumn, Dataset, FeatureIssue, Inspection, ReadProgress, SourceCrs } from '../types.ts';
import type { FlatRows } from './row-encoder.ts';

/** What a worker is told to do; plain data. */
export type WorkerJob = {
  dataset: Dataset;
  /** What the user chose; null: detect it. */
  encoding: string | null;
  limits: ReadLimits;
  /** One Int32: batches posted and not yet consumed. The worker sleeps on it when it runs ahead. */
  credit: SharedArrayBuffer;
  /** GDAL compiled, when this job surely needs it. */
  module: object | null;
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

/** Batches the worker may be ahead of its consumer. */
export const MAX_AHEAD = 3;

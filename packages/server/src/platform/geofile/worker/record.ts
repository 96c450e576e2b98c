import type { GeometryBuffer } from './geometry.ts';
import type { WkbProblem } from './wkb.ts';

/**
 * One feature as a reader hands it on, valid during the call only: field values are slices of `bytes` (UTF-8, as the
 * source wrote them but unescaped), `starts[i] < 0` is null. Every reader fills this, every encoder reads it.
 */
export interface RawRecord {
  fid: number;
  bytes: Buffer;
  starts: Int32Array;
  ends: Int32Array;
}

/** `problem`: the geometry could not be read at all. Family NONE without a problem: the source has none. */
export type RecordConsumer = (
  record: RawRecord,
  geometry: GeometryBuffer,
  problem: WkbProblem | 'outsideCrs' | null,
) => void;

/** Text of one field, or null. */
export function fieldText(record: RawRecord, field: number): string | null {
  const start = record.starts[field] ?? -1;
  return start < 0 ? null : record.bytes.toString('utf8', start, record.ends[field] ?? start);
}

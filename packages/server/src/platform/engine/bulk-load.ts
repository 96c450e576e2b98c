import { once } from 'node:events';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Rows for one table in PostgreSQL's binary COPY format. */
export interface BulkLoadRequest {
  table: string;
  /** `public` when absent. */
  schema?: string;
  columns: readonly string[];
  /** Each a whole binary COPY file: 19 bytes of header, rows, the trailer ff ff. */
  batches: AsyncIterable<Uint8Array>;
  signal?: AbortSignal;
}

const HEADER_BYTES = 19;
const TRAILER = Uint8Array.of(0xff, 0xff);
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');

/** A batch that is not binary COPY, or whose trailer is missing: nothing of it was sent. */
export class BulkLoadProblem extends Error {
  override readonly name = 'BulkLoadProblem';
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `copy "schema"."table" ("a", "b") from <source> with (format binary)` */
export function copyStatement(request: BulkLoadRequest, source: 'stdin' | "'/dev/blob'"): string {
  const columns = request.columns.map(quoted).join(', ');
  return `copy ${quoted(request.schema ?? 'public')}.${quoted(request.table)} (${columns}) from ${source} with (format binary)`;
}

/** Throws BulkLoadProblem unless the bytes begin and end as a binary COPY file does. */
export function checkBatch(batch: Uint8Array): void {
  const ends = batch.at(-1) === 0xff && batch.at(-2) === 0xff;
  if (batch.length < HEADER_BYTES + 2 || !ends || SIGNATURE.compare(batch, 0, SIGNATURE.length) !== 0) {
    throw new BulkLoadProblem(`a batch of ${batch.length} bytes is not a binary COPY file`);
  }
}

/**
 * Loads batch after batch, keeping one under way while the next is being made. Stops at the first failure or when the
 * signal fires; what was loaded by then stays, so the target is a staging table.
 */
export async function loadEachBatch(
  request: BulkLoadRequest,
  load: (batch: Uint8Array) => Promise<number>,
): Promise<{ rows: number }> {
  request.signal?.throwIfAborted();
  let rows = 0;
  let underWay: Promise<number> = Promise.resolve(0);
  for await (const batch of request.batches) {
    rows += await underWay;
    request.signal?.throwIfAborted();
    checkBatch(batch);
    underWay = load(batch);
    // Its failure is met at the next await above or below; until then it must not count as unhandled.
    underWay.catch(() => undefined);
  }
  rows += await underWay;
  request.signal?.throwIfAborted();
  return { rows };
}

/**
 * Loads all batches into a PostgreSQL server as one COPY: all rows or none. Throws the signal's reason when it fires,
 * BulkLoadProblem for a malformed batch, the server's error for a refused row.
 */
export async function loadIntoServer(connectionString: string, request: BulkLoadRequest): Promise<{ rows: number }> {
  request.signal?.throwIfAborted();
  const client = new pg.Client({ connectionString });
  // Met by the stream or by the next statement; unheard here it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const stream = client.query(copyFrom(copyStatement(request, 'stdin')));
    const broken = new Promise<never>((_resolve, reject) => stream.once('error', reject));
    broken.catch(() => undefined);
    let first = true;
    try {
      for await (const batch of request.batches) {
        request.signal?.throwIfAborted();
        checkBatch(batch);
        if (!stream.write(batch.subarray(first ? 0 : HEADER_BYTES, -2)))
          await Promise.race([once(stream, 'drain'), broken]);
        first = false;
      }
      request.signal?.throwIfAborted();
    } catch (error) {
      // Makes the server drop what it has; without it the connection would wait for more rows.
      stream.destroy(error instanceof Error ? error : new Error(String(error)));
      await broken.catch(() => undefined);
      throw error;
    }
    if (first) stream.write(emptyHeader());
    stream.end(TRAILER);
    await Promise.race([once(stream, 'finish'), broken]);
    return { rows: stream.rowCount };
  } finally {
    await client.end();
  }
}

function emptyHeader(): Buffer {
  return Buffer.concat([SIGNATURE, Buffer.alloc(HEADER_BYTES - SIGNATURE.length)]);
}

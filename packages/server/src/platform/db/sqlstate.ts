/**
 * What a failure of the database means to the code above. The catalogue of user-facing sentences turns these into
 * what a person reads.
 * - `duplicate` a unique constraint; `overlaps` an exclude constraint
 * - `reference` a foreign key: the other row is missing, or this one is still used
 * - `required`, `invalid`, `badValue` not null, check, and values the type cannot hold
 * - `notAllowed` row-level security or a withheld grant
 * - `retry` serialization failure or deadlock that persisted; `locked` a lock not obtained in time
 * - `timeout` the statement was cancelled; `unavailable` no connection; `full` disk, memory, connections
 */
export type DatabaseProblemCode =
  | 'duplicate'
  | 'overlaps'
  | 'reference'
  | 'required'
  | 'invalid'
  | 'badValue'
  | 'notAllowed'
  | 'retry'
  | 'locked'
  | 'timeout'
  | 'unavailable'
  | 'full'
  | 'unexpected';

/** A refused or failed statement. `message` is the database's own, for the log and never for a person. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem';
  readonly code: DatabaseProblemCode;
  readonly sqlState: string;
  /** Without the shard number that Citus appends. */
  readonly constraint: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;

  constructor(code: DatabaseProblemCode, message: string, from: Partial<Fields> & { cause?: unknown } = {}) {
    super(message, from.cause === undefined ? undefined : { cause: from.cause });
    this.code = code;
    this.sqlState = from.code ?? '';
    this.constraint = from.constraint?.replace(/_\d+$/, '');
    this.table = from.table?.replace(/_\d+$/, '');
    this.column = from.column;
  }
}

interface Fields {
  code: string;
  constraint: string;
  table: string;
  column: string;
}

const EXACT: Record<string, DatabaseProblemCode> = {
  '23505': 'duplicate',
  '23P01': 'overlaps',
  '23503': 'reference',
  '23001': 'reference',
  '23502': 'required',
  '23514': 'invalid',
  '42501': 'notAllowed',
  '40001': 'retry',
  '40P01': 'retry',
  '55P03': 'locked',
  '57014': 'timeout',
  '25P03': 'timeout',
  '57P01': 'unavailable',
  '57P02': 'unavailable',
  '57P03': 'unavailable',
};

const CLASSES: Record<string, DatabaseProblemCode> = { '08': 'unavailable', '22': 'badValue', '53': 'full' };

const SYSTEM_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
// pg gives these no code (client.js, pg-pool index.js).
const LOST =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed)/;

/**
 * The one place that knows SQLSTATE. Returns undefined for an error that did not come from the database, and the
 * error itself when it has been mapped already.
 */
export function toDatabaseProblem(error: unknown): DatabaseProblem | undefined {
  if (error instanceof DatabaseProblem) return error;
  if (!(error instanceof Error)) return undefined;
  const from = error as Error & Partial<Fields>;
  if (LOST.test(error.message)) return new DatabaseProblem('unavailable', error.message, { cause: error });
  if (from.code === undefined) return undefined;
  if (SYSTEM_ERRORS.has(from.code)) return new DatabaseProblem('unavailable', error.message, { cause: error });
  // Only the database's errors carry a severity beside a five-character state.
  if (!/^[0-9A-Z]{5}$/.test(from.code) || !('severity' in error)) return undefined;
  const code = EXACT[from.code] ?? CLASSES[from.code.slice(0, 2)] ?? 'unexpected';
  return new DatabaseProblem(code, error.message, {
    code: from.code,
    ...(from.constraint === undefined ? {} : { constraint: from.constraint }),
    ...(from.table === undefined ? {} : { table: from.table }),
    ...(from.column === undefined ? {} : { column: from.column }),
    cause: error,
  });
}

import type { ErrorCode } from '@shoutian/domain/api';
import type { DatabaseProblem, DatabaseProblemCode } from '../db/index.ts';
import { AppError } from '../errors.ts';

/** Closed: a code that joins the union does not compile until it has its sentence. */
const told: Record<DatabaseProblemCode, ErrorCode> = {
  duplicate: 'duplicate',
  overlaps: 'overlapping',
  reference: 'reference',
  required: 'emptyValue',
  invalid: 'badValue',
  badValue: 'badValue',
  notAllowed: 'outsideScope',
  retry: 'busy',
  locked: 'busy',
  timeout: 'tookTooLong',
  unavailable: 'unavailable',
  full: 'full',
  unexpected: 'internal',
};

/**
 * What a person is told when the database refused or failed. Its own sentence (names of tables, values of other
 * people's rows) stays in the log. What passes by itself is 5xx, so that a phone sends it again by itself.
 */
export function databaseFailure(problem: DatabaseProblem): AppError {
  return new AppError(told[problem.code], undefined, { cause: problem });
}

const SLIPPED: readonly DatabaseProblemCode[] = ['reference', 'required', 'invalid', 'badValue', 'notAllowed'];

/** True when our own checks should have refused it before the database had to. */
export function slippedThrough(problem: DatabaseProblem): boolean {
  return SLIPPED.includes(problem.code);
}

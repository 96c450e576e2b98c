import { type Complaint, type ErrorCode, errorCatalogue } from '@shoutian/domain/api';

/** A refusal that a user can act on; everything else that is thrown is a fault of ours (`internal`). */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly messageEn: string;
  readonly details: readonly Complaint[];
  constructor(
    code: ErrorCode,
    message?: string,
    options: { en?: string; details?: readonly Complaint[]; cause?: unknown } = {},
  ) {
    super(message ?? errorCatalogue[code].zh, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.messageEn = options.en ?? errorCatalogue[code].en;
    this.details = options.details ?? [];
  }
  get status(): number {
    return errorCatalogue[this.code].status;
  }
}

/** @throws {AppError} notFound when there is no row */
export function found<T>(row: T | undefined | null, what = '记录'): T {
  if (row === undefined || row === null)
    throw new AppError('notFound', `没有找到这条${what}，可能已被移走或不在本人管辖范围内。`);
  return row;
}

/** @throws {AppError} conflict when an optimistic update changed nothing */
export function unlessConflict(rows: readonly unknown[]): void {
  if (rows.length === 0) throw new AppError('conflict');
}

import type { AuditSubject } from '@shoutian/domain/dictionaries';
import type { Action, Actor } from '@shoutian/domain/people';
import type { Tx } from './db/index.ts';

export type { Tx } from './db/index.ts';

/** What happened to which thing, for the timeline and the audit. Values are what a person may read, no secrets. */
export interface AuditEntry {
  action: Action | 'system';
  subjectKind: AuditSubject;
  subjectId?: string;
  divisionCode: string;
  reason?: string;
  place?: string;
  changes?: Record<string, unknown>;
}

/**
 * One piece of work inside one transaction: the transaction is opened, committed and rolled back by the framework, so
 * that no handler can forget it. The same shape serves requests and jobs.
 */
export interface Work {
  readonly actor: Actor;
  readonly tx: Tx;
  /** The instant of this piece of work: one for all its rows. */
  readonly now: Date;
  /** Writes beside the change it records, in the same transaction. */
  audit(entry: AuditEntry): Promise<void>;
  /** Runs only after the commit: nothing is sent before. */
  onCommit(fn: () => void | Promise<void>): void;
}

/** Work that opens its own transactions: file reading and other long things must not hold the one embedded session. */
export interface LooseWork {
  readonly actor: Actor;
  readonly now: Date;
  /** One transaction in the caller's own scope. */
  transaction<T>(fn: (work: Work) => Promise<T>): Promise<T>;
}

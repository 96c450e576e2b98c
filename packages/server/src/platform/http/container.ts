import type { Actor } from '@shoutian/domain/people';
import { writeAudit } from '../audit.ts';
import type { Db } from '../db/index.ts';
import type { LooseWork, Tx, Work } from '../request.ts';

/** A handler's view of one transaction. */
export function workIn(tx: Tx, actor: Actor, now: Date): Work {
  return {
    actor,
    tx,
    now,
    audit: (entry) => writeAudit(tx, actor, now, entry),
    onCommit: (fn) => tx.onCommit(fn),
  };
}

/** One transaction in the actor's scope, role and context set first. */
export function transact<T>(db: Db, actor: Actor, now: Date, fn: (work: Work) => Promise<T>): Promise<T> {
  return db.withTransaction({ countyCode: actor.countyCode, scopeCode: actor.scopeCode, personId: actor.id }, (tx) =>
    fn(workIn(tx, actor, now)),
  );
}

export function looseWork(db: Db, actor: Actor, now: Date): LooseWork {
  return { actor, now, transaction: (fn) => transact(db, actor, now, fn) };
}

/** The system itself as an actor, for jobs and schedules of one county. */
export function systemActor(countyCode: string): Actor {
  return { id: 'system', name: '系统', roles: [], countyCode, scopeCode: countyCode };
}

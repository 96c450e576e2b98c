import { type ConstructionStage, constructionStages } from '../dictionaries/condition.ts';
import type { Rules } from '../rules/rows.ts';

/** 四个第一时间 in the order of the source plan: report, find, stop, eliminate. */
export type FirstKind = 'report' | 'find' | 'stop' | 'eliminate';

/** Instants in ms since 1970; null where it has not happened or is not known. */
export interface FirstsFacts {
  /** Estimated begin of the works, or the previous clean patrol of the place. */
  readonly begunAt: number | null;
  readonly foundAt: number | null;
  readonly reportedAt: number | null;
  readonly stoppedAt: number | null;
  readonly eliminatedAt: number | null;
  readonly stage: ConstructionStage | null;
  /** Planned end of rectification, for works past the early stage. */
  readonly plannedEndAt: number | null;
  /** Time without signal between finding and reporting, ms: it never counts against a person (5.8.3). */
  readonly noSignalMs: number;
}

export interface FirstTimer {
  readonly kind: FirstKind;
  /** `unknown`: it happened, but nobody knows when the clock began. */
  readonly state: 'waiting' | 'unknown' | 'running' | 'late' | 'met' | 'metLate';
  readonly startAt: number | null;
  readonly dueAt: number | null;
  readonly doneAt: number | null;
  /** Time that counts, ms: up to the end or to now. Null before the start. */
  readonly elapsedMs: number | null;
  /** `find` is an indicator only; the others warn. */
  readonly indicatorOnly: boolean;
}

const hour = 3_600_000;
const day = 24 * hour;

function timer(
  kind: FirstKind,
  startAt: number | null,
  doneAt: number | null,
  dueAt: number | null,
  now: number,
  pausedMs: number,
): FirstTimer {
  const base = { kind, startAt, dueAt, doneAt, indicatorOnly: kind === 'find' };
  if (startAt === null) return { ...base, state: doneAt === null ? 'waiting' : 'unknown', elapsedMs: null };
  const end = doneAt ?? now;
  const late = dueAt !== null && end > dueAt;
  const state = doneAt === null ? (late ? 'late' : 'running') : late ? 'metLate' : 'met';
  return { ...base, state, elapsedMs: Math.max(0, end - startAt - pausedMs) };
}

/**
 * The four timers of 5.8.3. Limits are rules (hours and days, all proposals): they colour, they never block.
 * @param now ms since 1970
 */
export function fourFirsts(facts: FirstsFacts, rules: Rules, now: number): FirstTimer[] {
  const plus = (at: number | null, ms: number) => (at === null ? null : at + ms);
  const early = facts.stage !== null && constructionStages.get(facts.stage).early;
  const eliminateDue = early ? plus(facts.stoppedAt, rules.value('firsts.eliminateDays') * day) : facts.plannedEndAt;
  const reportDue = plus(facts.foundAt, rules.value('firsts.reportHours') * hour + facts.noSignalMs);
  return [
    timer('report', facts.foundAt, facts.reportedAt, reportDue, now, facts.noSignalMs),
    timer('find', facts.begunAt, facts.foundAt, plus(facts.begunAt, rules.value('firsts.findDays') * day), now, 0),
    timer('stop', facts.foundAt, facts.stoppedAt, plus(facts.foundAt, rules.value('firsts.stopHours') * hour), now, 0),
    timer('eliminate', facts.stoppedAt, facts.eliminatedAt, eliminateDue, now, 0),
  ];
}

/**
 * Must a stop be escalated? True when as many rechecks in a row failed as the rule allows.
 * @param failed results of the rechecks, oldest first: true where the works went on
 */
export function escalates(failed: readonly boolean[], rules: Rules): boolean {
  const inARow = failed.length - 1 - failed.lastIndexOf(false);
  return inARow >= rules.value('stop.escalateAfterFailures');
}

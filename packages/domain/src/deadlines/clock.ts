import type { Rules } from '../rules/rows.ts';
import { workingDaysBetween } from './calendar.ts';
import { addDays, type Day, daysBetween } from './day.ts';
import { type Deadline, deadline, type Extension, type Suspension } from './deadline.ts';

/** How a due date stands today. `soon` is inside the first warning mark. */
export type DueState = 'none' | 'met' | 'normal' | 'soon' | 'today' | 'overdue';

export interface DueStatus {
  readonly state: DueState;
  /** Calendar days left; 0 today, negative when overdue, null without a due day. */
  readonly daysLeft: number | null;
  /** The warning mark that was passed last, such as 15, 7 or 3; null before the first and when met or overdue. */
  readonly mark: number | null;
}

/**
 * How a due day stands.
 * @param satisfiedOn day it was met; a late day stays `met`, lateness is `daysBetween(dueOn, satisfiedOn)`
 * @param warnDays rule `rectify.warnDays`
 */
export function dueStatus(
  dueOn: Day | null,
  satisfiedOn: Day | null,
  today: Day,
  warnDays: readonly number[],
): DueStatus {
  if (dueOn === null) return { state: 'none', daysLeft: null, mark: null };
  const daysLeft = daysBetween(today, dueOn);
  if (satisfiedOn !== null) return { state: 'met', daysLeft, mark: null };
  if (daysLeft < 0) return { state: 'overdue', daysLeft, mark: null };
  const passed = warnDays.filter((days) => daysLeft <= days);
  const mark = passed.length > 0 ? Math.min(...passed) : null;
  return { state: daysLeft === 0 ? 'today' : mark === null ? 'normal' : 'soon', daysLeft, mark };
}

/** Days on which a warning goes out, earliest first, the due day's overdue notice last. */
export function warningDays(
  dueOn: Day,
  warnDays: readonly number[],
): { readonly on: Day; readonly mark: number | 'overdue' }[] {
  const before = [...new Set(warnDays)].sort((a, b) => b - a).map((mark) => ({ on: addDays(dueOn, -mark), mark }));
  return [...before, { on: addDays(dueOn, 1), mark: 'overdue' as const }];
}

export interface RectificationClock {
  /** Day the list was formed; counting starts the day after. */
  readonly formedOn: Day;
  /** Due without any extension: never changes once set. */
  readonly original: Deadline;
  /** Due with approved extensions and suspensions. */
  readonly current: Deadline;
  /** Length of the clock in calendar days, and how many of them are gone (0 … total). */
  readonly totalDays: number;
  readonly usedDays: number;
}

/**
 * The rectification clock of one item: `rectify.span` (60 calendar days unless the rule says otherwise, R-094) from the
 * day its list was formed.
 */
export function rectificationClock(
  formedOn: Day,
  rules: Rules,
  today: Day,
  changes: { readonly extensions?: readonly Extension[]; readonly suspensions?: readonly Suspension[] } = {},
): RectificationClock {
  const { length, unit } = rules.value('rectify.span');
  const base = {
    event: formedOn,
    length,
    unit,
    calendar: rules.value('calendar'),
    moveToWorkingDay: rules.value('deadline.moveToWorkingDay'),
    today,
  };
  const original = deadline(base);
  const current = deadline({ ...base, extensions: changes.extensions ?? [], suspensions: changes.suspensions ?? [] });
  const totalDays = daysBetween(formedOn, current.due);
  return {
    formedOn,
    original,
    current,
    totalDays,
    usedDays: Math.min(Math.max(daysBetween(formedOn, today), 0), totalDays),
  };
}

/** Days of the look-back visits after write-off (rule `lookBack.days`, R-108), calendar days. */
export function lookBackDays(writtenOffOn: Day, rules: Rules): Day[] {
  return rules.value('lookBack.days').map((days) => addDays(writtenOffOn, days));
}

/** Last day of the rebound watch: the last look-back visit, or null when none is planned. */
export function watchUntil(writtenOffOn: Day, rules: Rules): Day | null {
  return lookBackDays(writtenOffOn, rules).sort().at(-1) ?? null;
}

/** Day by which a stop is to be rechecked (rule `stop.recheckDays`, R-072), calendar days. */
export function recheckDay(stoppedOn: Day, rules: Rules): Day {
  return addDays(stoppedOn, rules.value('stop.recheckDays'));
}

/** The four words that lists and maps know; met and undated are both `none`. */
export function shortDueState(state: DueState): 'overdue' | 'soon' | 'normal' | 'none' {
  switch (state) {
    case 'overdue':
      return 'overdue';
    case 'soon':
    case 'today':
      return 'soon';
    case 'normal':
      return 'normal';
    case 'met':
    case 'none':
      return 'none';
  }
}

/**
 * Days that an extension to a wished day adds to a clock, in the unit of its rule; 0 or less means no extension. The raw
 * day counts, so that a holiday at the end is not given twice.
 */
export function extensionDays(current: Deadline, toDueOn: Day, rules: Rules): number {
  if (rules.value('rectify.span').unit === 'W')
    return workingDaysBetween(current.raw, toDueOn, rules.value('calendar'));
  return daysBetween(current.raw, toDueOn);
}

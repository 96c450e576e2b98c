import type { DayUnit } from '../rules/definition.ts';
import { isWorkingDay, type WorkCalendar, weekendsOnly, workingDayFrom } from './calendar.ts';
import { addDays, addMonths, type Day, daysBetween } from './day.ts';

/** Days that do not count, both ends included (specification 2.5 suspension model). `to` null: still running. */
export interface Suspension {
  readonly from: Day;
  readonly to: Day | null;
  readonly reason?: string;
  readonly documentId?: string;
}

/** An approved extension, appended to the original length. Its days are working days only in a working-day limit. */
export interface Extension {
  readonly days: number;
  readonly approvedBy?: string;
  readonly documentId?: string;
}

export interface DeadlineInput {
  /** Day of the event; counting starts on the day after. */
  readonly event: Day;
  readonly length: number;
  readonly unit: DayUnit;
  readonly calendar?: WorkCalendar;
  readonly suspensions?: readonly Suspension[];
  readonly extensions?: readonly Extension[];
  /** False keeps a last day that is a holiday (rule `deadline.moveToWorkingDay`). */
  readonly moveToWorkingDay?: boolean;
  /** Until when an open suspension is counted as running; needed only when one has no end. */
  readonly today?: Day;
}

export interface Deadline {
  /** Last day by bare counting; kept for the file even when it is a holiday. */
  readonly raw: Day;
  /** Last day that counts. */
  readonly due: Day;
  readonly moved: boolean;
  /** First day after the limit, for acts that must wait until it has run out. */
  readonly earliest: Day;
  readonly earliestWorking: Day;
}

/** Suspended days as a test. Overlapping suspensions count once; an open one runs to `today` (or counts one day). */
function suspendedOn(suspensions: readonly Suspension[], today: Day | undefined): (day: Day) => boolean {
  const spans = suspensions.map(({ from, to }) => ({ from, to: to ?? today ?? from }));
  return (day) => spans.some(({ from, to }) => from <= day && day <= to);
}

/** Walks day by day until `count` days that count have passed. */
function walk(from: Day, count: number, counts: (day: Day) => boolean): Day {
  let at = from;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    if (counts(at)) left -= 1;
  }
  return at;
}

/**
 * A limit counted from the day after the event. Working days skip holidays and count make-up days; months clamp to the
 * month's end; suspended days are skipped; a last day that is no working day moves on, with the raw day kept
 * (specification 2.5, 2.9).
 * @throws RangeError for a length that is not a positive whole number
 */
export function deadline(input: DeadlineInput): Deadline {
  const {
    event,
    length,
    unit,
    calendar = weekendsOnly,
    suspensions = [],
    extensions = [],
    moveToWorkingDay = true,
  } = input;
  if (!Number.isInteger(length) || length <= 0) throw new RangeError(`not a length of days: ${length}`);
  const suspended = suspendedOn(suspensions, input.today);
  const running = (day: Day) => !suspended(day);
  const counts = unit === 'W' ? (day: Day) => running(day) && isWorkingDay(day, calendar) : running;
  const extra = extensions.reduce((sum, extension) => sum + extension.days, 0);
  const span =
    unit === 'W' || unit === 'C' ? length : daysBetween(event, addMonths(event, unit === 'M' ? length : length * 12));
  const raw = walk(event, span + extra, counts);
  const due = moveToWorkingDay ? workingDayFrom(raw, calendar) : raw;
  const earliest = addDays(due, 1);
  return { raw, due, moved: due !== raw, earliest, earliestWorking: workingDayFrom(earliest, calendar) };
}

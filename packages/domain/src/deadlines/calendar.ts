import { addDays, type Day, weekday } from './day.ts';

/** The year's notice of the State Council: holidays on weekdays (weekends may be repeated), and weekends worked instead. */
export interface WorkCalendar {
  readonly holidays: readonly Day[];
  readonly makeUpWorkingDays: readonly Day[];
}

export const weekendsOnly: WorkCalendar = { holidays: [], makeUpWorkingDays: [] };

/** Working day: a make-up day always, a holiday never, otherwise Monday to Friday. */
export function isWorkingDay(day: Day, calendar: WorkCalendar): boolean {
  if (calendar.makeUpWorkingDays.includes(day)) return true;
  return !calendar.holidays.includes(day) && weekday(day) <= 5;
}

/** The day itself when it is a working day, otherwise the next one. */
export function workingDayFrom(day: Day, calendar: WorkCalendar): Day {
  let at = day;
  while (!isWorkingDay(at, calendar)) at = addDays(at, 1);
  return at;
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkCalendar): number {
  let count = 0;
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkingDay(at, calendar)) count += 1;
  return count;
}

import type { Tone } from './state-table.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Whole calendar days from one day to another (`YYYY-MM-DD`), free of the browser's time zone. */
export function dayGap(from: string, to: string): number {
  return Math.round(
    (Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / DAY_MS,
  );
}

export type DueReading =
  | { kind: 'overdueDays'; n: number; tone: Tone }
  | { kind: 'overdueHours'; n: number; tone: Tone }
  | { kind: 'today'; tone: Tone }
  | { kind: 'leftDays'; n: number; tone: Tone }
  | { kind: 'leftHours'; n: number; tone: Tone };

/**
 * Reads a deadline. A day (`YYYY-MM-DD`) counts calendar days from `today`; an instant closer than 48 hours counts
 * hours (ui.md 5). Whether the days are working days was decided when the deadline was computed.
 * @param warnDays from how many days left on the reading is amber; display only, it blocks nothing.
 */
export function readDue(due: string, now: { today: string; instant: number }, warnDays: number): DueReading {
  if (due.length > 10) {
    const hours = (Date.parse(due) - now.instant) / HOUR_MS;
    if (hours < 0 && hours > -48) return { kind: 'overdueHours', n: Math.ceil(-hours), tone: 'red' };
    if (hours >= 0 && hours < 48) return { kind: 'leftHours', n: Math.floor(hours), tone: 'amber' };
    const days = Math.trunc(hours / 24);
    if (days < 0) return { kind: 'overdueDays', n: -days, tone: 'red' };
    return { kind: 'leftDays', n: days, tone: days <= warnDays ? 'amber' : 'ok' };
  }
  const days = dayGap(now.today, due);
  if (days < 0) return { kind: 'overdueDays', n: -days, tone: 'red' };
  if (days === 0) return { kind: 'today', tone: 'amber' };
  return { kind: 'leftDays', n: days, tone: days <= warnDays ? 'amber' : 'ok' };
}

/** A day as people write it: 11-27 inside the year of `today`, 2027-01-22 across years. */
export function shortDay(day: string, today: string): string {
  const date = day.slice(0, 10);
  return date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date;
}

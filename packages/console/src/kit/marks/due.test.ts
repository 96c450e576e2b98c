import { expect, test } from 'vitest';
import { dayGap, readDue, shortDay } from './due.ts';

const now = { today: '2026-11-23', instant: Date.parse('2026-11-23T02:00:00Z') };

test('days are calendar days whatever the time zone, over a leap day and a year end', () => {
  expect(dayGap('2028-02-28', '2028-03-01')).toBe(2);
  expect(dayGap('2026-12-31', '2027-01-01')).toBe(1);
});

test('a day reads overdue, today, amber and calm', () => {
  expect(readDue('2026-11-18', now, 7)).toEqual({ kind: 'overdueDays', n: 5, tone: 'red' });
  expect(readDue('2026-11-23', now, 7)).toEqual({ kind: 'today', tone: 'amber' });
  expect(readDue('2026-11-30', now, 7)).toEqual({ kind: 'leftDays', n: 7, tone: 'amber' });
  expect(readDue('2026-12-01', now, 7)).toEqual({ kind: 'leftDays', n: 8, tone: 'ok' });
});

test('an instant under 48 hours reads in hours, before and after', () => {
  expect(readDue('2026-11-23T05:30:00Z', now, 7)).toEqual({ kind: 'leftHours', n: 3, tone: 'amber' });
  expect(readDue('2026-11-22T20:00:00Z', now, 7)).toEqual({ kind: 'overdueHours', n: 6, tone: 'red' });
  expect(readDue('2026-11-26T02:00:00Z', now, 7)).toEqual({ kind: 'leftDays', n: 3, tone: 'amber' });
});

test('the year is written only when it is another one', () => {
  expect(shortDay('2026-11-27', now.today)).toBe('11-27');
  expect(shortDay('2027-01-22', now.today)).toBe('2027-01-22');
});

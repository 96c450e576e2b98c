import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isWorkingDay, type WorkCalendar, weekendsOnly, workingDaysBetween } from './calendar.ts';
import { addDays, addMonths, daysBetween, fromSerial } from './day.ts';
import { type DeadlineInput, deadline } from './deadline.ts';

const due = (input: DeadlineInput) => deadline(input);

describe('worked examples of the specification (2.9)', () => {
  it.each([
    ['statement and hearing, 5 working days', '2026-11-23', 5, 'W', '2026-11-30'],
    ['service, 7 working days', '2026-11-23', 7, 'W', '2026-12-02'],
    ['demand notice, 10 working days', '2026-11-23', 10, 'W', '2026-12-07'],
    ['payment, 15 calendar days', '2026-11-23', 15, 'C', '2026-12-08'],
    ['six months, clamped to the month end', '2026-08-31', 6, 'M', '2027-02-28'],
    ['three months', '2026-11-23', 3, 'M', '2027-02-23'],
    ['rectification, 60 calendar days', '2026-11-23', 60, 'C', '2027-01-22'],
  ] as const)('%s', (_what, event, length, unit, raw) => {
    expect(due({ event, length, unit }).raw).toBe(raw);
  });

  it('lets an act that must wait begin on the day after', () => {
    expect(due({ event: '2026-11-23', length: 10, unit: 'W' }).earliest).toBe('2026-12-08');
  });

  it('moves a last day on a Sunday and keeps the raw day', () => {
    expect(due({ event: '2026-11-23', length: 90, unit: 'C' })).toMatchObject({
      raw: '2027-02-21',
      due: '2027-02-22',
      moved: true,
    });
  });

  it('does not count suspended days', () => {
    const suspensions = [{ from: '2026-12-01', to: '2026-12-12' }];
    expect(due({ event: '2026-11-23', length: 90, unit: 'C', suspensions }).raw).toBe('2027-03-05');
  });
});

const file = path.resolve(import.meta.dirname, '../../../../../shared/data/expected/deadlines.json');
const Expected = z.object({
  calendars: z.record(z.string(), z.object({ holidays: z.array(z.string()), makeUpWorkingDays: z.array(z.string()) })),
  cases: z.array(
    z.object({
      id: z.string(),
      what: z.string(),
      event: z.string(),
      length: z.number(),
      unit: z.enum(['W', 'C', 'M', 'Y']),
      calendar: z.string(),
      suspensions: z.array(z.object({ from: z.string(), to: z.string() })),
      extensions: z.array(z.object({ days: z.number() })),
      expected: z.object({
        raw: z.string(),
        due: z.string(),
        moved: z.boolean(),
        earliest: z.string(),
        earliestWorking: z.string(),
      }),
    }),
  ),
});

describe.skipIf(!existsSync(file))('independent results', () => {
  const { calendars, cases } = existsSync(file)
    ? Expected.parse(JSON.parse(readFileSync(file, 'utf8')))
    : { calendars: {}, cases: [] };

  it.each(cases.map((each) => [`${each.id} ${each.what}`, each] as const))('%s', (_name, each) => {
    const { event, length, unit, suspensions, extensions } = each;
    const calendar: WorkCalendar = calendars[each.calendar] ?? weekendsOnly;
    expect(deadline({ event, length, unit, calendar, suspensions, extensions })).toEqual(each.expected);
  });
});

const day = fc.integer({ min: 10957, max: 25567 }).map(fromSerial);
const holidays = fc.array(day, { maxLength: 20 });
const length = fc.integer({ min: 1, max: 200 });
const calendarOf = (days: readonly string[]): WorkCalendar => ({ holidays: days, makeUpWorkingDays: [] });

describe('properties', () => {
  it('counts exactly the length of working days', () => {
    fc.assert(
      fc.property(day, length, holidays, (event, days, off) => {
        const calendar = calendarOf(off);
        const { raw, moved } = deadline({ event, length: days, unit: 'W', calendar });
        expect(workingDaysBetween(event, raw, calendar)).toBe(days);
        expect(moved).toBe(false);
      }),
    );
  });

  it('is never shortened by a suspension, and by no more than its days lengthened', () => {
    fc.assert(
      fc.property(
        day,
        length,
        fc.integer({ min: -10, max: 220 }),
        fc.integer({ min: 0, max: 40 }),
        (event, days, offset, more) => {
          const from = addDays(event, offset);
          const plain = deadline({ event, length: days, unit: 'C' });
          const held = deadline({ event, length: days, unit: 'C', suspensions: [{ from, to: addDays(from, more) }] });
          const added = daysBetween(plain.raw, held.raw);
          expect(added).toBeGreaterThanOrEqual(0);
          expect(added).toBeLessThanOrEqual(more + 1);
        },
      ),
    );
  });

  it('ends on a working day, never before the raw day', () => {
    fc.assert(
      fc.property(day, length, fc.constantFrom('W', 'C', 'M', 'Y'), holidays, (event, days, unit, off) => {
        const calendar = calendarOf(off);
        const limit = deadline({
          event,
          length: unit === 'Y' ? 1 + (days % 4) : unit === 'M' ? 1 + (days % 12) : days,
          unit,
          calendar,
        });
        expect(isWorkingDay(limit.due, calendar)).toBe(true);
        expect(limit.due >= limit.raw && limit.earliest > limit.due && limit.earliestWorking >= limit.earliest).toBe(
          true,
        );
      }),
    );
  });

  it('adds months without ever skipping one', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -60, max: 60 }), (from, months) => {
        const to = addMonths(from, months);
        const count = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(count(to) - count(from)).toBe(months);
        expect(to.slice(8) <= from.slice(8)).toBe(true);
      }),
    );
  });
});

it('keeps a holiday as last day where the rule says so, and runs an open suspension to today', () => {
  expect(deadline({ event: '2026-11-23', length: 90, unit: 'C', moveToWorkingDay: false })).toMatchObject({
    due: '2027-02-21',
    moved: false,
  });
  const suspensions = [{ from: '2026-11-25', to: null }];
  expect(deadline({ event: '2026-11-23', length: 5, unit: 'C', suspensions, today: '2026-11-30' }).raw).toBe(
    '2026-12-04',
  );
});

it('refuses a length that counts nothing', () => {
  expect(() => deadline({ event: '2026-11-23', length: 0, unit: 'C' })).toThrow(RangeError);
  expect(() => deadline({ event: '2026-11-23', length: 1.5, unit: 'C' })).toThrow(RangeError);
  expect(() => deadline({ event: '2026-02-30', length: 1, unit: 'C' })).toThrow(RangeError);
});

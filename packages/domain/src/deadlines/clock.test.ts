import { describe, expect, it } from 'vitest';
import { type RuleRow, rulesOn } from '../rules/rows.ts';
import {
  dueStatus,
  extensionDays,
  lookBackDays,
  recheckDay,
  rectificationClock,
  shortDueState,
  warningDays,
  watchUntil,
} from './clock.ts';
import { isDay, shanghaiDay, startOfDay, weekday } from './day.ts';

const rules = rulesOn([], '2026-09-28');

describe('days', () => {
  it('knows the Shanghai day of an instant in whatever zone the machine is', () => {
    expect(shanghaiDay('2026-11-22T16:00:00Z')).toBe('2026-11-23');
    expect(shanghaiDay('2026-11-22T15:59:59.999Z')).toBe('2026-11-22');
    expect(shanghaiDay(new Date('2026-12-31T23:30:00-03:30'))).toBe('2027-01-01');
    expect(startOfDay('2026-11-23').toISOString()).toBe('2026-11-22T16:00:00.000Z');
    expect(() => shanghaiDay('yesterday')).toThrow(RangeError);
  });

  it('counts weekdays from Monday, also before 1970', () => {
    expect([weekday('2026-11-23'), weekday('2026-11-29'), weekday('1969-12-31')]).toEqual([1, 7, 3]);
    expect([isDay('2028-02-29'), isDay('2027-02-29'), isDay('2026-1-1')]).toEqual([true, false, false]);
  });
});

describe('the rectification clock', () => {
  it('runs 60 calendar days from the day the list was formed', () => {
    const clock = rectificationClock('2026-09-28', rules, '2026-11-23');
    expect(clock.current).toMatchObject({ raw: '2026-11-27', due: '2026-11-27' });
    expect([clock.usedDays, clock.totalDays]).toEqual([56, 60]);
  });

  it('keeps the original date under an extension and a suspension', () => {
    const clock = rectificationClock('2026-09-28', rules, '2026-11-23', {
      extensions: [{ days: 20 }],
      suspensions: [{ from: '2026-10-10', to: '2026-10-14' }],
    });
    expect(clock.original.due).toBe('2026-11-27');
    expect(clock.current.raw).toBe('2026-12-22');
  });

  it('adds as many days as lead to the wished day', () => {
    const { current } = rectificationClock('2026-09-28', rules, '2026-11-23');
    const days = extensionDays(current, '2026-12-25', rules);
    expect(days).toBe(28);
    expect(rectificationClock('2026-09-28', rules, '2026-11-23', { extensions: [{ days }] }).current.due).toBe(
      '2026-12-25',
    );
    expect(extensionDays(current, '2026-11-20', rules)).toBeLessThan(0);
  });

  it('counts working days where the county decided so', () => {
    const row: RuleRow = {
      key: 'rectify.span',
      value: { length: 10, unit: 'W' },
      countyCode: '999901',
      validFrom: '2026-01-01',
      validTo: null,
      sourceDoc: '县耕保办〔2026〕1号',
      mark: 'D',
      status: 'confirmed',
      confirmedBy: 'p1',
    };
    expect(rectificationClock('2026-11-23', rulesOn([row], '2026-11-23'), '2026-11-23').current.due).toBe('2026-12-07');
  });
});

describe('how a due day stands', () => {
  const at = (today: string, met: string | null = null) => dueStatus('2026-11-27', met, today, [15, 7, 3]);
  it.each([
    ['2026-11-11', 'normal', 16, null],
    ['2026-11-12', 'soon', 15, 15],
    ['2026-11-20', 'soon', 7, 7],
    ['2026-11-24', 'soon', 3, 3],
    ['2026-11-27', 'today', 0, 3],
    ['2026-11-28', 'overdue', -1, null],
  ] as const)('%s is %s', (today, state, daysLeft, mark) => {
    expect(at(today)).toEqual({ state, daysLeft, mark });
  });

  it('is one of four words in a list', () => {
    expect((['none', 'met', 'normal', 'soon', 'today', 'overdue'] as const).map(shortDueState)).toEqual([
      'none',
      'none',
      'normal',
      'soon',
      'soon',
      'overdue',
    ]);
  });

  it('is met once satisfied, and none without a date', () => {
    expect(at('2026-12-30', '2026-12-01').state).toBe('met');
    expect(dueStatus(null, null, '2026-11-27', [3])).toEqual({ state: 'none', daysLeft: null, mark: null });
  });

  it('warns on the marks and once overdue', () => {
    expect(warningDays('2026-11-27', [7, 15, 3, 3])).toEqual([
      { on: '2026-11-12', mark: 15 },
      { on: '2026-11-20', mark: 7 },
      { on: '2026-11-24', mark: 3 },
      { on: '2026-11-28', mark: 'overdue' },
    ]);
  });
});

it('plans look-back visits and the recheck of a stop', () => {
  expect(lookBackDays('2026-12-01', rules)).toEqual(['2026-12-31', '2027-03-01', '2027-05-30']);
  expect(watchUntil('2026-12-01', rules)).toBe('2027-05-30');
  expect(recheckDay('2026-11-23', rules)).toBe('2026-11-26');
});

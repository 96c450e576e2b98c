import { describe, expect, it } from 'vitest';
import { rulesOn } from '../rules/rows.ts';
import { escalates, type FirstsFacts, fourFirsts } from './firsts.ts';

const rules = rulesOn([], '2026-11-23');
const at = (text: string) => Date.parse(`2026-11-23T${text}:00+08:00`);
const hour = 3_600_000;
const blank: FirstsFacts = {
  begunAt: null,
  foundAt: at('10:47'),
  reportedAt: null,
  stoppedAt: null,
  eliminatedAt: null,
  stage: null,
  plannedEndAt: null,
  noSignalMs: 0,
};
const states = (facts: Partial<FirstsFacts>, now: number) =>
  fourFirsts({ ...blank, ...facts }, rules, now).map(({ kind, state }) => `${kind} ${state}`);

describe('four firsts', () => {
  it('runs report and stop from the finding, two hours and a day', () => {
    expect(states({}, at('12:47'))).toEqual(['report running', 'find unknown', 'stop running', 'eliminate waiting']);
    expect(states({}, at('12:48'))[0]).toBe('report late');
    expect(states({ reportedAt: at('13:00') }, at('14:00'))[0]).toBe('report metLate');
  });

  it('does not count time without signal against a person', () => {
    const [report] = fourFirsts({ ...blank, reportedAt: at('14:00'), noSignalMs: 2 * hour }, rules, at('15:00'));
    expect(report).toMatchObject({ state: 'met', elapsedMs: at('14:00') - at('10:47') - 2 * hour });
  });

  it('eliminates within three days in the early stage, by the plan later', () => {
    const stoppedAt = at('11:00');
    const fourDays = stoppedAt + 96 * hour;
    expect(states({ stoppedAt, stage: 'digging' }, fourDays)[3]).toBe('eliminate late');
    expect(states({ stoppedAt, stage: 'structure', plannedEndAt: stoppedAt + 900 * hour }, fourDays)[3]).toBe(
      'eliminate running',
    );
    expect(states({ stoppedAt, stage: 'structure' }, fourDays)[3]).toBe('eliminate running');
  });

  it('marks the finding as an indicator only', () => {
    const timers = fourFirsts({ ...blank, begunAt: at('10:47') - 8 * 24 * hour }, rules, at('11:00'));
    expect(timers.find((timer) => timer.kind === 'find')).toMatchObject({ state: 'metLate', indicatorOnly: true });
  });
});

it('escalates when the last recheck failed, not when an earlier one did', () => {
  expect([
    escalates([], rules),
    escalates([false], rules),
    escalates([false, true], rules),
    escalates([true, false], rules),
  ]).toEqual([false, false, true, false]);
});

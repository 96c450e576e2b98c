import { expect, test } from 'vitest';
import { placeDay, placeMilestones, readClock } from './clock-layout.ts';

const span = { start: '2026-09-28', end: '2026-11-27' };
const milestones = [
  { key: 'a', label: '签收告知', planned: '2026-10-08', actual: '2026-10-08' },
  { key: 'b', label: '拆除', planned: '2026-11-05', actual: '2026-11-09' },
  { key: 'c', label: '覆土复耕', planned: '2026-11-25' },
  { key: 'd', label: '整改到位', planned: '2026-11-27' },
];

const widths = (one: { actual?: string | null }) => (one.actual ? 0.12 : 0.07);

test('60 calendar days from the list, read on the 56th', () => {
  expect(readClock(span, milestones, '2026-11-23', [15, 7, 3])).toEqual({
    usedDays: 56,
    leftDays: 4,
    done: 2,
    late: 1,
    tone: 'amber',
  });
  expect(readClock(span, milestones, '2026-11-28', [15, 7, 3]).tone).toBe('red');
});

test('an extension moves the end of the bar, not the start', () => {
  expect(placeDay('2026-11-27', span)).toBe(1);
  expect(placeDay('2026-11-27', { ...span, extendedTo: '2026-12-27' })).toBeCloseTo(60 / 90);
  expect(readClock({ ...span, extendedTo: '2026-12-27' }, [], '2026-11-28', []).leftDays).toBe(29);
});

test('a done milestone stands on its actual day; days outside stick to the ends', () => {
  const placed = placeMilestones(milestones, span, widths);
  expect(placed.find((one) => one.key === 'b')?.at).toBeCloseTo(42 / 60);
  expect(placed.find((one) => one.key === 'b')?.late).toBe(true);
  expect(placeDay('2027-05-01', span)).toBe(1);
});

test('labels that would touch hang to different sides', () => {
  const placed = placeMilestones(milestones, span, widths);
  expect(placed.map((one) => one.align)).toEqual(['middle', 'middle', 'end', 'start']);
});

test('steps caught up on the last day stand under each other, none over another', () => {
  const late = ['2026-10-01', '2026-10-09', '2026-11-01'].map((planned, i) => ({
    key: String(i),
    label: '补登',
    planned,
    actual: '2026-11-27',
  }));
  const placed = placeMilestones([...late, ...milestones.slice(3)], span, widths);
  expect(placed.map((one) => [one.align, one.level])).toEqual([
    ['end', 0],
    ['end', 1],
    ['end', 2],
    ['start', 0],
  ]);
});

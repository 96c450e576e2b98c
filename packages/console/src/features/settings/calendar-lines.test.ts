import { expect, it } from 'vitest';
import { readLines, writeLines } from './calendar-lines.ts';

it('reads days off and make-up days, and names the lines it cannot read', () => {
  const read = readLines('2027-01-31 班\n\n2027-01-01，休\n2027-02-30 休\n2026-10-01 休\n国庆', 2027);
  expect(read.days).toEqual([
    { day: '2027-01-01', kind: 'holiday' },
    { day: '2027-01-31', kind: 'makeUp' },
  ]);
  expect(read.wrong.map(({ n }) => n)).toEqual([4, 5, 6]);
  expect(readLines(writeLines(read.days), 2027).days).toEqual(read.days);
});

import { expect, test } from 'vitest';
import { rulesFrom } from './rules.ts';

test('the county’s value holds, a broken one falls back to the shipped one', () => {
  const rules = rulesFrom(
    [
      { key: 'photo.distanceM', value: 80, blocks: true },
      { key: 'photo.accuracyM', value: 'far', blocks: true },
    ],
    '2026-11-23',
  );
  expect(rules.use('photo.distanceM')).toMatchObject({ value: 80, blocks: true });
  expect(rules.use('photo.accuracyM')).toMatchObject({ value: 15, blocks: false });
  expect(rules.value('firsts.reportHours')).toBe(rulesFrom([], '2026-11-23').value('firsts.reportHours'));
});

import { expect, test } from 'vitest';
import { placeWords, taskTitle } from './title.ts';

test.each([
  ['', '清溪村'],
  ['  ', '清溪村'],
  ['清溪村', '清溪村'],
  ['三组李家湾', '清溪村三组李家湾'],
  ['白云镇清溪村三组', '白云镇清溪村三组'],
  ['路'.repeat(80), `清溪村${'路'.repeat(30)}`],
])('place %s', (locationText, words) => {
  expect(placeWords('清溪村', locationText)).toBe(words);
  expect(taskTitle('核查', { villageName: '清溪村', locationText, no: 'H1' })).toBe(`核查 ${words} H1`);
});

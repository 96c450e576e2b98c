import { describe, expect, test } from 'vitest';
import { parseLooseDate, parseLooseNumber } from './loose.ts';

describe('parseLooseDate', () => {
  test.each([
    ['20240131', '2024-01-31'],
    ['2024-01-31', '2024-01-31'],
    ['2024/1/31', '2024-01-31'],
    ['2024.1.31', '2024-01-31'],
    ['2024年1月31日', '2024-01-31'],
    [' ２０２４年１月３１日 ', '2024-01-31'],
    ['2024-01-31T23:59:59+08:00', '2024-01-31'],
    ['2024/01/31 00:00:00', '2024-01-31'],
    ['20240131.0', '2024-01-31'],
    [45322, '2024-01-31'],
    ['45322', '2024-01-31'],
    [45322.75, '2024-01-31'],
    [20240131, '2024-01-31'],
    ['2024-02-29', '2024-02-29'],
  ])('%s is %s', (text, date) => {
    expect(parseLooseDate(text)).toEqual({ date, reason: null });
  });

  test.each([
    ['2023-02-29', 'noSuchDay'],
    ['20241301', 'noSuchDay'],
    ['2024年1月', 'noDay'],
    ['202401', 'noDay'],
    ['2024-01', 'noDay'],
    ['31/1/2024', 'ambiguousOrder'],
    ['1/2/24', 'ambiguousOrder'],
    ['1850-01-01', 'outOfRange'],
    ['去年', 'notADate'],
    ['2024', 'notADate'],
  ])('%s is not guessed: %s', (text, code) => {
    const { date, reason } = parseLooseDate(text);
    expect(date).toBeNull();
    expect(reason?.code).toBe(code);
    expect(reason?.zh).not.toBe('');
  });

  test.each([[null], [''], ['  '], ['00000000']])('%s is simply empty', (value) => {
    expect(parseLooseDate(value)).toEqual({ date: null, reason: null });
  });
});

describe('parseLooseNumber', () => {
  test.each([
    ['1,234.50', 1234.5, null],
    ['12.5亩', 12.5, '亩'],
    ['３ 公顷', 3, 'ha'],
    ['1.2万平方米', 12000, 'm2'],
    ['-0.5', -0.5, null],
    ['1e3', 1000, null],
    ['.5', 0.5, null],
    ['15㎡', 15, 'm2'],
    ['60%', 60, '%'],
    [7.25, 7.25, null],
  ])('%s is %s %s', (text, number, unit) => {
    expect(parseLooseNumber(text)).toEqual({ number, unit, reason: null });
  });

  test.each([
    ['12,5', 'commaUnclear'],
    ['1,23,456', 'commaUnclear'],
    ['10-12', 'notANumber'],
    ['约3亩', 'notANumber'],
    ['3块', 'unitUnknown'],
    ['1.2.3', 'notANumber'],
    ['****', 'notANumber'],
    [Number.NaN, 'notANumber'],
  ])('%s is not guessed: %s', (text, code) => {
    const { number, reason } = parseLooseNumber(text);
    expect(number).toBeNull();
    expect(reason?.code).toBe(code);
  });

  test.each([[null], [''], ['—'], ['/']])('%s is simply empty', (value) => {
    expect(parseLooseNumber(value)).toEqual({ number: null, unit: null, reason: null });
  });
});

import type { SiteOption } from '@shoutian/domain/api';
import { expect, it } from 'vitest';
import { classesOf, figureLines, smallestOf } from './figures.ts';

const option = (id: string, result: Partial<SiteOption['result']>): SiteOption =>
  ({
    id,
    result: {
      landClasses: null,
      subjectM2: 0,
      uncoveredM2: 0,
      farmGrossM2: null,
      farmNetM2: null,
      pbfM2: null,
      eco: null,
      urban: null,
      approved: null,
      facility: null,
      ...result,
    },
  }) as unknown as SiteOption;
const line = (key: string) => {
  const found = figureLines.find((each) => each.key === key);
  if (!found) throw new Error(key);
  return found;
};

it('marks the smallest, all that share it, and none where one is not known or all are alike', () => {
  const [a, b, c] = [option('a', { pbfM2: 0 }), option('b', { pbfM2: 900 }), option('c', { pbfM2: 0.4 })];
  expect([...smallestOf(line('pbfTotal'), [a, b, c])]).toEqual(['a', 'c']);
  expect(smallestOf(line('pbfTotal'), [a, c]).size).toBe(0);
  expect(smallestOf(line('pbfTotal'), [a, b, option('d', {})]).size).toBe(0);
  expect(smallestOf(line('approved'), [a, b]).size).toBe(0);
});

it('counts what lies outside the urban boundary', () => {
  const urban = { areaM2: 300, pieces: 1, labels: [] };
  expect(line('urbanOut').of(option('a', { subjectM2: 1000, urban }))).toBe(700);
  expect(line('urbanOut').of(option('a', { subjectM2: 1000 }))).toBeNull();
});

it('lists the classes under any alternative by size', () => {
  const row = (classCode: string, unionM2: number) => ({
    classCode,
    label: classCode,
    sumM2: unionM2,
    unionM2,
    netM2: unionM2,
    pbfM2: 0,
    pieces: 1,
  });
  const classes = classesOf([
    option('a', { landClasses: [row('0101', 10), row('0702', 500)] }),
    option('b', { landClasses: [row('0101', 700)] }),
  ]);
  expect(classes.map(({ code }) => code)).toEqual(['0101', '0702']);
});

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dictionary, type Entry } from './entry.ts';
import * as all from './index.ts';
import { isFarmland, landClass, landClassByName, landClasses } from './land-class.ts';
import { problemTypes, usualLead } from './problem-type.ts';
import { channels, usualMethod } from './source.ts';
import { stopMeasures } from './stop.ts';
import { subValuesOf, verdictSubValues, verdicts } from './verdict.ts';

describe('a dictionary', () => {
  const colours = dictionary([
    { code: 'red', zh: '红', en: 'Red' },
    { code: 'green', zh: '绿', en: 'Green' },
  ]);
  it('reads codes and labels back, in any case, and shows an unknown code as it is', () => {
    expect(['red', '红', ' RED ', 'green', '蓝'].map((text) => colours.read(text))).toEqual([
      'red',
      'red',
      'red',
      'green',
      undefined,
    ]);
    expect([colours.label('red'), colours.label('red', 'en'), colours.label('old')]).toEqual(['红', 'Red', 'old']);
    expect([colours.schema.safeParse('red').success, colours.schema.safeParse('blue').success]).toEqual([true, false]);
  });
  it('refuses two entries that read alike', () => {
    expect(() =>
      dictionary([
        { code: 'a', zh: '一', en: 'One' },
        { code: 'b', zh: '一', en: 'Other' },
      ]),
    ).toThrow(/一/);
    expect(() =>
      dictionary([
        { code: 'a', zh: '一', en: 'One' },
        { code: 'a', zh: '二', en: 'Two' },
      ]),
    ).toThrow(RangeError);
  });
});

describe('shipped dictionaries', () => {
  it('have a Chinese and an English label for every code', () => {
    const lists = Object.values(all).flatMap((each): readonly Entry[][] =>
      typeof each === 'object' && each !== null && 'schema' in each ? [[...each.entries]] : [],
    );
    expect(lists.length).toBeGreaterThan(15);
    for (const entries of lists)
      for (const entry of entries) expect(entry.code && entry.zh && entry.en, entry.code).toBeTruthy();
  });

  it('hold all channels, types and verdicts of the specification', () => {
    expect([channels.codes.length, problemTypes.codes.length, verdicts.codes.length]).toEqual([16, 21, 9]);
    expect(channels.entries.filter((each) => each.stock).map((each) => each.zh)).toEqual([
      '卫片执法',
      '国家自然资源督察',
      '审计',
      '巡察',
    ]);
    for (const channel of channels.codes) expect(usualMethod(channel)).toBeTruthy();
  });

  it('give T01–T18 a lead, and leave the rest to people', () => {
    expect(problemTypes.codes.filter((code) => usualLead(code) === null)).toEqual(['T20', 'T99']);
    expect(problemTypes.codes.filter((code) => usualLead(code) === 'townIndustry')).toEqual([
      'T06',
      'T08',
      'T09',
      'T10',
      'T12',
      'T13',
      'T14',
      'T17',
    ]);
  });

  it('hang every sub-value on a verdict, and only unlawful verdicts become problems', () => {
    for (const { code, of } of verdictSubValues.entries) expect(subValuesOf(of)).toContain(code);
    expect(verdicts.entries.filter((each) => each.outcome === 'problem').map((each) => each.code)).toEqual([
      'J20',
      'J21',
    ]);
  });

  it('offer no cutting of water, power, heat or gas as a stop (行政强制法 43)', () => {
    expect(
      stopMeasures.entries.filter((each) => /水|电|气|热|暖|water|power|gas|heat/i.test(each.zh + each.en)),
    ).toEqual([]);
  });
});

describe('land classes', () => {
  it('know farmland by its code alone; returnable land is apart', () => {
    expect(['0101', '0102', '0103', '0201K', '1104K', '1006', '01', '0101K', ''].map(isFarmland)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(landClass(' 0201k ')).toMatchObject({ zh: '可调整果园', adjustable: true, threeWay: 'agri' });
    expect(landClassByName('农村道路')).toMatchObject({ code: '1006', threeWay: 'agri' });
    expect([landClass('0601')?.zh, landClass('1001')?.zh, landClass('1202')?.threeWay]).toEqual([
      '工业用地',
      '铁路用地',
      'agri',
    ]);
  });

  const file = path.resolve(import.meta.dirname, '../../../../../shared/data/codes/dlbm_third_survey_work_classes.csv');
  it.skipIf(!existsSync(file))('agree with an independent table', () => {
    const rows = readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','));
    const differing = rows
      .filter(([, , code = '', name]) => landClass(code)?.zh !== name)
      .map(([, , code, name]) => `${code} ${name}`);
    expect(rows.length).toBeGreaterThan(50);
    expect(differing).toEqual([]);
    expect(landClasses.filter((each) => each.code.length <= 4).length).toBeGreaterThanOrEqual(rows.length);
  });
});

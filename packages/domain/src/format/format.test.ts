import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatArea, formatHectares, formatM2, formatMu, formatMuSum } from './area.ts';
import { bigrams, searchTerms, searchText } from './bigrams.ts';
import { formatDay, formatDayLong, formatInstant } from './day.ts';
import { clockLabel, dueLabel, duePlain } from './due.ts';
import { maskIdNumber, maskName, maskPhone } from './mask.ts';
import { formatFixed, formatPercent, formatRatio } from './number.ts';

describe('areas', () => {
  it('show 亩 half-up from the unrounded square metres', () => {
    expect([formatMu(2280), formatMu(2033.5), formatMu(3.3333), formatMu(3.3334), formatMu(0)]).toEqual([
      '3.42',
      '3.05',
      '0.00',
      '0.01',
      '0.00',
    ]);
    expect([formatMu(10_003_350), formatMu(-0.0001)]).toEqual(['15,005.03', '0.00']);
  });
  it('show square metres, hectares and the three kinds of nothing', () => {
    expect([formatM2(2280), formatM2(1406.445, 1), formatHectares(2280), formatHectares(15_000_000)]).toEqual([
      '2,280.00',
      '1,406.4',
      '0.2280',
      '1,500.0000',
    ]);
    expect([formatArea(null), formatArea(0), formatArea(2280, 'en')]).toEqual([
      '未套合',
      '0.00 亩（0.00 m²）',
      '3.42 mu (2,280.00 m²)',
    ]);
  });
  it('sum before rounding', () => {
    const third = 2000 / 3 / 300;
    expect(formatMuSum([third, third, third])).toBe('0.01');
    expect([formatMu(third), formatMu(third * 3)]).toEqual(['0.00', '0.01']);
  });
  it('never differ from the exact value by more than half a unit', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (m2) => {
        expect(Math.abs(Number(formatMu(m2).replaceAll(',', '')) - m2 * 0.0015)).toBeLessThanOrEqual(0.005 + 1e-6);
      }),
    );
  });
});

describe('numbers', () => {
  it('group, round half-up and keep a minus only where something is left', () => {
    expect([
      formatFixed(1234567.895, 2),
      formatFixed(-1234.5, 0),
      formatFixed(-0.004, 2),
      formatFixed(18204, 0),
    ]).toEqual(['1,234,567.90', '-1,235', '0.00', '18,204']);
    expect([formatPercent(0.8114), formatPercent(0.125, 1), formatRatio(3, 0), formatRatio(3, 4)]).toEqual([
      '81%',
      '12.5%',
      '不适用',
      '75%',
    ]);
  });
});

describe('days', () => {
  it('read as people write them', () => {
    expect([formatDay('2026-11-27'), formatDay('2027-01-05', '2026-11-27'), formatDayLong('2026-11-23')]).toEqual([
      '11月27日',
      '2027年1月5日',
      '2026年11月23日 星期一',
    ]);
  });
  it('give the Shanghai time of an instant', () => {
    expect(formatInstant('2026-11-20T08:21:00Z', '2026-11-23')).toBe('11-20 16:21');
    expect(formatInstant('2025-12-31T16:30:00Z', '2026-11-23')).toBe('01-01 00:30');
    expect(formatInstant('2025-12-31T15:30:00Z', '2026-11-23')).toBe('2025-12-31 23:30');
  });
});

describe('due days', () => {
  it('say how many days are left or over', () => {
    const at = (due: string | null) => dueLabel(due, '2026-11-23').zh;
    expect([at('2026-11-27'), at('2026-11-18'), at('2026-11-23'), at(null)]).toEqual([
      '剩 4 天',
      '逾 5 天',
      '今天',
      '—',
    ]);
  });
  it('use plain words on the phone', () => {
    const at = (due: string | null) => duePlain(due, '2026-11-23').zh;
    expect([
      at('2026-11-23'),
      at('2026-11-24'),
      at('2026-11-25'),
      at('2026-11-26'),
      at('2026-11-22'),
      at(null),
    ]).toEqual(['今天', '明天', '后天', '剩 3 天', '昨天到期', '不限']);
  });
  it('count hours under two days', () => {
    expect([clockLabel(109 * 60_000).zh, clockLabel(-20 * 60_000).zh, clockLabel(0).en]).toEqual([
      '剩 1小时49分',
      '超 20分',
      '0 min left',
    ]);
  });
});

describe('masking', () => {
  it('hides the middle and keeps what identifies a file', () => {
    expect([maskIdNumber('999901199001011234'), maskIdNumber('12345')]).toEqual(['999***********1234', '*****']);
    expect([maskPhone('13900001234'), maskPhone('023-45678901'), maskPhone('110')]).toEqual([
      '139****1234',
      '023-45****01',
      '***',
    ]);
    expect([maskName('张三丰'), maskName('欧阳锋'), maskName('李'), maskName('')]).toEqual([
      '张**',
      '欧阳**',
      '李**',
      '',
    ]);
  });
  it('never shows more than seven digits of a phone or an ID number', () => {
    const digits = (text: string) => text.replaceAll(/\D/g, '').length;
    fc.assert(fc.property(fc.stringMatching(/^[0-9]{0,20}$/), (text) => digits(maskIdNumber(text)) <= 7));
    fc.assert(fc.property(fc.stringMatching(/^1[0-9]{10}$/), (text) => digits(maskPhone(text)) <= 7));
  });
});

describe('search words', () => {
  it('are pairs of Chinese characters and whole other words', () => {
    expect(bigrams('清溪村3组 X101东侧')).toEqual(['清溪', '溪村', '3', '组', 'x101', '东侧']);
    expect(bigrams('ＡＢＣ　塘')).toEqual(['abc', '塘']);
    expect(searchText(['清溪', null, undefined, '清溪村'])).toBe('清溪 溪 溪村 村');
  });
  it('find a single character anywhere, and the beginning of a number', () => {
    const index = searchText(['清溪村3组渠边', '9999010041']).split(' ');
    const found = (text: string) =>
      searchTerms(text).every(({ word, prefix }) =>
        index.some((each) => (prefix ? each.startsWith(word) : each === word)),
      );
    expect(['清', '溪', '村', '边', '溪村', '999901', '3', '组渠'].filter((text) => !found(text))).toEqual([]);
    expect(['塘', '溪边', '0041'].filter(found)).toEqual([]);
  });
  it('let every part of a text be found', () => {
    const han = fc.stringMatching(/^[一-龥]{2,12}$/);
    fc.assert(
      fc.property(han, fc.nat(), fc.nat(), (text, from, size) => {
        const start = from % (text.length - 1);
        const part = text.slice(start, start + 2 + (size % (text.length - start)));
        expect(bigrams(text)).toEqual(expect.arrayContaining(bigrams(part)));
      }),
    );
  });
});

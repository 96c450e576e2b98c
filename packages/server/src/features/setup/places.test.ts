import { describe, expect, it } from 'vitest';
import { flattenPlaces, nestPlaces, type PlaceRow } from './places.ts';

const rows = (...texts: string[]): PlaceRow[] =>
  texts.map((text, i) => {
    const [code = '', name = ''] = text.split(' ');
    return { at: `第 ${i + 2} 行`, code, name };
  });

describe('a list of codes and names', () => {
  it('is nested and sorted, towns without villages included', () => {
    const { towns, complaints } = nestPlaces(
      rows('999901102 样板镇', '999901101202 石桥村', '999901101 示例镇', '999901101201 清溪村'),
      '999901',
    );
    expect(complaints).toEqual([]);
    expect(towns).toEqual([
      {
        code: '999901101',
        name: '示例镇',
        villages: [
          { code: '999901101201', name: '清溪村' },
          { code: '999901101202', name: '石桥村' },
        ],
      },
      { code: '999901102', name: '样板镇', villages: [] },
    ]);
    expect(nestPlaces(flattenPlaces(towns), '999901').towns).toEqual(towns);
  });

  it('names every wrong row with its place and remedy, all in one round', () => {
    const { complaints } = nestPlaces(
      rows(
        '999901101 示例镇',
        '9.99901E+11 清溪村',
        '12345 短村',
        '999902101 外镇',
        '999901101201',
        '999901101 再来镇',
        '999901103201 孤村',
      ),
      '999901',
    );
    expect(complaints.map(({ at }) => at)).toEqual(['第 3 行', '第 4 行', '第 5 行', '第 6 行', '第 7 行', '第 8 行']);
    expect(complaints.map(({ message }) => message).join('\n')).toMatch(
      /科学计数.*文本[\s\S]*9 位或 12 位[\s\S]*不属于本县区[\s\S]*没有名称[\s\S]*与第 2 行重复[\s\S]*999901103 不在表里/,
    );
  });

  it('does not blame a village for its town being wrong: one mistake, one complaint', () => {
    const { complaints } = nestPlaces(rows('999901101', '999901101201 清溪村'), '999901');
    expect(complaints).toHaveLength(1);
  });
});

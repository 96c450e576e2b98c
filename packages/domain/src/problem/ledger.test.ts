import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RuleRow, rulesOn } from '../rules/rows.ts';
import { type BoardItem, board, boardChange, light } from './board.ts';
import { transitionDiagram, transitionList } from './diagram.ts';
import { formListVersion } from './list.ts';
import { parseProblemNo, problemNo, shortNo, townMark } from './number.ts';
import { isRebound, shares } from './rebound.ts';
import { stockOrNew } from './stock.ts';

const rules = rulesOn([], '2026-11-23');

describe('numbers', () => {
  it('read and write', () => {
    expect(problemNo(2026, townMark('示例镇'), 137)).toBe('2026-示例-0137');
    expect(problemNo(2026, '示例', 10_000, '示范')).toBe('2026-示范示例-10000');
    expect(shortNo('2026-示例-0137')).toBe('0137');
    expect(shortNo('老编号7')).toBe('老编号7');
    expect([townMark('城关镇', ['城关乡', '城关镇']), townMark('东镇'), townMark('清溪街道')]).toEqual([
      '城关镇',
      '东镇',
      '清溪',
    ]);
  });

  it('come back as they went, whatever the town is called', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2099 }),
        fc.stringMatching(/^[一-鿿A-Z-]{1,8}$/),
        fc.integer({ min: 1, max: 99_999 }),
        (year, place, seq) => {
          expect(parseProblemNo(problemNo(year, place, seq))).toEqual({ year, place, seq });
        },
      ),
    );
  });
});

describe('stock and new', () => {
  const value = (...args: Parameters<typeof stockOrNew>) => stockOrNew(...args).value;
  const other: RuleRow = {
    key: 'stock.cutOff',
    value: { ruralHouse: '2020-07-03', others: '2024-01-01' },
    countyCode: '999901',
    validFrom: '2026-01-01',
    validTo: null,
    sourceDoc: '示范县',
    mark: 'K',
    status: 'confirmed',
    confirmedBy: 'p1',
  };
  it.each([
    ['2019', 'stock'],
    ['2020', 'unknown'],
    ['2020-07', 'unknown'],
    ['2020-06', 'stock'],
    ['2020-07-02', 'stock'],
    ['2020-07-03', 'new'],
    ['2021', 'new'],
    [null, 'unknown'],
  ] as const)('rural house built %s is %s', (built, expected) => {
    expect(value('T01', built, rules)).toBe(expected);
  });
  it('is not guessed for other types until the county sets a day', () => {
    expect(value('T16', '2019', rules)).toBe('unknown');
    expect(value('T16', '2019', rulesOn([other], '2026-11-23'))).toBe('stock');
  });
});

describe('list versions', () => {
  const ids = (...names: string[]) => names.map((problemId) => ({ problemId, reopenedOn: null }));
  const first = formListVersion(null, ids('a', 'b'), '2026-09-28', '陈丙', rules);

  it('gives a clock only to new items', () => {
    const second = formListVersion(first, ids('b', 'c'), '2026-11-23', '陈丙', rules);
    expect(second.items).toEqual([
      { problemId: 'b', no: 1, clockVersion: 1, listFormedOn: '2026-09-28', dueOn: '2026-11-27', isNew: false },
      { problemId: 'c', no: 2, clockVersion: 2, listFormedOn: '2026-11-23', dueOn: '2027-01-22', isNew: true },
    ]);
  });

  it('starts anew for a problem that came back after write-off', () => {
    const again = formListVersion(first, [{ problemId: 'a', reopenedOn: '2026-11-01' }], '2026-11-23', '陈丙', rules);
    expect(again.items[0]).toMatchObject({ isNew: true, dueOn: '2027-01-22' });
  });

  it('refuses doubles and going back in time', () => {
    expect(() => formListVersion(null, ids('a', 'a'), '2026-09-28', '陈丙', rules)).toThrow(RangeError);
    expect(() => formListVersion(first, ids('a'), '2026-09-27', '陈丙', rules)).toThrow(RangeError);
  });

  it('never changes a date that was set, over any series of versions', () => {
    const version = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(version, { minLength: 2, maxLength: 6 }), (series) => {
        let previous = null as ReturnType<typeof formListVersion> | null;
        series.forEach((names, i) => {
          const next = formListVersion(previous, ids(...names), `2026-0${i + 1}-10`, '陈丙', rules);
          for (const item of next.items) {
            const old = previous?.items.find((each) => each.problemId === item.problemId);
            if (old)
              expect([item.dueOn, item.listFormedOn, item.clockVersion]).toEqual([
                old.dueOn,
                old.listFormedOn,
                old.clockVersion,
              ]);
            else expect(item.listFormedOn).toBe(next.formedOn);
          }
          previous = next;
        });
      }),
    );
  });
});

describe('rebound', () => {
  it('rises only over written-off ground, from either side', () => {
    expect(isRebound('writtenOff', { overlapM2: 100, newM2: 100, oldM2: 5000 }, rules)).toBe(true);
    expect(isRebound('writtenOff', { overlapM2: 100, newM2: 2000, oldM2: 5000 }, rules)).toBe(false);
    expect(isRebound('rectifying', { overlapM2: 100, newM2: 100, oldM2: 100 }, rules)).toBe(false);
    expect(isRebound('writtenOff', { overlapM2: 0, newM2: 100, oldM2: 100 }, rules)).toBe(false);
    expect(shares({ overlapM2: 1, newM2: 0, oldM2: 0 })).toEqual({ ofNew: 0, ofOld: 0, larger: 0 });
  });
});

describe('board', () => {
  const item = (
    problemId: string,
    row: string,
    plannedOn: string,
    actualOn: string | null,
    writtenOffOn: string | null = null,
  ): BoardItem => ({
    problemId,
    row,
    milestones: [{ step: 'recultivated', plannedOn, actualOn }],
    dueOn: '2026-11-20',
    writtenOffOn,
  });
  const items = [
    item('1', '清溪', '2026-11-20', '2026-11-19'),
    item('2', '清溪', '2026-11-20', null),
    item('3', '清溪', '2026-12-20', '2026-11-01', '2026-11-15'),
    item('4', '石桥', '2026-12-01', null),
  ];
  const now = board(items, ['石桥', '清溪', '南塘'], ['recultivated'], '2026-11-23', rules);

  it('counts late items, and early ones do not hide them', () => {
    expect(now.rows.map((row) => row.row)).toEqual(['石桥', '清溪', '南塘']);
    expect(now.rows[1]?.cells.recultivated).toEqual({
      total: 3,
      planned: 2,
      actual: 1,
      gap: 1,
      ahead: 1,
      light: 'amber',
      late: ['2'],
    });
    expect(now.rows[0]?.cells.recultivated).toMatchObject({ planned: 0, light: 'none' });
    expect(now.rows[2]).toMatchObject({ items: 0, overdue: 0 });
    expect(now.total).toMatchObject({ items: 4, overdue: 3, writtenOff: 1 });
  });

  it.each([
    [31, 31, 'green'],
    [31, 30, 'amber'],
    [26, 24, 'amber'],
    [24, 21, 'red'],
    [16, 14, 'red'],
    [5, 3, 'red'],
    [0, 0, 'none'],
  ] as const)('%i planned, %i done is %s', (planned, actual, expected) => {
    expect(light(planned, actual, rules.value('board.near'))).toBe(expected);
  });

  it('counts a step of today once it is done, and as late only tomorrow', () => {
    const on = (actualOn: string | null, day: string) =>
      board([item('1', '甲', '2026-11-20', actualOn)], ['甲'], ['recultivated'], day, rules).rows[0]?.cells
        .recultivated;
    expect(on(null, '2026-11-20')).toMatchObject({ planned: 0, gap: 0, light: 'none' });
    expect(on('2026-11-20', '2026-11-20')).toMatchObject({ planned: 1, actual: 1, light: 'green' });
    expect(on(null, '2026-11-21')).toMatchObject({ planned: 1, actual: 0, gap: 1 });
    expect(on('2026-11-22', '2026-11-21')).toMatchObject({ actual: 0, gap: 1, ahead: 0 });
  });

  it('compares with an earlier snapshot', () => {
    const before = board(items, ['清溪'], ['recultivated'], '2026-11-19', rules).rows[0];
    const row = now.rows[1];
    expect(row && boardChange(row, before)).toEqual({ recultivated: 1 });
    expect(row && boardChange(row, undefined)).toEqual({});
  });

  it('adds up: the total is the sum of its rows', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((d) => `2026-11-${String(d).padStart(2, '0')}`);
    const any = fc.record({ row: fc.constantFrom('甲', '乙', '丙'), plannedOn: day, actualOn: fc.option(day) });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), day, (raw, on) => {
        const made = board(
          raw.map((each, i) => item(String(i), each.row, each.plannedOn, each.actualOn)),
          ['甲', '乙', '丙'],
          ['recultivated'],
          on,
          rules,
        );
        for (const field of ['planned', 'actual', 'gap', 'ahead'] as const) {
          const sum = made.rows.reduce((total, row) => total + (row.cells.recultivated?.[field] ?? 0), 0);
          expect(made.total.cells.recultivated?.[field]).toBe(sum);
        }
        for (const row of made.rows)
          expect((row.cells.recultivated?.planned ?? 0) - (row.cells.recultivated?.actual ?? 0)).toBe(
            row.cells.recultivated?.gap,
          );
      }),
    );
  });
});

describe('the diagram', () => {
  const text = transitionDiagram();
  it('draws moves, resumes to where it came from, and leaves out what changes no state', () => {
    expect(text).toContain('  [*] --> registered');
    expect(text).toContain('  countyReview --> writtenOff: 同意销号');
    expect(text).toContain('  suspended --> rectifying: 恢复办理');
    expect(text).not.toContain('rectifying --> rectifying');
    expect(text).not.toContain('before');
  });
  it('lists every action once', () => {
    expect(transitionList().match(/`problem\.countyApprove`/g)).toHaveLength(1);
  });
});

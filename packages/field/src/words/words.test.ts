import type { TaskView } from '@shoutian/domain/api';
import { groundFindings, verdicts } from '@shoutian/domain/dictionaries';
import { describe, expect, test } from 'vitest';
import { directionWords, distanceWords, sizeWords } from './distance.ts';
import { dueWords } from './due.ts';
import { plainTitle, problemPlace, shortNumber, shortPlace } from './place.ts';
import { byDue, taskPath, taskWords } from './tasks.ts';
import { findingChoices, plainVerdicts, subChoices, typeChoices, verdictChoices } from './verdicts.ts';

test('due days in the words of the village', () => {
  const at = (dueOn: string | null) => dueWords(dueOn, '2026-11-23');
  expect(at('2026-11-22')).toMatchObject({ zh: '逾期 1 天', tone: 'red' });
  expect(at('2026-11-23')).toMatchObject({ zh: '今天到期', tone: 'amber' });
  expect(at('2026-11-24').zh).toBe('明天到期');
  expect(at('2026-11-25').zh).toBe('后天到期');
  expect(at('2026-12-02')).toMatchObject({ zh: '还有 9 天', tone: 'blue' });
  expect(at(null).tone).toBe('grey');
});

test('distances are as precise as the position is', () => {
  expect([3.4, 88, 112, 424, 994, 996, 1240, 9940, 22_600].map((m) => distanceWords(m).zh)).toEqual([
    '3 米',
    '88 米',
    '110 米',
    '420 米',
    '990 米',
    '1.0 公里',
    '1.2 公里',
    '9.9 公里',
    '23 公里',
  ]);
  expect([0, 22.4, 22.6, 46, 359, -90, 720].map((deg) => directionWords(deg).zh)).toEqual([
    '北',
    '北',
    '东北',
    '东北',
    '北',
    '西',
    '北',
  ]);
  expect([400, 640_000, 3_100_000].map(sizeWords)).toEqual(['1 KB', '640 KB', '3.1 MB']);
});

describe('plain words for the judgement', () => {
  test('every verdict can be chosen, whatever stands on the ground', () => {
    for (const finding of [...groundFindings.codes, null])
      for (const ongoing of [true, false, null])
        expect(
          verdictChoices(finding, ongoing)
            .map((one) => one.code)
            .sort(),
        ).toEqual([...verdicts.codes].sort());
  });
  test('no code and no officialese reaches the screen', () => {
    const texts = [
      ...Object.values(plainVerdicts),
      ...findingChoices,
      ...groundFindings.codes.flatMap((code) => typeChoices(code)),
      ...verdicts.codes.flatMap((code) => subChoices(code)),
    ].flatMap(({ label, hint }) => [label.zh, label.en, hint?.zh ?? '', hint?.en ?? '']);
    for (const text of texts) expect(text).not.toMatch(/[JT]\d\d|违法|认定|非农|非粮|图斑|203/);
  });
  test('the likely answer stands first', () => {
    expect(verdictChoices('unchanged', null)[0]?.code).toBe('J50');
    expect(verdictChoices('road', false)[0]?.code).toBe('J30');
    expect(verdictChoices('shed', true)[0]?.code).toBe('J20');
  });
  test('a kind of occupation is offered once, 别的 is always there', () => {
    for (const finding of [...groundFindings.codes, null]) {
      const codes = typeChoices(finding).map((one) => one.code);
      expect(new Set(codes).size).toBe(codes.length);
      expect(codes.at(-1)).toBe('T99');
    }
  });
});

describe('tasks', () => {
  const task = { id: 't', subjectId: 's', clueId: 'c', problemId: null } as const;
  test('each kind has its screen', () => {
    expect(taskPath({ ...task, kind: 'verifyClue' })).toBe('/report/c?task=t');
    expect(taskPath({ ...task, kind: 'recheckStop' })).toBe('/recheck/s?task=t');
    expect(taskPath({ ...task, kind: 'supplement' })).toBe('/report/c?task=t');
    expect(taskPath({ ...task, kind: 'supplement', problemId: 'p' })).toBe('/problem/p/evidence?task=t');
    for (const kind of Object.keys(taskWords) as (keyof typeof taskWords)[])
      expect(taskPath({ ...task, kind })).toMatch(/^\//);
  });
  test('what was sent back first, then by due day', () => {
    const make = (id: string, dueOn: string | null, returnedReason: string | null = null) =>
      ({ id, dueOn, returnedReason }) as TaskView;
    const rows = [make('a', null), make('b', '2026-12-01'), make('c', '2026-11-01'), make('d', '2026-12-09', '看不清')];
    expect(rows.sort(byDue).map((row) => row.id)).toEqual(['d', 'c', 'b', 'a']);
  });
});

test('titles lose what every line would repeat', () => {
  const geometry = { type: 'Polygon' as const, coordinates: [] };
  const task = { villageName: '清溪村', no: 'XS2026-002-H1', geometry };
  expect(plainTitle({ ...task, geometry: null, no: 'XC-0001', title: '复查停工 清溪村 XC-0001' })).toBe('发现点 0001');
  expect(plainTitle({ ...task, title: '核查 清溪村 XS2026-002-H1' })).toBe('图斑 H1');
  expect(plainTitle({ ...task, title: '核查 清溪村三组渠边 XS2026-002-H1' })).toBe('三组渠边 H1');
  expect(plainTitle({ ...task, title: '3组渠边，疑似新建房' })).toBe('3组渠边，疑似新建房');
  expect(plainTitle({ ...task, no: '2026-示例-0001', title: '整改 清溪村农村村民非法占地建住宅' })).toBe(
    '村民盖住房 0001',
  );
  expect(problemPlace({ locationText: '', type: 'T16', problemNo: '2026-示例-0137' })).toBe('硬化、堆料、停车场 0137');
  expect(problemPlace({ locationText: '公路东侧，堆场', type: 'T16', problemNo: '1' })).toBe('公路东侧');
  expect(shortPlace('3组渠边，疑似新建房')).toBe('3组渠边');
  expect(shortNumber('2026-示例-0137')).toBe('0137');
});

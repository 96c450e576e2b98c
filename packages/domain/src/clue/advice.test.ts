import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemStates } from '../problem/states.ts';
import { type RuleRow, rulesOn } from '../rules/rows.ts';
import { type DuplicatePair, decisionGaps, duplicateWhys, mergeEffect, mustDecide } from './duplicates.ts';
import { type OverlayFigures, proposeVerdicts } from './proposal.ts';
import { type Receiver, type RoutingRule, route } from './routing.ts';

const rules = rulesOn([], '2026-11-23');

describe('proposed verdicts', () => {
  const figures: OverlayFigures = {
    areaM2: 2280,
    farmM2: 2033.5,
    pbfM2: 1240,
    constructionM2: 0,
    ruralRoadM2: 166.7,
    approvedM2: 0,
    facilityM2: 0,
  };
  const first = (more: Partial<OverlayFigures>, patchType: string | null = null) =>
    proposeVerdicts({ ...figures, ...more }, patchType, rules)[0];

  it('say what they look like and why', () => {
    expect(first({})?.text.zh).toBe(
      '像「违法—非农违法」，因为占耕地 3.05 亩（永农 1.86 亩），批文红线盖住 0%，设施备案盖住 0%',
    );
  });

  it.each([
    [{ approvedM2: 2212 }, 'J10'],
    [{ facilityM2: 2280 }, 'J31'],
    [{ constructionM2: 2200, farmM2: 0 }, 'J60'],
    [{ ruralRoadM2: 2279, farmM2: 1 }, 'J30'],
    [{ approvedM2: 1500 }, 'J20'],
  ] as const)('%o looks like %s', (more, verdict) => {
    expect(first(more)?.verdict).toBe(verdict);
  });

  it('read the kind of planting from the source’s word, and partial cover as too much occupied', () => {
    expect(first({}, '苗木')?.verdict).toBe('J21');
    expect(first({ approvedM2: 1500 })?.subValue).toBe('overOccupation');
  });

  it('do not take an absent layer for an empty one, and propose nothing without farmland', () => {
    expect(first({ approvedM2: null })?.reasons.map((each) => each.zh)).toContain('批文红线没有图层可比');
    expect(proposeVerdicts({ ...figures, farmM2: 0 }, null, rules)).toEqual([]);
    expect(proposeVerdicts({ ...figures, farmM2: null }, null, rules)).toEqual([]);
    expect(proposeVerdicts({ ...figures, areaM2: 0 }, null, rules)).toEqual([]);
  });

  it('always give a reason', () => {
    const part = fc.option(fc.double({ min: 0, max: 2000, noNaN: true }));
    const any = fc.record({
      areaM2: fc.constant(2000),
      farmM2: part,
      pbfM2: part,
      constructionM2: part,
      ruralRoadM2: part,
      approvedM2: part,
      facilityM2: part,
    });
    fc.assert(
      fc.property(any, (each) =>
        proposeVerdicts(each, null, rules).every(
          (found) => found.reasons.length > 0 && found.text.zh.startsWith('像「'),
        ),
      ),
    );
  });
});

describe('duplicates', () => {
  const pair: DuplicatePair = {
    newNo: '9999010041',
    oldNo: '9999010318',
    oldKind: 'problem',
    oldState: 'rectifying',
    sameChannel: true,
    overlapM2: 1850,
    newM2: 2280,
    oldM2: 1967,
    distanceM: 0,
  };
  const kinds = (more: Partial<DuplicatePair>) => duplicateWhys({ ...pair, ...more }, rules).map((why) => why.kind);

  it('say why, with both shares', () => {
    expect(duplicateWhys(pair, rules)).toEqual([
      { kind: 'overlap', text: { zh: '重叠 81% / 94%', en: 'overlap 81% / 94%' } },
    ]);
  });

  it('come from number, overlap, neighbourhood and written-off ground', () => {
    expect(kinds({ oldNo: pair.newNo, overlapM2: 0 })).toEqual(['sameNumber', 'near']);
    expect(kinds({ oldNo: pair.newNo, sameChannel: false, overlapM2: 0, distanceM: 300 })).toEqual([]);
    expect(kinds({ newNo: '', oldNo: '', overlapM2: 0, distanceM: null })).toEqual([]);
    expect(kinds({ oldState: 'writtenOff', overlapM2: 300 })).toEqual(['rebound']);
    expect(kinds({ overlapM2: 1, distanceM: 0 })).toEqual(['near']);
  });

  it('ask for a decision except of mere neighbours', () => {
    expect([
      mustDecide([{ kind: 'near' }]),
      mustDecide([{ kind: 'near' }, { kind: 'sameNumber' }]),
      mustDecide([]),
    ]).toEqual([false, true, false]);
  });

  it('want a reason for keeping apart, and a like number for a repeat', () => {
    expect(decisionGaps('apart', ' ', pair).map((each) => each.code)).toEqual(['duplicate.reason']);
    expect(decisionGaps('apart', '相邻两家', pair)).toEqual([]);
    expect(decisionGaps('skip', null, pair).map((each) => each.code)).toEqual(['duplicate.numberDiffers']);
    expect(decisionGaps('skip', null, { ...pair, oldNo: pair.newNo })).toEqual([]);
    expect(decisionGaps('merge', null, pair)).toEqual([]);
  });

  it('reopen written-off problems and join open ones', () => {
    for (const state of problemStates.entries) expect(mergeEffect(state.code) === 'join').toBe(state.open);
    expect([mergeEffect('writtenOff'), mergeEffect('mergedInto')]).toEqual(['reopen', 'follow']);
  });
});

describe('routing', () => {
  const village = '999901101201';
  const receiver = (personId: string, role: Receiver['role'], scopeCode = village): Receiver => ({
    personId,
    name: personId,
    role,
    scopeCode,
  });
  const subject = { divisionCode: village, type: 'T16', channel: 'satelliteEnforcement' } as const;
  const routes = (...value: RoutingRule[]) => {
    const row: RuleRow = {
      key: 'dispatch.routes',
      value,
      countyCode: '999901',
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
      sourceDoc: '',
      mark: 'D',
      status: 'draft',
      confirmedBy: null,
    };
    return (day: string) => rulesOn([row], day);
  };

  it('sends by type and village, and says so', () => {
    const routed = route(
      subject,
      [receiver('李乙', 'village'), receiver('钱辛', 'gridder'), receiver('远', 'gridder', '999901101202')],
      rules,
    );
    expect(routed).toMatchObject({ leadRole: 'townBuild', personId: '钱辛' });
    expect(routed.log.map((each) => each.rule)).toEqual(['dictionary', 'village']);
  });

  it('lets a person choose between two, and says where nobody is', () => {
    expect(route(subject, [receiver('a', 'gridder'), receiver('b', 'gridder')], rules)).toMatchObject({
      personId: null,
      log: [{}, { text: { zh: '这个村有 2 人可派，请指定' } }],
    });
    expect(route({ ...subject, divisionCode: '999901101' }, [receiver('a', 'gridder')], rules).personId).toBeNull();
    expect(route({ ...subject, type: 'T99' }, [], rules).leadRole).toBeNull();
  });

  it('prefers the county’s own rules, the highest that fits, within their dates and conditions', () => {
    const on = routes(
      { name: '别的类型', types: ['T01'], person: 'y' },
      { name: '一镇', divisions: ['999901101'], person: 'x' },
      { name: '卫片', channels: ['satelliteEnforcement'], lead: 'townIndustry', person: 'w' },
    );
    const named = ['w', 'x', 'y'].map((username) => ({ personId: `p-${username}`, name: username, username }));
    const here = [receiver('钱辛', 'gridder')];
    expect(route(subject, here, on('2026-11-23'), named)).toMatchObject({
      leadRole: 'townIndustry',
      personId: 'p-x',
      log: [{ rule: '卫片' }, { rule: '一镇' }],
    });
    expect(route({ ...subject, divisionCode: '999901102201' }, [], on('2026-11-23'), named).personId).toBe('p-w');
    expect(route(subject, here, on('2027-01-01'), named)).toMatchObject({ leadRole: 'townBuild', personId: '钱辛' });
    const gone = route(subject, here, on('2026-11-23'), []);
    expect(gone.personId).toBe('钱辛');
    expect(gone.log[1]?.text.zh).toBe('规则「一镇」指定的人不能接收这里的线索');
  });

  it('follows the county’s split of types between the centres', () => {
    const row: RuleRow = {
      key: 'lead.byType',
      value: { T16: 'townIndustry', T01: null },
      countyCode: '999901',
      validFrom: '2026-01-01',
      validTo: null,
      sourceDoc: '三定',
      mark: 'D',
      status: 'confirmed',
      confirmedBy: 'p1',
    };
    const own = rulesOn([row], '2026-11-23');
    expect(route(subject, [], own).leadRole).toBe('townIndustry');
    expect(route({ ...subject, type: 'T01' }, [], own).leadRole).toBeNull();
    expect(route({ ...subject, type: 'T02' }, [], own).leadRole).toBe('townBuild');
  });
});

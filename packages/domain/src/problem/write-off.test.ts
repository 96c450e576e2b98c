import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleKey, RuleRow } from '../rules/index.ts';
import { rulesOn } from '../rules/rows.ts';
import { closeArea, closedByPaper } from './closure.ts';
import { stands, unmetAt, warnings, writeOffGuards } from './write-off.ts';
import { type WriteOffFacts, type WriteOffGuardId, writeOffGuardIds } from './write-off-facts.ts';

const confirmed = (key: RuleKey, value: unknown): RuleRow => ({
  key,
  value,
  countyCode: '999901',
  validFrom: '2026-01-01',
  validTo: null,
  sourceDoc: '示范县规则确认表',
  mark: 'D',
  status: 'confirmed',
  confirmedBy: 'p-county',
});
const shipped = rulesOn([], '2026-12-18');
const county = rulesOn([confirmed('approval.coverRatio', 0.95), confirmed('writeOff.noticeDays', 7)], '2026-12-18');

/** Problem 0137 of the reference screens, complete: 3.42 亩, of which 0.25 亩 road was lawful before. */
const complete: WriteOffFacts = {
  verifyResult: 'true',
  verifiedOn: '2026-07-29',
  verifiedByName: '周甲',
  areaM2: 2280,
  parts: [
    { treatment: 'recultivated', areaM2: 2113.3 },
    { treatment: 'kept', areaM2: 166.7 },
  ],
  method: 'demolishAndRecultivate',
  demolitionRequired: true,
  supersedingDecisionNo: null,
  evidenceGaps: [],
  openFlags: [],
  handledFlags: 3,
  uploaders: ['u1'],
  reviewers: [
    { personId: 'r1', name: '周甲', on: '2026-12-09', passed: true },
    { personId: 'r2', name: '钱辛', on: '2026-12-09', passed: true },
  ],
  notice: { from: '2026-12-10', to: '2026-12-17' },
  penalty: { imposed: false, performed: false, reason: '限期内自行拆除' },
  legalCase: { filed: false, closed: false, noCaseReason: '限期自行拆除' },
  approvals: [],
  opinions: { village: { personId: 'v1', name: '李乙' }, centre: { personId: 'r1', name: '周甲' } },
  lookBackPlan: ['2027-01-17', '2027-03-18', '2027-06-16'],
  overrides: [],
  today: '2026-12-18',
};
const statuses = (facts: Partial<WriteOffFacts>, rules = county) =>
  Object.fromEntries(writeOffGuards({ ...complete, ...facts }, rules).map((each) => [each.id, each.status])) as Record<
    WriteOffGuardId,
    string
  >;
const codes = (facts: Partial<WriteOffFacts>, rules = county) =>
  unmetAt(writeOffGuards({ ...complete, ...facts }, rules), 'county').map((each) => each.code);
const approval = {
  id: 'a1',
  docNo: '示政土〔2026〕9号',
  approvedOn: '2026-11-01',
  areaM2: 2280,
  scanId: 's1',
  coverRatio: 0.97,
};
const legalised: Partial<WriteOffFacts> = {
  method: 'legaliseConversion',
  demolitionRequired: false,
  parts: [{ treatment: 'legalised', areaM2: 2280 }],
  approvals: [approval],
};

describe('eleven guards', () => {
  it('are satisfied or do not apply to a complete demolition', () => {
    const results = writeOffGuards(complete, county);
    expect(results.map((each) => each.id)).toEqual([...writeOffGuardIds]);
    expect(results.filter(stands)).toEqual([]);
    expect(statuses({})).toMatchObject({
      penaltyPerformed: 'notApplicable',
      approved: 'notApplicable',
      demolished: 'satisfied',
    });
  });

  it.each([
    ['verified', { verifyResult: 'untrue' }, 'writeOff.verified'],
    ['areaClosed', { parts: [{ treatment: 'recultivated', areaM2: 2113.3 }] }, 'writeOff.areaClosed'],
    ['areaClosed', { parts: [] }, 'writeOff.areaClosed'],
    ['demolished', { method: 'legaliseConversion' }, 'writeOff.demolished.method'],
    ['demolished', { parts: [{ treatment: 'confiscated', areaM2: 2280 }] }, 'writeOff.demolished.paper'],
    [
      'demolished',
      { evidenceGaps: [{ code: 'evidence.soilDepth', message: { zh: '土层厚度', en: 'soil depth' } }] },
      'evidence.soilDepth',
    ],
    ['authentic', { openFlags: [{ id: 'f1', check: 'E04', photoId: 'p4' }] }, 'writeOff.authentic'],
    ['fieldReviewed', { reviewers: complete.reviewers.slice(0, 1) }, 'writeOff.fieldReviewed'],
    ['noticed', { notice: null }, 'writeOff.noticed'],
    ['noticed', { notice: { from: '2026-12-12', to: '2026-12-17' } }, 'writeOff.noticed.short'],
    ['noticed', { today: '2026-12-17' }, 'writeOff.noticed.running'],
    ['penaltyPerformed', { penalty: { imposed: true, performed: false, reason: null } }, 'writeOff.penaltyPerformed'],
    ['caseSettled', { legalCase: { filed: true, closed: false, noCaseReason: null } }, 'writeOff.caseSettled.open'],
    ['caseSettled', { legalCase: { filed: false, closed: false, noCaseReason: ' ' } }, 'writeOff.caseSettled.reason'],
    ['signed', { opinions: { village: null, centre: null } }, 'writeOff.signed.village'],
    ['lookBackPlanned', { lookBackPlan: ['2027-01-17'] }, 'writeOff.lookBackPlanned'],
  ] satisfies [WriteOffGuardId, Partial<WriteOffFacts>, string][])(
    '%s names what is missing (%#)',
    (id, facts, code) => {
      expect(statuses(facts)[id]).toBe('missing');
      expect(codes(facts)).toContain(code);
    },
  );

  it('says how long the notice still runs', () => {
    const [gap] =
      writeOffGuards({ ...complete, today: '2026-12-15' }, county).find((each) => each.id === 'noticed')?.missing ?? [];
    expect(gap?.message.zh).toBe('公示 12月17日期满，还差 2 天');
  });

  it('counts a reviewer once, and never one who uploaded evidence or found against', () => {
    const twice = [...complete.reviewers.slice(0, 1), ...complete.reviewers.slice(0, 1)];
    expect(statuses({ reviewers: twice }).fieldReviewed).toBe('missing');
    expect(statuses({ uploaders: ['r2'] }).fieldReviewed).toBe('missing');
    expect(
      statuses({ reviewers: complete.reviewers.map((each, i) => ({ ...each, passed: i === 0 })) }).fieldReviewed,
    ).toBe('missing');
  });
});

describe('approvals', () => {
  it('must cover the ground, be scanned, drawn and dated', () => {
    expect(codes(legalised)).toEqual([]);
    expect(codes({ ...legalised, approvals: [] })).toEqual(['writeOff.approved.none']);
    expect(codes({ ...legalised, approvals: [{ ...approval, coverRatio: 0.949 }] })).toEqual([
      'writeOff.approved.cover',
    ]);
    expect(
      codes({ ...legalised, approvals: [{ ...approval, approvedOn: '2026-12-19', scanId: null, coverRatio: null }] }),
    ).toEqual(['writeOff.approved.future', 'writeOff.approved.scan', 'writeOff.approved.polygon']);
  });

  it('warns but does not block while the ratio is only our proposal', () => {
    const results = writeOffGuards(
      { ...complete, ...legalised, approvals: [{ ...approval, coverRatio: 0.5 }] },
      shipped,
    );
    expect(unmetAt(results, 'county')).toEqual([]);
    expect(warnings(results).map((each) => each.code)).toEqual(['writeOff.approved.cover']);
  });
});

describe('overrides', () => {
  const override = {
    guard: 'noticed',
    byId: 'c1',
    byName: '王丁',
    byCounty: true,
    reason: '村已撤并',
    documentId: 'd1',
  } as const;
  it('open one guard, by the county, with reason and document', () => {
    expect(codes({ notice: null, overrides: [override] })).toEqual([]);
    for (const bad of [
      { byCounty: false },
      { reason: ' ' },
      { documentId: '' },
      { guard: 'signed' as const },
      { byId: 'u1' },
    ]) {
      expect(codes({ notice: null, overrides: [{ ...override, ...bad }] })).toEqual(['writeOff.noticed']);
    }
  });

  it('do not lift a required demolition without a later legal decision', () => {
    const paper = {
      method: 'legaliseConversion',
      parts: legalised.parts ?? [],
      approvals: [approval],
      overrides: [{ ...override, guard: 'demolished' }],
    } as const;
    expect(codes(paper)).toContain('writeOff.demolished.method');
    expect(codes({ ...paper, supersedingDecisionNo: '示行复〔2026〕3号' })).toEqual([]);
  });
});

it('asks a request only for what the village can do, the town for the rest', () => {
  const results = writeOffGuards(
    { ...complete, notice: null, lookBackPlan: [], openFlags: [{ id: 'f', check: 'E02', photoId: null }] },
    county,
  );
  expect(unmetAt(results, 'request').map((each) => each.code)).toEqual(['writeOff.authentic']);
  expect(unmetAt(results, 'town').map((each) => each.code)).toEqual([
    'writeOff.authentic',
    'writeOff.noticed',
    'writeOff.lookBackPlanned',
  ]);
});

describe('area closure', () => {
  it('closes within 0.01 亩 and not beyond', () => {
    const tolerance = 2000 / 3 / 100;
    expect(closeArea(2280, [{ treatment: 'recultivated', areaM2: 2280 - tolerance + 0.001 }], 0.01).closed).toBe(true);
    expect(closeArea(2280, [{ treatment: 'recultivated', areaM2: 2280 - tolerance - 0.001 }], 0.01).closed).toBe(false);
    expect(closeArea(2280, [{ treatment: 'recultivated', areaM2: 2280 + tolerance + 0.001 }], 0.01).closed).toBe(false);
  });

  it('adds decimals without a binary remainder', () => {
    const parts = Array.from({ length: 30 }, () => ({ treatment: 'recultivated' as const, areaM2: 0.1 }));
    expect(closeArea(3, parts, 0)).toMatchObject({ closed: true, differenceM2: 0 });
  });

  it('closes any split of an area, whatever the parts', () => {
    const cents = fc.integer({ min: 1, max: 1e7 });
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 20 }), (parts) => {
        const total = parts.reduce((sum, part) => sum + part, 0) / 100;
        expect(
          closeArea(
            total,
            parts.map((part) => ({ treatment: 'restored' as const, areaM2: part / 100 })),
            0,
          ).closed,
        ).toBe(true);
      }),
    );
  });

  it('counts paper apart from ground', () => {
    expect(
      closedByPaper([
        { treatment: 'legalised', areaM2: 5 },
        { treatment: 'confiscated', areaM2: 2 },
        { treatment: 'kept', areaM2: 9 },
      ]),
    ).toBe(7);
  });
});

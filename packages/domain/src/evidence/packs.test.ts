import { describe, expect, it } from 'vitest';
import { rectifyMethods } from '../dictionaries/rectification.ts';
import { blockingGaps } from '../problem/check-item.ts';
import { type RuleKey, type RuleRow, rulesOn } from '../rules/index.ts';
import { checkCompleteness, completeness } from './completeness.ts';
import { type DemolitionPack, EvidencePack, emptyDemolitionPack, type PackPhoto } from './packs.ts';
import { type ApprovalUse, checkApproval, checkAreas } from './papers.ts';
import type { PairTest } from './viewpoint.ts';

const rules = rulesOn([], '2026-12-18');
const row = (key: RuleKey, value: unknown): RuleRow => ({
  key,
  value,
  countyCode: '999901',
  validFrom: '2026-01-01',
  validTo: null,
  sourceDoc: '示范县',
  mark: 'D',
  status: 'confirmed',
  confirmedBy: 'p',
});
const strict = rulesOn(
  [row('evidence.viewpoints', 2), row('evidence.visits', { count: 2, gapDays: 15 }), row('evidence.soilDepthCm', 30)],
  '2026-12-18',
);
const photo = (kind: PackPhoto['kind'], stage: PackPhoto['stage']): PackPhoto => ({
  photoId: `${kind}-${stage}`,
  kind,
  stage,
  viewpoint: null,
});
const pair = (samePoint: boolean): PairTest => ({
  before: 'b',
  after: 'a',
  distanceM: 6,
  bearingDiffDeg: 8,
  samePoint,
  sameView: true,
});
const full: DemolitionPack = {
  ...emptyDemolitionPack,
  demolishedOn: '2026-11-16',
  hadHardening: true,
  soilDepthCm: 31,
  levelled: true,
  crop: '油菜',
  irrigation: '沟渠恢复',
  photos: [
    photo('panorama', 'before'),
    photo('hardeningBroken', 'during'),
    photo('panorama', 'after'),
    photo('soilDepth', 'after'),
  ],
  debris: [{ on: '2026-11-18', vehicle: '渝A·演示', place: '镇建筑垃圾场', tonnes: 46 }],
  visits: [
    { on: '2026-11-20', personId: 'p1', note: '' },
    { on: '2026-12-10', personId: 'p2', note: '' },
  ],
};
const open = (pack: Partial<DemolitionPack>, pairs = [pair(true), pair(true)], by = strict) =>
  completeness('demolishAndRecultivate', { packs: [{ ...full, ...pack }], pairs, attachments: [] }, by)
    .filter((line) => !line.done)
    .map((line) => line.code);

describe('completeness', () => {
  it('is met by a full pack', () => {
    expect(open({})).toEqual([]);
    expect(
      checkCompleteness(
        completeness(
          'demolishAndRecultivate',
          { packs: [full], pairs: [pair(true), pair(true)], attachments: [] },
          strict,
        ),
      ).level,
    ).toBe('ok');
  });

  it.each([
    [{ demolishedOn: null }, ['evidence.demolishedOn']],
    [{ photos: full.photos.slice(1) }, ['evidence.before']],
    [
      { photos: full.photos.filter((each) => each.stage !== 'during') },
      ['evidence.during', 'evidence.hardeningBroken'],
    ],
    [{ photos: full.photos.filter((each) => each.kind !== 'soilDepth') }, ['evidence.soilDepthPhoto']],
    [{ soilDepthCm: 29 }, ['evidence.soilDepth']],
    [{ soilDepthCm: null }, ['evidence.soilDepth']],
    [{ crop: null, debris: [] }, ['evidence.debris', 'evidence.crop']],
    [{ visits: full.visits.slice(0, 1) }, ['evidence.visits']],
    [
      {
        visits: [
          { on: '2026-11-20', personId: 'p', note: '' },
          { on: '2026-12-04', personId: 'p', note: '' },
        ],
      },
      ['evidence.visits'],
    ],
  ] as const)('names what %o leaves open', (pack, expected) => {
    expect(open(pack as Partial<DemolitionPack>)).toEqual(expected);
  });

  it('counts only pairs from one point', () => {
    expect(open({}, [pair(true), pair(false)])).toEqual(['evidence.viewpoints']);
  });

  it('blocks by what the source plan asks, warns by numbers nobody confirmed', () => {
    const lines = completeness(
      'demolishAndRecultivate',
      { packs: [{ ...full, visits: [], irrigation: null, crop: null }], pairs: [], attachments: [] },
      rules,
    );
    expect(blockingGaps(lines).map((each) => each.code)).toEqual(['evidence.crop']);
    expect(checkCompleteness(lines)).toMatchObject({ id: 'E13', level: 'block' });
    const soft = completeness('demolishAndRecultivate', { packs: [full], pairs: [], attachments: [] }, rules);
    expect(checkCompleteness(soft).level).toBe('warn');
  });

  it('does not invent a soil depth', () => {
    expect(open({ soilDepthCm: 5 }, [pair(true), pair(true)], rules)).toEqual([]);
  });

  it('asks for something under every method but none', () => {
    for (const { code } of rectifyMethods.entries) {
      const lines = completeness(code, { packs: [], pairs: [], attachments: [] }, rules);
      expect(blockingGaps(lines).length > 0, code).toBe(code !== 'none');
    }
  });

  it('asks for papers and ground where both were used', () => {
    const lines = completeness('combined', { packs: [full], pairs: [pair(true), pair(true)], attachments: [] }, rules);
    expect(blockingGaps(lines).map((each) => each.code)).toEqual(['evidence.approval']);
  });
});

describe('pack schemas', () => {
  const document = {
    id: 'd1',
    docNo: '示政土〔2026〕9号',
    authority: '示范县人民政府',
    authorityLevel: '县级',
    approvedOn: '2026-11-01',
    areaM2: 2280,
    use: '仓储',
    polygonId: null,
    scanId: null,
  };
  it('accept what is half filled, and refuse what is no such thing', () => {
    expect(EvidencePack.safeParse(emptyDemolitionPack).success).toBe(true);
    expect(EvidencePack.safeParse({ kind: 'approval', parts: [], documents: [document] }).success).toBe(true);
    expect(
      EvidencePack.safeParse({ kind: 'approval', parts: [], documents: [{ ...document, areaM2: -1 }] }).success,
    ).toBe(false);
    expect(EvidencePack.safeParse({ ...full, demolishedOn: '2026-02-30' }).success).toBe(false);
    expect(EvidencePack.safeParse({ kind: 'other' }).success).toBe(false);
  });
});

describe('E11 areas', () => {
  it('hold claims and parts against the polygon', () => {
    const parts = [
      { treatment: 'recultivated', areaM2: 2113.3 },
      { treatment: 'kept', areaM2: 166.7 },
    ] as const;
    expect(checkAreas(2113.3, 2280, parts, rules)).toMatchObject({ level: 'ok', reason: { zh: '合计 3.42 亩，闭合' } });
    expect(checkAreas(2300, 2280, parts, rules)).toMatchObject({ level: 'block', hint: 'F8' });
    expect(checkAreas(null, 2280, parts.slice(0, 1), rules).reason.zh).toBe('各块合计 3.17 亩，应为 3.42 亩，请看一眼');
  });
});

describe('E12 approvals', () => {
  const use: ApprovalUse = {
    id: 'd1',
    docNo: '示政土〔2026〕9号',
    approvedOn: '2026-11-01',
    approvedM2: 2280,
    coverRatio: 0.97,
    usedM2: 2280,
    usedBy: [],
  };
  const levels = (more: Partial<ApprovalUse>, builtOn: string | null = null) =>
    checkApproval({ ...use, ...more }, builtOn, '2026-12-18', rules).map((each) =>
      `${each.level} ${each.hint ?? ''}`.trim(),
    );
  it('compare cover, date and what else the number was used for', () => {
    expect(levels({})).toEqual(['ok']);
    expect(levels({ coverRatio: 0.6 })).toEqual(['flag F9']);
    expect(levels({ coverRatio: null })).toEqual(['warn']);
    expect(levels({ usedM2: 3000, usedBy: ['2026-示例-0031'] })).toEqual(['flag F10']);
    expect(levels({ approvedOn: '2027-01-01' })).toEqual(['flag F9']);
    expect(levels({}, '2023-01-01')).toEqual(['info']);
  });
});

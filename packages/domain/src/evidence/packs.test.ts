import { describe, expect, it } from 'vitest';
import { rectifyMethods } from '../dictionaries/rectification.ts';
import { blockingGaps } from '../problem/check-item.ts';
import { type RuleKey, type RuleRow, rulesOn } from '../rules/index.ts';
import { checkCompleteness, completeness } from './completeness.ts';
import { type EvidenceFacts, EvidencePack, noEvidence, type PackPhoto, Recultivation } from './packs.ts';
import { type ApprovalUse, checkApproval, checkAreas } from './papers.ts';

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
const ground = Recultivation.parse({
  hardeningRemoved: true,
  soilDepthCm: 31,
  debris: '3 车 46 吨，运镇建筑垃圾场',
  crop: '油菜',
  irrigation: '沟渠恢复',
  visits: [{ on: '2026-11-20' }, { on: '2026-12-10' }],
});
const full: EvidenceFacts = {
  ...noEvidence,
  demolishedOn: '2026-11-16',
  goodPairs: 2,
  recultivation: ground,
  photos: [
    photo('panorama', 'before'),
    photo('hardeningBroken', 'during'),
    photo('panorama', 'after'),
    photo('soilDepth', 'after'),
  ],
};
const open = (facts: Partial<EvidenceFacts>, by = strict) =>
  completeness('demolishAndRecultivate', { ...full, ...facts }, by)
    .filter((line) => !line.done)
    .map((line) => line.code);
const soil = (more: Partial<Recultivation>) => ({ recultivation: { ...ground, ...more } });

describe('completeness', () => {
  it('is met by a full pack', () => {
    expect(open({})).toEqual([]);
    expect(checkCompleteness(completeness('demolishAndRecultivate', full, strict)).level).toBe('ok');
  });

  it.each([
    [{ demolishedOn: null }, ['evidence.demolishedOn']],
    [{ photos: full.photos.slice(1) }, ['evidence.before']],
    [
      { photos: full.photos.filter((each) => each.stage !== 'during') },
      ['evidence.during', 'evidence.hardeningBroken'],
    ],
    [{ photos: full.photos.filter((each) => each.kind !== 'soilDepth') }, ['evidence.soilDepthPhoto']],
    [soil({ soilDepthCm: 29 }), ['evidence.soilDepth']],
    [soil({ soilDepthCm: null }), ['evidence.soilDepth']],
    [soil({ crop: ' ', debris: '' }), ['evidence.debris', 'evidence.crop']],
    [soil({ hardeningRemoved: false }), ['evidence.hardening']],
    [soil({ hardeningRemoved: null }), ['evidence.hardening']],
    [soil({ visits: ground.visits.slice(0, 1) }), ['evidence.visits']],
    [
      soil({
        visits: [
          { on: '2026-11-20', note: '' },
          { on: '2026-12-04', note: '' },
        ],
      }),
      ['evidence.visits'],
    ],
    [{ goodPairs: 1 }, ['evidence.viewpoints']],
    [
      { recultivation: null },
      ['evidence.hardening', 'evidence.soilDepth', 'evidence.crop', 'evidence.visits', 'evidence.irrigation'],
    ],
  ] as const)('names what is left open (%#)', (facts, expected) => {
    expect(open(facts as Partial<EvidenceFacts>)).toEqual(expected);
  });

  it('counts visits that lie far enough apart, in whatever order they come', () => {
    const days = ['2026-12-20', '2026-11-20', '2026-11-25'].map((on) => ({ on, note: '' }));
    expect(open(soil({ visits: days }))).toEqual([]);
  });

  it('blocks by what the source plan asks, warns by numbers nobody confirmed', () => {
    const lines = completeness(
      'demolishAndRecultivate',
      { ...full, goodPairs: 0, ...soil({ visits: [], irrigation: '', crop: '' }) },
      rules,
    );
    expect(blockingGaps(lines).map((each) => each.code)).toEqual(['evidence.crop']);
    expect(checkCompleteness(lines)).toMatchObject({ id: 'E13', level: 'block' });
    expect(checkCompleteness(completeness('demolishAndRecultivate', { ...full, goodPairs: 0 }, rules)).level).toBe(
      'warn',
    );
  });

  it('does not invent a soil depth', () => {
    expect(open(soil({ soilDepthCm: 5 }), rules)).toEqual([]);
  });

  it('asks for something under every method but none', () => {
    for (const { code } of rectifyMethods.entries) {
      expect(blockingGaps(completeness(code, noEvidence, rules)).length > 0, code).toBe(code !== 'none');
    }
  });

  it('asks for papers and ground where both were used', () => {
    const both = (approvals: EvidenceFacts['approvals']) =>
      blockingGaps(completeness('combined', { ...full, approvals }, rules)).map((each) => each.code);
    expect(both([])).toEqual(['evidence.approval']);
    expect(both([{ id: 'd1', docNo: '示政土〔2026〕9号', hasScan: true, hasPolygon: false }])).toEqual([
      'evidence.approval.d1.polygon',
    ]);
  });

  it('asks replanting for its crop', () => {
    const replant = {
      ...noEvidence,
      photos: [photo('panorama', 'before'), photo('crop', 'after')],
      recultivation: ground,
    };
    expect(completeness('replant', replant, strict).filter((line) => !line.done)).toEqual([]);
  });
});

describe('the pack’s schema', () => {
  it('accepts what is half filled, and refuses what is no such thing', () => {
    const bare = { method: 'combined', parts: [] };
    expect(EvidencePack.parse(bare)).toEqual({ ...bare, recultivation: null, penalty: null, caseNote: null });
    expect(EvidencePack.safeParse({ ...bare, recultivation: {} }).success).toBe(true);
    expect(EvidencePack.safeParse({ ...bare, method: 'soilCover' }).success).toBe(false);
    expect(EvidencePack.safeParse({ ...bare, parts: [{ treatment: 'kept', areaM2: -1 }] }).success).toBe(false);
    expect(EvidencePack.safeParse({ ...bare, recultivation: { visits: [{ on: '2026-02-30' }] } }).success).toBe(false);
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

import { describe, expect, it } from 'vitest';
import { ruleDefinitions, ruleKeys } from './keys.ts';
import { defaultRules, effectiveRule, mayBlock, type RuleRow, RuleRow as RuleRowSchema, rulesOn } from './rows.ts';

const row = (more: Partial<RuleRow>): RuleRow => ({
  key: 'photo.distanceM',
  value: 80,
  countyCode: '999901',
  validFrom: '2026-01-01',
  validTo: null,
  sourceDoc: '示范县规则确认表',
  mark: 'D',
  status: 'confirmed',
  confirmedBy: 'p1',
  ...more,
});

describe('shipped rules', () => {
  it('fit their own schemas and the row schema', () => {
    for (const shipped of defaultRules) {
      expect(RuleRowSchema.safeParse(shipped).success, shipped.key).toBe(true);
      expect(ruleDefinitions[shipped.key].schema.safeParse(shipped.value).success, shipped.key).toBe(true);
    }
    expect(defaultRules.map((each) => each.key)).toEqual(ruleKeys);
  });

  it('block only where a verified text or the source plan says so', () => {
    const blocking = defaultRules.filter(mayBlock).map((each) => each.key);
    expect(blocking.sort()).toEqual(['area.toleranceMu', 'rectify.span', 'ruralRoad.widthM', 'stock.firstYear']);
  });

  it('leave local values that nobody knows empty', () => {
    expect(ruleKeys.filter((key) => ruleDefinitions[key].shipped === null)).toEqual([
      'clue.verifySpan',
      'evidence.soilDepthCm',
    ]);
  });
});

describe('may block', () => {
  it.each([
    ['confirmed', 'V', null, true],
    ['confirmed', 'S', null, true],
    ['confirmed', 'D', null, false],
    ['confirmed', 'K', 'p1', true],
    ['draft', 'V', 'p1', false],
  ] as const)('%s %s confirmed by %s: %s', (status, mark, confirmedBy, expected) => {
    expect(mayBlock({ status, mark, confirmedBy })).toBe(expected);
  });
});

describe('the rule of a day', () => {
  const on = (rows: RuleRow[], day = '2026-11-23') => effectiveRule(rows, 'photo.distanceM', day);

  it('is the shipped one until the county has its own', () => {
    expect(on([])).toMatchObject({ value: 50, blocks: false });
    expect(on([row({})])).toMatchObject({ value: 80, blocks: true });
  });

  it('holds from its first to its last day, both included', () => {
    const dated = [row({ validFrom: '2026-11-23', validTo: '2026-11-24' })];
    expect(['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'].map((day) => on(dated, day).value)).toEqual([
      50, 80, 80, 50,
    ]);
  });

  it('is the one with the latest start, not the last in the list', () => {
    expect(on([row({ value: 60, validFrom: '2026-10-01' }), row({ value: 70 })]).value).toBe(60);
  });

  it('stays confirmed while a draft waits', () => {
    const draft = row({ value: 10, validFrom: '2026-11-01', status: 'draft', confirmedBy: null });
    expect(on([row({}), draft]).value).toBe(80);
    expect(on([draft])).toMatchObject({ value: 10, blocks: false });
    const span = row({ key: 'rectify.span', value: { length: 30, unit: 'C' }, status: 'draft', confirmedBy: null });
    expect(effectiveRule([span], 'rectify.span', '2026-11-23').value).toEqual({ length: 60, unit: 'C' });
  });

  it('does not accept a stored value that fits no schema', () => {
    expect(() => on([row({ value: 'fifty' })])).toThrow(/photo\.distanceM/);
  });

  it('is looked up once and stays the same for a bound day', () => {
    const rules = rulesOn([row({})], '2026-11-23');
    expect(rules.use('photo.distanceM')).toBe(rules.use('photo.distanceM'));
    expect(rules.value('lookBack.days')).toEqual([30, 90, 180]);
  });
});

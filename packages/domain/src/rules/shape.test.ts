import { describe, expect, it } from 'vitest';
import { complaintsOf, emptyOf, type RuleShape, ruleDefinitions, ruleKeys, shapeOf } from './index.ts';

describe('shape of a rule', () => {
  it.each(ruleKeys)('%s is made of parts that a form knows, and its shipped value fits', (key) => {
    expect(shapeOf(key).kind).toBeTypeOf('string');
    expect(complaintsOf(key, ruleDefinitions[key].shipped)).toEqual([]);
  });

  it('tells shares from figures, whole numbers from others, and what may be left out', () => {
    expect(shapeOf('approval.coverRatio')).toEqual({ kind: 'number', whole: false, share: true, least: 0, most: 1 });
    expect(shapeOf('stop.recheckDays')).toEqual({ kind: 'number', whole: true, share: false, least: 1, most: null });
    expect(shapeOf('stock.firstYear')).toEqual({ kind: 'number', whole: true, share: false, least: null, most: null });
    expect(shapeOf('writeOff.noticeDays').kind).toBe('maybe');
    expect(shapeOf('lead.byType')).toEqual({
      kind: 'map',
      of: { kind: 'maybe', of: { kind: 'choice', codes: ['townBuild', 'townIndustry'] } },
    });
    const routes = shapeOf('dispatch.routes');
    const fields = routes.kind === 'list' && routes.of.kind === 'group' ? routes.of.fields : [];
    expect(fields.map(({ name, optional, shape }) => [name, optional, shape.kind])).toEqual([
      ['name', false, 'text'],
      ['types', true, 'list'],
      ['divisions', true, 'list'],
      ['channels', true, 'list'],
      ['lead', true, 'choice'],
      ['person', true, 'text'],
    ]);
  });

  it('begins with what must be there, and says by place what is still missing', () => {
    const routes = shapeOf('dispatch.routes');
    const first = emptyOf((routes as Extract<RuleShape, { kind: 'list' }>).of);
    expect(first).toEqual({ name: '' });
    expect(complaintsOf('dispatch.routes', [{ name: '大棚', types: [] }, first])).toEqual([
      { at: '0.types', zh: '至少选一个', en: 'Choose at least one' },
      { at: '1.name', zh: '请填写', en: 'Fill this in' },
    ]);
    expect(complaintsOf('rectify.span', emptyOf(shapeOf('rectify.span')))).toEqual([
      { at: 'length', zh: '请填写', en: 'Fill this in' },
    ]);
    expect(complaintsOf('rectify.span', { length: 0, unit: 'C' })[0]?.zh).toBe('要大于 0');
    expect(complaintsOf('photo.pair', { distanceM: 20, bearingDeg: 200 })).toEqual([
      { at: 'bearingDeg', zh: '不能大于 180', en: 'At most 180' },
    ]);
  });
});

import { layerKinds } from '@shoutian/domain/layers';
import type { ExpressionSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { BASE_KINDS, type BaseLayer } from '../types.ts';
import { baseSource, baseStyle, drawingOrder, landClassExpression, TILE_LAYER, tileUrl } from './base.ts';
import { landClassColour } from './palette.ts';

const layer = (over: Partial<BaseLayer> = {}): BaseLayer => ({
  kind: 'landClass',
  versionId: 'v1',
  label: '地类图斑',
  visible: true,
  opacity: 1,
  ...over,
});

describe('tile addresses', () => {
  it('are absolute, with one slash, and carry the version escaped', () => {
    expect(tileUrl('https://host/', 'a b/c')).toBe('https://host/api/layers/a%20b%2Fc/tiles/{z}/{x}/{y}.mvt');
    expect(tileUrl('http://host:3000', '7')).toBe('http://host:3000/api/layers/7/tiles/{z}/{x}/{y}.mvt');
  });
  it('are not asked for when the layer brings its own features', () => {
    const data = { type: 'FeatureCollection' as const, features: [] };
    expect(baseSource(layer({ data }), 'https://host')).toMatchObject({ type: 'geojson', data });
    expect(baseSource(layer(), 'https://host')).toMatchObject({ type: 'vector' });
  });
});

/** Reads a `match` expression the way MapLibre does, for one code. */
function evaluate(expression: ExpressionSpecification | string, code: string): string {
  if (typeof expression === 'string') return expression;
  const [name, input, ...rest] = expression as unknown as [string, [string, unknown, number, number], ...unknown[]];
  expect(name).toBe('match');
  const key = code.slice(input[2], input[3]);
  for (let i = 0; i + 1 < rest.length; i += 2) if (rest[i] === key) return String(rest[i + 1]);
  return evaluate(rest.at(-1) as ExpressionSpecification, code);
}

describe('land-class colours', () => {
  it.each(['0101', '0103', '0201K', '0301', '0303', '0702', '0701', '08H2A', '1006', '1104A', '1202', '1203', '9999'])(
    'the map draws %s in the colour of the legend',
    (code) => {
      expect(evaluate(landClassExpression(), code)).toBe(landClassColour(code));
    },
  );
  it('tells homestead from other built-up land, and facility land from other land', () => {
    expect(landClassColour('0702')).not.toBe(landClassColour('0701'));
    expect(landClassColour('1202')).not.toBe(landClassColour('1201'));
  });
});

describe('base layer styles', () => {
  it('every kind of layer the domain knows has its place in the drawing order, once', () => {
    expect([...BASE_KINDS].sort()).toEqual([...layerKinds.codes].sort());
  });
  it.each(BASE_KINDS)('%s reads the tile layer, follows visibility, and has unique ids', (kind) => {
    const style = baseStyle(layer({ kind, visible: false }), false);
    expect(style.length).toBeGreaterThan(0);
    expect(new Set(style.map((l) => l.id)).size).toBe(style.length);
    for (const drawn of style) {
      expect(drawn).toMatchObject({ 'source-layer': TILE_LAYER, layout: { visibility: 'none' } });
    }
  });
  it.each(BASE_KINDS)('%s draws only edges on imagery', (kind) => {
    expect(baseStyle(layer({ kind }), true).map((l) => l.type)).not.toContain('fill');
  });
  it('an offline clip names no tile layer', () => {
    const data = { type: 'FeatureCollection' as const, features: [] };
    for (const drawn of baseStyle(layer({ data }), false)) expect(drawn).not.toHaveProperty('source-layer');
  });
  it('control lines differ by dash, so that a grey print tells them apart', () => {
    const dash = (kind: BaseLayer['kind']) =>
      JSON.stringify(baseStyle(layer({ kind }), false).map((l) => (l.type === 'line' ? l.paint : null)))
        .match(/"line-dasharray":(\[[^\]]*\])/)
        ?.at(1);
    const dashes = (['ecoRedLine', 'urbanGrowthBoundary', 'approvedLand'] as const).map(dash);
    expect(dashes.every(Boolean)).toBe(true);
    expect(new Set(dashes).size).toBe(3);
  });
  it('opacity reaches every part', () => {
    for (const kind of BASE_KINDS) {
      const half = JSON.stringify(baseStyle(layer({ kind, opacity: 0.5 }), false));
      expect(half).not.toBe(JSON.stringify(baseStyle(layer({ kind }), false)));
    }
  });
  it('the red line is drawn above the fields whatever the panel says', () => {
    const mixed = drawingOrder([layer({ kind: 'ecoRedLine' }), layer(), layer({ kind: 'permanentBasicFarmland' })]);
    expect(mixed.map((l) => l.kind)).toEqual(['landClass', 'permanentBasicFarmland', 'ecoRedLine']);
  });
});

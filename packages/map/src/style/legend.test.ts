import { describe, expect, it } from 'vitest';
import { BASE_KINDS, type BaseLayer } from '../types.ts';
import { HATCHES, hatchPixels } from './images.ts';
import { kindSwatch, legend, markSwatch, swatchSvg, swatchUri } from './legend.ts';
import { LAND_CLASSES } from './palette.ts';

const layers = BASE_KINDS.map(
  (kind, n): BaseLayer => ({
    kind,
    versionId: `v${n}`,
    label: kind,
    version: `${20 + n}版`,
    visible: n < 2,
    opacity: 1,
  }),
);

describe('legend', () => {
  it('has one row a layer with version and state, and the records on top with their sum', () => {
    const rows = legend(layers, { counts: { dueSoon: 4, overdue: 3 } });
    expect(rows.map((r) => r.kind)).toEqual(['records', ...BASE_KINDS]);
    expect(rows[0]).toMatchObject({ label: '问题与图斑', count: 7 });
    expect(rows[0]?.entries.map((e) => e.id)).toEqual(['overdue', 'dueSoon']);
    expect(rows[1]).toMatchObject({ version: '20版', visible: true });
    expect(rows.at(-1)?.visible).toBe(false);
  });
  it('explains land classes one by one and every other layer by its own swatch', () => {
    for (const row of legend(layers)) {
      if (row.kind === 'landClass') expect(row.entries).toHaveLength(LAND_CLASSES.length);
      else expect(row.swatch).toBeDefined();
    }
  });
  it('speaks English on request', () => {
    expect(legend(layers, { counts: { closed: 1 }, locale: 'en' })[0]?.entries[0]?.label).toBe('Closed');
  });
});

describe('swatches', () => {
  it('no two layers look alike', () => {
    const drawn = BASE_KINDS.flatMap((kind) => kindSwatch(kind) ?? []).map((s) => swatchSvg(s));
    expect(new Set(drawn).size).toBe(drawn.length);
  });
  it('an open state is its shape, an ended one a dashed patch', () => {
    expect(swatchSvg(markSwatch('overdue'))).toContain('<path');
    expect(swatchSvg(markSwatch('finished'))).toContain('stroke-dasharray="3 2"');
    expect(decodeURIComponent(swatchUri(markSwatch('closed'), 20, 14))).toContain('width="20" height="14"');
  });
});

describe('hatches', () => {
  it.each(Object.keys(HATCHES))('%s has no seam where squares meet', (id) => {
    const look = HATCHES[id];
    if (!look) throw new Error(id);
    const side = look.size * 3;
    const pixels = hatchPixels(side, look);
    const alpha = (x: number, y: number) => pixels[(((y + side) % side) * side + ((x + side) % side)) * 4 + 3];
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        // Along its own direction a line never changes, across the square's edges included.
        expect(alpha(x, y)).toBe(look.rising ? alpha(x + 1, y - 1) : alpha(x + 1, y + 1));
      }
    }
    expect(Math.max(...pixels.filter((_, i) => i % 4 === 3))).toBeCloseTo(255 * look.alpha, -1);
  });
});

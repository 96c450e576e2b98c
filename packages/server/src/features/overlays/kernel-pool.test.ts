import { flatFromRings, toEwkb } from '@shoutian/domain/geo';
import { afterAll, describe, expect, it } from 'vitest';
import { KernelPool } from './kernel-pool.ts';
import type { RawGround } from './queries/ground.ts';

const square = (lon: number, size: number): Uint8Array =>
  toEwkb(
    flatFromRings([
      [
        [
          [lon, 29.8],
          [lon + size, 29.8],
          [lon + size, 29.8 + size],
          [lon, 29.8 + size],
          [lon, 29.8],
        ],
      ],
    ]),
  );
/** Ten clues, the first over a paddy of a quarter of its ground. */
const ground = (): RawGround => {
  const shapes = Array.from({ length: 10 }, (_, i) => square(106 + i, 0.001));
  const paddy = square(106, 0.0005);
  return {
    layers: [{ id: '1', kind: 'landClass', year: 2025, title: '测试' }],
    subjects: shapes.map((shape, i) => ({
      id: String(i),
      divisionCode: '999901',
      state: 'registered',
      repaired: null,
      bytes: shape.length,
    })),
    shapes: Buffer.concat(shapes),
    features: JSON.stringify([[0, null, 'landClass', '0101', 1, '', paddy.length]]),
    outlines: paddy,
    earlier: '[]',
    grounds: new Uint8Array(0),
  };
};
const figures = () => pool.ask({ want: 'figures', ground: ground(), packs: new Map() });
const pool = new KernelPool(2);
afterAll(() => pool.close());

describe('kernel threads', () => {
  it('answer one load after the other and many at once', async () => {
    for (let round = 0; round < 3; round++) expect(await figures()).toHaveLength(10);
    const many = await Promise.all(Array.from({ length: 5 }, () => figures()));
    expect(many.every((answer) => (answer[0]?.farmGrossM2 ?? 0) > 2000)).toBe(true);
  });

  it('fail only the load that broke them, and go on with a new thread', async () => {
    const broken = ground();
    broken.shapes.fill(0xff);
    await expect(pool.ask({ want: 'figures', ground: broken, packs: new Map() })).rejects.toThrow();
    await expect(figures()).resolves.toHaveLength(10);
  });
});

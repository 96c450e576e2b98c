import { flatFromRings, toEwkb } from '@shoutian/domain/geo';
import { afterAll, describe, expect, it } from 'vitest';
import { KernelPool } from './kernel-pool.ts';
import { packLoad } from './load.ts';

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
const load = () =>
  packLoad(
    Array.from({ length: 10 }, (_, i) => square(106 + i, 0.001)),
    [{ geom: square(106, 0.0005), kind: 'landClass', classCode: '0101', netFactor: 1, label: '', subjects: [0] }],
  );
const pool = new KernelPool(2);
afterAll(() => pool.close());

describe('kernel threads', () => {
  it('answer one load after the other and many at once', async () => {
    for (let round = 0; round < 3; round++) expect(await pool.figures(load())).toHaveLength(10);
    const many = await Promise.all(Array.from({ length: 5 }, () => pool.figures(load())));
    expect(many.every((figures) => (figures[0]?.farmGrossM2 ?? 0) > 2000)).toBe(true);
  });

  it('fail only the load that broke them, and go on with a new thread', async () => {
    const broken = load();
    broken.bytes.fill(0xff);
    await expect(pool.figures(broken)).rejects.toThrow();
    await expect(pool.figures(load())).resolves.toHaveLength(10);
  });
});

import * as api from '@shoutian/domain/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Harness, places, startHarness } from '../../testing/harness.ts';
import { plantProblem, running } from './testing.ts';

let house: Harness;
let build: Client;
beforeAll(async () => {
  house = await startHarness();
  build = await house.as('build');
});
afterAll(() => house.close());

const square = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [106.1, 29.9],
      [106.1005, 29.9],
      [106.1005, 29.9005],
      [106.1, 29.9005],
      [106.1, 29.9],
    ],
  ],
};

describe('smoke', () => {
  it('creates', async () => {
    const made = await build.call(api.createProblem, {
      body: {
        title: '清溪村三组占地建仓库',
        type: 'T16',
        divisionCode: places.villageA1,
        channel: 'patrol',
        discoveryMethod: 'patrol',
        foundYear: 2026,
        geometry: square,
        builtYear: 2024,
      },
    });
    console.log(
      made.problemNo,
      made.areaM2,
      made.stockOrNew,
      made.stockOrNewReason,
      made.abilities,
      Object.keys(made.missing ?? {}),
    );
    const list = await build.call(api.listProblems, { query: { q: '三组 仓库' } });
    expect(list.total).toBe(1);
    const shapes = await build.call(api.problemShapes, { query: {} });
    expect(shapes.features[0]?.geometry?.type).toBe('Polygon');
    const id = await plantProblem(house, running('2026-10-01', '2026-11-30'));
    const one = await build.call(api.getProblem, { params: { id } });
    console.log(one.dueState, one.daysLeft, one.abilities, one.missing);
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startHarness } from '../../../testing/harness.ts';
import { loadDemonstration, scenes } from '../commands.ts';
import { makeLandscape } from '../landscape/index.ts';
import { story, tellStory } from './index.ts';

let house: Harness;
const sql = async (text: string): Promise<Record<string, unknown>[]> =>
  (await house.server.platform.db.pool.query(text)).rows;

beforeAll(async () => {
  house = await startHarness({ empty: true });
  await loadDemonstration(house.server.platform);
  const start = performance.now();
  await tellStory(house.server.platform, makeLandscape());
  console.log('told in', performance.now() - start);
}, 400_000);
afterAll(() => house.close());

it('tells', async () => {
  console.log(
    await sql('select state, count(*)::int from clue group by 1'),
    await sql('select state, count(*)::int from problem group by 1'),
  );
  expect(scenes).toEqual([]);
  expect(await story.due(house.server.platform)).toBe(false);
});

import * as api from '@shoutian/domain/api';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedClues } from '../../testing/clues.ts';
import { type Client, type Harness, type PersonKey, places, startHarness } from '../../testing/harness.ts';

let harness: Harness;
let clue: Awaited<ReturnType<typeof seedClues>>;
const as = (person: PersonKey): Promise<Client> => harness.as(person);
const today = shanghaiDay(new Date());

beforeAll(async () => {
  harness = await startHarness();
  clue = await seedClues(harness);
});
afterAll(() => harness.close());

describe('list', () => {
  it('filters, sums what it filters, and sees the own area alone', async () => {
    const tag = 'Q7Z';
    await clue({ location: `石桥${tag}组`, farmM2: 1200, pbfM2: 300, dueOn: addDays(today, -2) });
    await clue({ location: `石桥${tag}组`, farmM2: 800, dueOn: addDays(today, 2) });
    await clue({ location: `石桥${tag}组`, division: places.villageB1 });
    const build = await as('build');
    const find = (query: Record<string, unknown>) => build.call(api.listClues, { query: { q: tag, ...query } });
    const all = await find({});
    expect(all.sums).toMatchObject({ count: 2, farmM2: 2000, pbfM2: 300 });
    expect(all.rows[0]?.abilities).toContain('clue.dispatch');
    expect((await find({ due: 'overdue' })).total).toBe(1);
    expect((await find({ due: 'soon' })).total).toBe(1);
    expect((await find({ pbf: true })).total).toBe(1);
    expect((await find({ division: places.villageA2 })).total).toBe(0);
    expect((await find({ sort: '-farmM2' })).rows.map((row) => row.farmM2)).toEqual([1200, 800]);
    expect((await find({ pageSize: 1, page: 2 })).rows).toHaveLength(1);
    expect((await (await as('county')).call(api.listClues, { query: { q: tag } })).total).toBe(3);
    expect((await (await as('stranger')).call(api.listClues, { query: { q: tag } })).total).toBe(0);
  });

  it('is searched by words, by one character and by the beginning of a number', async () => {
    const id = await clue({ location: '龙湾村水库边', monitorNo: '9999887766' });
    const build = await as('build');
    const hits = async (q: string) =>
      (await build.call(api.listClues, { query: { q } })).rows.some((row) => row.id === id);
    expect([await hits('水库'), await hits('湾'), await hits('99998877'), await hits('水湾')]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('draws the shapes of the same filter', async () => {
    const id = await clue({ location: '形状组' });
    const shapes = await (await as('build')).call(api.clueShapes, { query: { q: '形状' } });
    expect(shapes.total).toBe(1);
    expect(shapes.features[0]).toMatchObject({ id, dueState: 'none', geometry: { type: 'Polygon' } });
    const away = await (await as('build')).call(api.clueShapes, { query: { q: '形状', bbox: '0,0,1,1' } });
    expect(away.features).toEqual([]);
  });
});

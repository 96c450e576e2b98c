import { describe, expect, it } from 'vitest';
import { childrenOf, rowsUnder, shortPlaceName } from './catalogue.ts';

describe('the national list of divisions', () => {
  it('gives provinces, then cities, counties, towns and villages below a code', async () => {
    const provinces = await childrenOf('');
    expect(provinces.level).toBe('province');
    expect(provinces.rows.length).toBe(31);
    expect((await childrenOf('50')).rows.map((row) => row.code)).toEqual(['5001', '5002']);
    const counties = await childrenOf('5001');
    expect(counties.level).toBe('county');
    expect(counties.rows.every((row) => row.code.startsWith('5001') && row.code.length === 6)).toBe(true);
    const towns = await childrenOf('500116');
    expect(towns.rows.length).toBeGreaterThan(20);
    const villages = await childrenOf(towns.rows[0]?.code ?? '');
    expect(villages.level).toBe('village');
    expect(villages.rows.every((row) => row.code.length === 12)).toBe(true);
  });

  it('finds the first and the last place of the list, where a search by halves goes wrong first', async () => {
    expect((await rowsUnder('village', '110101001'))[0]?.code).toBe('110101001001');
    const last = await rowsUnder('village', '65');
    const end = last.at(-1)?.code ?? '';
    expect((await rowsUnder('village', end.slice(0, 9))).at(-1)?.code).toBe(end);
  });

  it('adds up: the villages of all towns of a county are the villages of the county', async () => {
    const county = await rowsUnder('village', '500116');
    const towns = await childrenOf('500116');
    let sum = 0;
    for (const town of towns.rows) sum += (await childrenOf(town.code)).rows.length;
    expect(sum).toBe(county.length);
    expect(sum).toBeGreaterThan(200);
  });

  it('has nothing for a place nobody has, and refuses a code of the wrong length', async () => {
    expect((await childrenOf('999901')).rows).toEqual([]);
    expect((await childrenOf('000000')).rows).toEqual([]);
    await expect(childrenOf('123')).rejects.toThrow(RangeError);
  });

  it('reads a few kilobytes, not the whole file', async () => {
    await rowsUnder('village', '500116001');
    const start = performance.now();
    for (let i = 0; i < 20; i++) await rowsUnder('village', '500116001');
    // Reading and cutting the 36 MB takes more than 100 ms each time; twenty searches stay far below one such reading.
    expect((performance.now() - start) / 20).toBeLessThan(40);
  });

  it('says names as people do', () => {
    expect(shortPlaceName('石桥村民委员会')).toBe('石桥村');
    expect(shortPlaceName('石桥村村民委员会')).toBe('石桥村');
    expect(shortPlaceName('石桥村委会')).toBe('石桥村');
    expect(shortPlaceName('石桥村村委会')).toBe('石桥村');
    expect(shortPlaceName('南门社区居委会')).toBe('南门社区');
    expect(shortPlaceName('青年路居委会')).toBe('青年路居委会');
  });
});

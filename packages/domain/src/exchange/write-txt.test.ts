import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaM2, flatFromRings, type GaussZone, gaussZone, gaussZones, toGauss } from '../geo/index.ts';
import { readExchangeTxt } from './read-txt.ts';
import { type TxtOutOptions, txtHeader, txtParcel } from './write-txt.ts';

const zone = gaussZone(4523) as GaussZone;
const options: TxtOutOptions = { zone, unit: '示例镇村镇建设中心', day: '2026-11-03' };
const ring = (lon: number, lat: number, size: number): [number, number][] => [
  [lon, lat],
  [lon + size, lat],
  [lon + size, lat + size],
  [lon, lat + size],
  [lon, lat],
];
const holed = flatFromRings([[ring(106, 29.8, 0.002), ring(106.0005, 29.8005, 0.0005)], [ring(106.01, 29.8, 0.001)]]);

describe('坐标交换格式, written', () => {
  it('has the header of the format and its lines end with CRLF', () => {
    const text =
      txtHeader(options) + txtParcel({ number: '1', name: '地块', use: '', landClass: '0601', shape: holed }, options);
    expect(text.split('\r\n').slice(0, 13)).toEqual([
      '[属性描述]',
      '格式版本号=1.01版本',
      '数据产生单位=示例镇村镇建设中心',
      '数据产生日期=2026-11-3',
      '坐标系=2000国家大地坐标系',
      '几度分带=3',
      '投影类型=高斯克吕格',
      '计量单位=米',
      '带号=35',
      '精度=0.001',
      '转换参数=,,,,,,',
      '[地块坐标]',
      expect.stringMatching(/^15,\d+\.\d{4},1,地块,面,,,0601,@$/),
    ]);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('is read back to the millimetre, in every zone, with and without prefix', () => {
    const anyZone = fc.constantFrom(...gaussZones);
    const shape = fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 18, max: 50, noNaN: true }));
    fc.assert(
      fc.property(anyZone, shape, fc.integer({ min: 1, max: 4 }), (into, [off, lat], count) => {
        const parts = Array.from({ length: count }, (_, i) => [
          ring(into.centralMeridian + off + i * 0.01, lat, 0.003),
        ]);
        const made = flatFromRings(parts);
        const text =
          txtHeader({ ...options, zone: into }) +
          txtParcel({ number: '1', name: '甲', shape: made }, { ...options, zone: into });
        const file = readExchangeTxt(text);
        expect(file.warnings).toEqual([]);
        expect(file.system).toMatchObject({ datum: 'cgcs2000', zoneWidth: into.width, zone: into.zone });
        const [parcel] = file.parcels;
        expect(parcel?.rings).toHaveLength(count);
        parcel?.rings.forEach(({ points }, r) => {
          points.forEach(({ north, east }, i) => {
            const [lon = 0, lat1 = 0] = parts[r]?.[0]?.[i] ?? [];
            const { e, n } = toGauss(into, lon, lat1);
            expect(Math.abs(e - east)).toBeLessThan(0.001);
            expect(Math.abs(n - north)).toBeLessThan(0.001);
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  it('counts lines or vertices, and gives the plane’s area or the official one', () => {
    const head = (more: Partial<TxtOutOptions>) =>
      txtParcel({ number: '', name: '', shape: holed }, { ...options, ...more })
        .split(',')
        .slice(0, 2);
    expect(head({})[0]).toBe('15');
    expect(head({ count: 'vertices' })[0]).toBe('12');
    expect(head({ area: 'ellipsoidal' })[1]).toBe((areaM2(holed) / 10_000).toFixed(4));
    // 1° from the central meridian (105°): 0.012 % larger in the plane.
    expect(Number(head({})[1]) / Number(head({ area: 'ellipsoidal' })[1])).toBeCloseTo(1.0001, 3);
  });

  it('keeps what would break a line out of names', () => {
    const text = txtParcel({ number: '1,2', name: '张家，院子@\r\n东', shape: holed }, options);
    expect(text.split('\r\n')[0]).toMatch(/,1 2,张家 院子 东,面,,,,@$/);
  });
});

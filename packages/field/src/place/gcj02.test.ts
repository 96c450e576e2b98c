import { distanceM } from '@shoutian/domain/geo';
import { describe, expect, test } from 'vitest';
import { toGcj02 } from './gcj02.ts';
import { navigationUri, platformOf } from './navigate.ts';

// The test table of the eviltransform libraries: Shanghai, Shenzhen, Beijing.
describe('GCJ-02', () => {
  test.each([
    [
      [121.527_210_6, 31.177_427_6],
      [121.531_541_859_215, 31.175_303_983_645_97],
    ],
    [
      [113.912_316, 22.543_847],
      [113.917_176_480_836_3, 22.540_796_131_694_766],
    ],
    [
      [116.377_817, 39.911_954],
      [116.384_047_224_556_57, 39.913_345_455_360_69],
    ],
  ] as const)('%j', (wgs, gcj) => {
    const [lon, lat] = toGcj02([wgs[0], wgs[1]]);
    expect(Math.abs(lon - gcj[0])).toBeLessThan(1e-7);
    expect(Math.abs(lat - gcj[1])).toBeLessThan(1e-7);
  });

  test('shifts by 50 to 800 m everywhere inside, and is smooth', () => {
    for (let lon = 80; lon < 134; lon += 3)
      for (let lat = 20; lat < 50; lat += 3) {
        const moved = distanceM([lon, lat], toGcj02([lon, lat]));
        expect(moved).toBeGreaterThan(10);
        expect(moved).toBeLessThan(900);
        const [a, b] = [toGcj02([lon, lat]), toGcj02([lon + 1e-4, lat])];
        expect(Math.abs(b[0] - a[0] - 1e-4)).toBeLessThan(1e-6);
      }
  });

  test('leaves places outside of China alone', () => {
    expect(toGcj02([9.52, 47.16])).toEqual([9.52, 47.16]);
  });
});

describe('handing over to a map application', () => {
  const place = [113.329_5, 23.112_1] as const;
  const shifted = toGcj02(place);
  test('高德 and 百度 get shifted coordinates, the phone’s own map the true ones', () => {
    expect(navigationUri('amap', 'android', place, '图斑 0055')).toBe(
      `amapuri://route/plan/?dlat=${shifted[1].toFixed(6)}&dlon=${shifted[0].toFixed(6)}&dname=%E5%9B%BE%E6%96%91%200055&dev=0&t=0&sourceApplication=shoutian`,
    );
    expect(navigationUri('baidu', 'ios', place, 'x')).toMatch(/^baidumap:\/\/map\/direction\?.*coord_type=gcj02/);
    expect(navigationUri('phone', 'android', place, 'x')).toBe('geo:23.112100,113.329500?q=23.112100,113.329500(x)');
  });
  test('iPhones are known by their browser', () => {
    expect(platformOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)')).toBe('ios');
    expect(platformOf('Mozilla/5.0 (Linux; Android 10; V1901A)')).toBe('android');
  });
});

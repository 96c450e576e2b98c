import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaM2, flatFromGeoJson, flatFromRings, gaussZone, toGauss, toRings } from '../geo/index.ts';
import { type OutlineOptions, type OutlineRecord, outlineFormats } from './index.ts';

const ring = (lon: number, lat: number, size: number, clockwise = false): [number, number][] => {
  const points: [number, number][] = [
    [lon, lat],
    [lon + size, lat],
    [lon + size, lat + size],
    [lon, lat + size],
    [lon, lat],
  ];
  return clockwise ? points.reverse() : points;
};
const shape = flatFromRings([
  [ring(106.1, 29.8, 0.001), ring(106.1003, 29.8003, 0.0003)],
  [ring(106.2, 29.8, 0.0005, true)],
]);
const record: OutlineRecord = {
  number: '2026-示例-0003',
  name: '甲 <仓库> & "棚" \u0007',
  typeCode: 'T16',
  type: '堆放固体废弃物',
  village: '清溪村',
  state: '整改中',
  areaM2: 1234.56,
  farmM2: 1000,
  pbfM2: null,
  shape,
};
const zone = gaussZone(4523);
if (!zone) throw new Error('no zone');
const options: OutlineOptions = { zone, unit: '示例镇', day: '2026-11-24', mark: '周甲 2026-11-24 10:00' };
const whole = (code: keyof typeof outlineFormats, records = [record]): string => {
  const { head, one, tail } = outlineFormats[code];
  return head(options) + records.map((each, i) => one(each, options, i)).join('') + tail();
};

describe('GeoJSON', () => {
  it('is read back to a tenth of a millimetre, outer rings counter-clockwise, holes clockwise', () => {
    const file = JSON.parse(whole('geojson', [record, record]));
    expect(file.features).toHaveLength(2);
    expect(file).toMatchObject({ marking: '内部资料，注意保管', exported: '周甲 2026-11-24 10:00' });
    expect(file.features[0].properties).toEqual({
      编号: '2026-示例-0003',
      名称: record.name,
      类型: 'T16 堆放固体废弃物',
      村: '清溪村',
      状态: '整改中',
      面积: 1234.6,
      耕地: 1000,
      永农: null,
    });
    const back = flatFromGeoJson(file.features[0].geometry);
    expect(Math.abs(areaM2(back) - areaM2(shape))).toBeLessThan(0.01);
    const signs = file.features[0].geometry.coordinates.map((rings: [number, number][][]) =>
      rings.map((points) =>
        Math.sign(
          points.slice(1).reduce((sum, [x, y], i) => sum + ((points[i]?.[0] ?? 0) * y - x * (points[i]?.[1] ?? 0)), 0),
        ),
      ),
    );
    expect(signs).toEqual([[1, -1], [1]]);
  });

  it('holds any text a person may have typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(JSON.parse(whole('geojson', [{ ...record, name }])).features[0].properties.名称).toBe(name);
      }),
    );
  });

  it('is a collection of nothing where there is nothing', () => {
    expect(JSON.parse(whole('geojson', [])).features).toEqual([]);
  });
});

describe('KML', () => {
  it('escapes what is typed and closes every ring', () => {
    const file = whole('kml');
    expect(file).toContain('<description>甲 &lt;仓库&gt; &amp; &quot;棚&quot;  </description>');
    expect(file).toContain('内部资料，注意保管。周甲');
    const rings = [...file.matchAll(/<coordinates>([^<]*)</g)].map(([, text]) => (text ?? '').split(' '));
    expect(rings).toHaveLength(3);
    for (const points of rings) expect(points[0]).toBe(points.at(-1));
    expect(file.match(/<innerBoundaryIs>/g)).toHaveLength(1);
    expect(file.match(/<Polygon>/g)).toHaveLength(2);
  });
});

describe('DXF', () => {
  it('has a closed polyline a ring in metres of the zone, the number as text, and pairs throughout', () => {
    const lines = whole('dxf').split('\r\n');
    expect(lines.pop()).toBe('');
    expect(lines.length % 2).toBe(0);
    const codes = lines.filter((_, i) => i % 2 === 0);
    expect(codes.every((code) => /^\d+$/.test(code))).toBe(true);
    expect(lines.filter((line) => line === 'POLYLINE')).toHaveLength(3);
    expect(lines.filter((line) => line === 'VERTEX')).toHaveLength(12);
    const first = lines.indexOf('VERTEX');
    const { e, n } = toGauss(zone, ...(toRings(shape)[0]?.[0]?.[0] ?? [0, 0]));
    expect(Number(lines[first + 4])).toBeCloseTo(e, 3);
    expect(Number(lines[first + 6])).toBeCloseTo(n, 3);
    expect(lines).toContain('2026-示例-0003');
    expect(lines.slice(-2)).toEqual(['0', 'EOF']);
  });
});

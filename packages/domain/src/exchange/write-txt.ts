import {
  areaM2,
  type FlatPolygon,
  type GaussZone,
  type Projected,
  planarAreaM2,
  ringStart,
  toGauss,
} from '../geo/index.ts';

export interface TxtOutParcel {
  /** 地块编号 and 地块名称; commas and line ends in them become blanks, or the line would have other columns. */
  readonly number: string;
  readonly name: string;
  readonly use?: string;
  readonly landClass?: string;
  /** Degrees, EPSG:4490. */
  readonly shape: FlatPolygon;
}

export interface TxtOutOptions {
  /** Eastings carry the zone's number where the zone is a prefixed one. */
  readonly zone: GaussZone;
  /** 数据产生单位 */
  readonly unit: string;
  /** YYYY-MM-DD */
  readonly day: string;
  /** What 界址点数 counts: the lines of points with the closing ones (the files of most offices), or the vertices. */
  readonly count?: 'lines' | 'vertices';
  /**
   * 地块面积 in hectares: the area in the plane of the zone, which readers of this format compute themselves, or the
   * official one on the ellipsoid. At 100 km from the central meridian they differ by 0.025 %.
   */
  readonly area?: 'planar' | 'ellipsoidal';
}

/** Sections and header of a 坐标交换 file, up to the first parcel. Lines end with CRLF, as the tools that read it want. */
export function txtHeader({ zone, unit, day }: TxtOutOptions): string {
  const [y, m, d] = day.split('-').map(Number);
  return lines([
    '[属性描述]',
    '格式版本号=1.01版本',
    `数据产生单位=${cell(unit)}`,
    `数据产生日期=${y}-${m}-${d}`,
    '坐标系=2000国家大地坐标系',
    `几度分带=${zone.width}`,
    '投影类型=高斯克吕格',
    '计量单位=米',
    `带号=${zone.zone}`,
    '精度=0.001',
    '转换参数=,,,,,,',
    '[地块坐标]',
  ]);
}

/** One parcel: rings numbered from 1, outer ones and their holes in their order, points running on, each ring closed. */
export function txtParcel(parcel: TxtOutParcel, { zone, count = 'lines', area = 'planar' }: TxtOutOptions): string {
  const { shape } = parcel;
  const rings = ringsOf(shape, zone);
  const vertices = rings.reduce((sum, ring) => sum + ring.length, 0);
  const m2 = area === 'ellipsoidal' ? areaM2(shape) : planarAreaM2(partsOf(shape, rings));
  const head = [
    count === 'lines' ? vertices + rings.length : vertices,
    (m2 / 10_000).toFixed(4),
    cell(parcel.number),
    cell(parcel.name),
    '面',
    '',
    cell(parcel.use ?? ''),
    cell(parcel.landClass ?? ''),
    '@',
  ];
  let point = 0;
  const body = rings.flatMap((ring, r) => {
    const first = point + 1;
    const named = ring.map((at) => line(++point, r, at));
    const [start] = ring;
    return start === undefined ? named : [...named, line(first, r, start)];
  });
  return lines([head.join(','), ...body]);
}

const line = (point: number, ring: number, { e, n }: Projected): string =>
  `J${point},${ring + 1},${n.toFixed(3)},${e.toFixed(3)}`;
const lines = (all: readonly string[]): string => all.map((each) => `${each}\r\n`).join('');
const cell = (text: string): string => text.replaceAll(/[,，@\r\n]+/g, ' ').trim();

/** Rings without their closing points, in the zone's plane. */
function ringsOf(shape: FlatPolygon, zone: GaussZone): Projected[][] {
  return Array.from(shape.ringEnds, (end, ring) => {
    const from = ringStart(shape, ring);
    return Array.from({ length: end - 1 - from }, (_, i) =>
      toGauss(zone, shape.xy[2 * (from + i)] as number, shape.xy[2 * (from + i) + 1] as number),
    );
  });
}

function partsOf(shape: FlatPolygon, rings: readonly Projected[][]): Projected[][][] {
  let from = 0;
  return Array.from(shape.partEnds, (end) => {
    const part = rings.slice(from, end);
    from = end;
    return part;
  });
}

import { type FlatPolygon, type GaussZone, labelPoint, toGauss, toRings } from '../geo/index.ts';
import { txtHeader, txtParcel } from './write-txt.ts';

/** One record of a ledger as it goes to another program. Areas m², official; null where they were not computed. */
export interface OutlineRecord {
  readonly number: string;
  readonly name: string;
  /** Code and words of the type: 「T16」「堆放固体废弃物/硬化/停车场/堆场」. */
  readonly typeCode: string;
  readonly type: string;
  readonly village: string;
  readonly state: string;
  readonly areaM2: number;
  readonly farmM2: number | null;
  readonly pbfM2: number | null;
  /** Degrees, EPSG:4490. */
  readonly shape: FlatPolygon;
}

export interface OutlineOptions {
  /** Of formats in metres; degrees ignore it. */
  readonly zone: GaussZone;
  /** 数据产生单位 */
  readonly unit: string;
  /** YYYY-MM-DD */
  readonly day: string;
  /** Who took it out, when: written into the file, so that a copy that has gone astray tells its way (7.2). */
  readonly mark: string;
  readonly count?: 'lines' | 'vertices';
  readonly area?: 'planar' | 'ellipsoidal';
}

/** A format as text that can be written record by record, in constant memory. */
export interface OutlineFormat {
  readonly extension: string;
  readonly mime: string;
  /** Its bytes are GBK unless the caller may choose. */
  readonly encoding: 'gbk' | 'utf8' | 'either';
  readonly head: (options: OutlineOptions) => string;
  readonly one: (record: OutlineRecord, options: OutlineOptions, i: number) => string;
  readonly tail: () => string;
}

const MARK = '内部资料，注意保管';

/** Twice the signed area in the plane of degrees: positive where the ring runs counter-clockwise. */
const turn = (ring: readonly (readonly [number, number])[]): number =>
  ring.reduce((sum, [x, y], i) => {
    const [u, v] = ring[(i + 1) % ring.length] ?? [0, 0];
    return sum + x * v - u * y;
  }, 0);

/** Rings as RFC 7946 wants them: outer ones counter-clockwise, holes clockwise, closed. */
function wound(shape: FlatPolygon): [number, number][][][] {
  return toRings(shape).map((rings) =>
    rings.map((ring, i) => (turn(ring) > 0 === (i === 0) ? ring : [...ring].reverse())),
  );
}

/** 9 decimals are a tenth of a millimetre. */
const degrees = ([lon, lat]: readonly [number, number]): string =>
  `${Number(lon.toFixed(9))},${Number(lat.toFixed(9))}`;

const properties = (record: OutlineRecord): [string, string | number | null][] => [
  ['编号', record.number],
  ['名称', record.name],
  ['类型', `${record.typeCode} ${record.type}`],
  ['村', record.village],
  ['状态', record.state],
  ['面积', tenth(record.areaM2)],
  ['耕地', tenth(record.farmM2)],
  ['永农', tenth(record.pbfM2)],
];
const tenth = (m2: number | null): number | null => (m2 === null ? null : Math.round(m2 * 10) / 10);

/** https://www.rfc-editor.org/rfc/rfc7946; CGCS2000 for its WGS 84, as all of the product's degrees. */
const geojson: OutlineFormat = {
  extension: 'geojson',
  mime: 'application/geo+json',
  encoding: 'utf8',
  head: ({ unit, day, mark }) =>
    `{"type":"FeatureCollection","name":${JSON.stringify(unit)},"date":"${day}","marking":"${MARK}","exported":${JSON.stringify(mark)},"features":[\n`,
  one: (record, _options, i) => {
    const coordinates = wound(record.shape)
      .map((rings) => `[${rings.map((ring) => `[${ring.map((at) => `[${degrees(at)}]`).join(',')}]`).join(',')}]`)
      .join(',');
    const values = Object.fromEntries(properties(record));
    return `${i === 0 ? '' : ',\n'}{"type":"Feature","properties":${JSON.stringify(values)},"geometry":{"type":"MultiPolygon","coordinates":[${coordinates}]}}`;
  },
  tail: () => '\n]}\n',
};

const xml = (text: string): string =>
  // Control characters are no part of any XML, not even escaped.
  text
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** https://docs.ogc.org/is/12-007r2/12-007r2.html */
const kml: OutlineFormat = {
  extension: 'kml',
  mime: 'application/vnd.google-earth.kml+xml',
  encoding: 'utf8',
  head: ({ unit, day, mark }) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${xml(unit)} ${day}</name><description>${xml(`${MARK}。${mark}`)}</description>\n<Style id="p"><LineStyle><color>ff1e26b3</color><width>2</width></LineStyle><PolyStyle><color>401e26b3</color></PolyStyle></Style>\n`,
  one: (record) => {
    const data = properties(record)
      .map(([name, value]) => `<Data name="${name}"><value>${xml(String(value ?? ''))}</value></Data>`)
      .join('');
    const ring = (tag: string, points: readonly [number, number][]) =>
      `<${tag}><LinearRing><coordinates>${points.map(degrees).join(' ')}</coordinates></LinearRing></${tag}>`;
    const parts = wound(record.shape).map(
      ([outer = [], ...holes]) =>
        `<Polygon>${ring('outerBoundaryIs', outer)}${holes.map((hole) => ring('innerBoundaryIs', hole)).join('')}</Polygon>`,
    );
    return `<Placemark><name>${xml(record.number)}</name><description>${xml(record.name)}</description><styleUrl>#p</styleUrl><ExtendedData>${data}</ExtendedData><MultiGeometry>${parts.join('')}</MultiGeometry></Placemark>\n`;
  },
  tail: () => '</Document></kml>\n',
};

const pairs = (...values: (string | number)[]): string => `${values.join('\r\n')}\r\n`;
/** A value is one line; what would end it, or begin a format code, is left out. */
const cadText = (text: string): string => text.replace(/[\r\n%\\]/g, ' ');

/** AutoCAD R12, which every program of an office reads: closed polylines on a layer by type, the number in the middle. */
const dxf: OutlineFormat = {
  extension: 'dxf',
  mime: 'image/vnd.dxf',
  encoding: 'gbk',
  head: ({ zone, mark }) =>
    pairs(999, cadText(`${MARK} ${mark} EPSG:${zone.epsg}`)) +
    pairs(0, 'SECTION', 2, 'HEADER', 9, '$ACADVER', 1, 'AC1009', 9, '$DWGCODEPAGE', 3, 'ANSI_936', 0, 'ENDSEC') +
    pairs(0, 'SECTION', 2, 'ENTITIES'),
  one: (record, { zone }) => {
    const layer = record.typeCode === '' ? 'T' : record.typeCode;
    const at = (lon: number, lat: number): (string | number)[] => {
      const { e, n } = toGauss(zone, lon, lat);
      return [10, e.toFixed(4), 20, n.toFixed(4), 30, '0.0'];
    };
    const lines = toRings(record.shape).flatMap((rings) =>
      rings.map(
        (ring) =>
          pairs(0, 'POLYLINE', 8, layer, 66, 1, 10, '0.0', 20, '0.0', 30, '0.0', 70, 1) +
          ring
            .slice(0, -1)
            .map(([lon, lat]) => pairs(0, 'VERTEX', 8, layer, ...at(lon, lat)))
            .join('') +
          pairs(0, 'SEQEND'),
      ),
    );
    const [lon, lat] = labelPoint(record.shape);
    return lines.join('') + pairs(0, 'TEXT', 8, `${layer}_NO`, ...at(lon, lat), 40, '3.0', 1, cadText(record.number));
  },
  tail: () => pairs(0, 'ENDSEC', 0, 'EOF'),
};

const txt: OutlineFormat = {
  extension: 'txt',
  mime: 'text/plain',
  encoding: 'either',
  head: (options) => txtHeader(options),
  one: (record, options) =>
    txtParcel({ number: record.number, name: record.name, use: record.type, shape: record.shape }, options),
  tail: () => '',
};

/** What outlines can be taken out as, by code. */
export const outlineFormats = { txt, geojson, kml, dxf } as const satisfies Record<string, OutlineFormat>;
export type OutlineFormatCode = keyof typeof outlineFormats;

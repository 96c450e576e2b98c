/**
 * The invented county of the benchmarks: the same every time, no file of anybody's. 202,500 land parcels of 19 vertices
 * that share their edges, 12,000 protection polygons of about 55, 2,000 clues, around 106°E 29.8°N.
 */
import { areaM2, type FlatPolygon, type GaussZone, gaussZone, toGauss } from '../packages/domain/src/geo/index.ts';
import { blobs, mosaic, random } from '../packages/domain/src/geo/testing/mosaic.ts';

const SIDE = 450;
const metre = 1 / 96500;
const parcelDegrees = 48 * metre;
const extent = SIDE * parcelDegrees;

/** 202,500 parcels, columns from west to east, in each from south to north. */
export const landParcels = (): FlatPolygon[] => mosaic(SIDE, parcelDegrees);
/** Protection polygons: 12,000 unless told. */
export const protectionPolygons = (count = 12_000): FlatPolygon[] => blobs(count, 55, 150 * metre, extent, 7);
/** Clues of about half a hectare: 2,000 unless told. */
export const clueShapes = (count = 2000): FlatPolygon[] => blobs(count, 24, 36 * metre, extent, 3);

export interface LandRecord {
  no: string;
  code: string;
  name: string;
  village: string;
  m2: number;
  /** 扣除系数 */
  ridge: number;
}

const classes = [
  ['0101', '水田', 0.12],
  ['0103', '旱地', 0.18],
  ['0301', '乔木林地', 0],
  ['0702', '农村宅基地', 0],
  ['1104', '坑塘水面', 0],
  ['1006', '农村道路', 0],
] as const;

/** What a survey says of each parcel; mostly farmland, villages of 9999 codes in blocks. */
export function landRecords(parcels: readonly FlatPolygon[]): LandRecord[] {
  const next = random(11);
  return parcels.map((polygon, i) => {
    const [code, name, ridge] = classes[Math.floor(next() ** 2 * classes.length)] ?? classes[0];
    const block = Math.floor(i / SIDE / 45) * 10 + Math.floor((i % SIDE) / 45);
    const village = `9999011${String(1 + Math.floor(block / 20)).padStart(2, '0')}${201 + (block % 20)}`;
    return { no: String(i + 1), code, name, village, m2: areaM2(polygon), ridge };
  });
}

/** Zone 35 of CGCS2000 with its prefix, in which such files are delivered. */
export function deliveryZone(): GaussZone {
  const zone = gaussZone(4523);
  if (!zone) throw new Error('EPSG:4523 is not there');
  return zone;
}

/** Vertices of all rings in the plane of a zone, in the order of the polygon. */
export function planeRing(polygon: FlatPolygon, zone: GaussZone): Float64Array {
  const plane = new Float64Array(polygon.xy.length);
  for (let i = 0; i < plane.length; i += 2) {
    const { e, n } = toGauss(zone, polygon.xy[i] as number, polygon.xy[i + 1] as number);
    plane[i] = e;
    plane[i + 1] = n;
  }
  return plane;
}

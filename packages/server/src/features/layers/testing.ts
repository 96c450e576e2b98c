import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gaussZone, toGauss } from '@shoutian/domain/geo';
import {
  gbk,
  type RingCoordinates,
  type TestField,
  type TestShapefile,
  writeShapefile,
} from '../../platform/geofile/testing/shapefile-writer.ts';
import { makeZip } from '../../platform/geofile/testing/zip-writer.ts';

const known = new Map<string, Buffer>();
/** Encoding by trying is slow; delivered columns repeat their words anyway. */
function words(text: string): Buffer {
  const bytes = known.get(text) ?? gbk(text);
  known.set(text, bytes);
  return bytes;
}

/** A square in zone 35 of CGCS2000, clockwise as shapefiles have it, given by its south-west corner in degrees. */
export function gaussSquare(lon: number, lat: number, metres: number, epsg = 4523): RingCoordinates {
  const zone = gaussZone(epsg);
  if (!zone) throw new Error(`no zone ${epsg}`);
  const { e, n } = toGauss(zone, lon, lat);
  return [
    [e, n],
    [e, n + metres],
    [e + metres, n + metres],
    [e + metres, n],
    [e, n],
  ];
}

/** Crosses itself in the middle. */
export function bowTie(lon: number, lat: number, metres: number): RingCoordinates {
  const [a, b, c, d, e] = gaussSquare(lon, lat, metres) as [
    [number, number],
    [number, number],
    [number, number],
    [number, number],
    [number, number],
  ];
  return [a, c, b, d, e];
}

/** The files of a shapefile in a zip, with a Chinese name inside. */
export function zippedShapefile(file: TestShapefile, name = 'DLTB'): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'shoutian-fixture-'));
  try {
    writeShapefile(path.join(folder, 'a'), file);
    const without = new Set<string>(file.without ?? []);
    const entries = ['shp', 'shx', 'dbf', 'prj', ...(file.cpg === undefined ? [] : ['cpg'])]
      .filter((extension) => !without.has(extension))
      .map((extension) => ({
        name: gbk(`地类图斑/${name}.${extension}`),
        data: readFileSync(path.join(folder, `a.${extension}`)),
      }));
    return makeZip(entries);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const dltbFields: readonly TestField[] = [
  { name: 'TBBH', type: 'C', width: 8 },
  { name: 'DLBM', type: 'C', width: 5 },
  { name: 'DLMC', type: 'C', width: 60 },
  { name: 'ZLDWDM', type: 'C', width: 19 },
  { name: 'TBMJ', type: 'N', width: 18, decimals: 2 },
  { name: 'KCXS', type: 'N', width: 6, decimals: 4 },
  { name: 'BZ', type: 'C', width: 20 },
];

export interface Parcel {
  rings: readonly RingCoordinates[] | null;
  no: string;
  code: string;
  name: string;
  m2: string;
  kcxs?: string;
  village?: string;
}

/** A land survey as delivered: GBK, no .cpg, 19-digit seat unit codes. */
export function dltb(parcels: readonly Parcel[], more: Partial<TestShapefile> = {}): Buffer {
  return zippedShapefile({
    shapes: parcels.map(({ rings }) => rings),
    fields: dltbFields,
    rows: parcels.map(({ no, code, name, m2, kcxs, village }) => [
      no,
      code,
      words(name),
      `${village ?? '999901101201'}0000000`,
      m2,
      kcxs ?? '0.0000',
      words('备注'),
    ]),
    languageByte: 0x4d,
    ...more,
  });
}

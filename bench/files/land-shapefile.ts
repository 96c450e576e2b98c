/** Writes the invented land survey as a county delivers it: a shapefile in zone 35, GBK attributes, no .cpg. */
import { writeFileSync } from 'node:fs';
import type { FlatPolygon } from '../../packages/domain/src/geo/index.ts';
import { gbk, prjZone35 } from '../../packages/server/src/platform/geofile/testing/shapefile-writer.ts';
import { deliveryZone, type LandRecord, planeRing } from '../mosaic.ts';

type Field = readonly [name: string, type: 'C' | 'N', width: number, decimals: number];
const fields: readonly Field[] = [
  ['BSM', 'C', 18, 0],
  ['YSDM', 'C', 10, 0],
  ['TBYBH', 'C', 18, 0],
  ['TBBH', 'C', 8, 0],
  ['DLBM', 'C', 5, 0],
  ['DLMC', 'C', 60, 0],
  ['QSXZ', 'C', 2, 0],
  ['QSDWDM', 'C', 19, 0],
  ['QSDWMC', 'C', 60, 0],
  ['ZLDWDM', 'C', 19, 0],
  ['ZLDWMC', 'C', 60, 0],
  ['TBMJ', 'N', 18, 2],
  ['KCDLBM', 'C', 5, 0],
  ['KCXS', 'N', 6, 4],
  ['KCMJ', 'N', 18, 2],
  ['TBDLMJ', 'N', 18, 2],
  ['SJNF', 'N', 4, 0],
];

/** Clockwise, as the format asks; our own parcels run the other way. */
function record(polygon: FlatPolygon, number: number): Buffer {
  const plane = planeRing(polygon, deliveryZone());
  const points = plane.length / 2;
  const bytes = Buffer.alloc(8 + 48 + 16 * points);
  bytes.writeInt32BE(number, 0);
  bytes.writeInt32BE((bytes.length - 8) / 2, 4);
  bytes.writeInt32LE(5, 8);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points; i++) {
    const e = plane[2 * (points - 1 - i)] as number;
    const n = plane[2 * (points - 1 - i) + 1] as number;
    bytes.writeDoubleLE(e, 56 + 16 * i);
    bytes.writeDoubleLE(n, 64 + 16 * i);
    box[0] = Math.min(box[0] as number, e);
    box[1] = Math.min(box[1] as number, n);
    box[2] = Math.max(box[2] as number, e);
    box[3] = Math.max(box[3] as number, n);
  }
  box.forEach((value, k) => {
    bytes.writeDoubleLE(value, 12 + 8 * k);
  });
  bytes.writeInt32LE(1, 44);
  bytes.writeInt32LE(points, 48);
  return bytes;
}

const words = new Map<string, Buffer>();
function encoded(text: string): Buffer {
  const bytes = words.get(text) ?? gbk(text);
  words.set(text, bytes);
  return bytes;
}

function table(records: readonly LandRecord[]): Buffer {
  const width = 1 + fields.reduce((sum, [, , w]) => sum + w, 0);
  const start = 33 + 32 * fields.length;
  const dbf = Buffer.alloc(start + width * records.length + 1, 0x20);
  dbf.fill(0, 0, start);
  dbf[0] = 3;
  dbf.writeUInt32LE(records.length, 4);
  dbf.writeUInt16LE(start, 8);
  dbf.writeUInt16LE(width, 10);
  fields.forEach(([name, type, w, decimals], i) => {
    const at = 32 + 32 * i;
    dbf.write(name, at, 'latin1');
    dbf.write(type, at + 11, 'latin1');
    dbf[at + 16] = w;
    dbf[at + 17] = decimals;
  });
  dbf[start - 1] = 13;
  records.forEach((land, r) => {
    let at = start + r * width + 1;
    const ridgeM2 = land.m2 * land.ridge;
    const values = [
      land.no.padStart(18, '9'),
      '2001010100',
      land.no,
      land.no,
      land.code,
      land.name,
      '30',
      `${land.village}0000000`,
      `演示村${land.village.slice(-3)}`,
      `${land.village}0000000`,
      `演示村${land.village.slice(-3)}`,
      land.m2.toFixed(2),
      land.ridge > 0 ? '1203' : '',
      land.ridge.toFixed(4),
      ridgeM2.toFixed(2),
      (land.m2 - ridgeM2).toFixed(2),
      '2025',
    ];
    fields.forEach(([, type, w], i) => {
      const text = values[i] ?? '';
      if (type === 'N') dbf.write(text.padStart(w), at, 'latin1');
      else bytesOf(text).copy(dbf, at, 0, w);
      at += w;
    });
  });
  dbf[dbf.length - 1] = 0x1a;
  return dbf;
}

const plain = /^[\x20-\x7e]*$/;
const bytesOf = (text: string): Buffer => (plain.test(text) ? Buffer.from(text, 'latin1') : encoded(text));

/** Writes `stem`.shp, .shx, .dbf and .prj. */
export function writeLandShapefile(
  stem: string,
  parcels: readonly FlatPolygon[],
  records: readonly LandRecord[],
): void {
  const rows = parcels.map((polygon, i) => record(polygon, i + 1));
  const shp = Buffer.concat([Buffer.alloc(100), ...rows]);
  const shx = Buffer.alloc(100 + 8 * rows.length);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  let offset = 100;
  rows.forEach((row, i) => {
    shx.writeInt32BE(offset / 2, 100 + 8 * i);
    shx.writeInt32BE((row.length - 8) / 2, 104 + 8 * i);
    offset += row.length;
    for (let k = 0; k < 4; k++) {
      const value = row.readDoubleLE(12 + 8 * k);
      box[k] = k < 2 ? Math.min(box[k] as number, value) : Math.max(box[k] as number, value);
    }
  });
  for (const header of [shp, shx]) {
    header.writeInt32BE(9994, 0);
    header.writeInt32BE(header.length / 2, 24);
    header.writeInt32LE(1000, 28);
    header.writeInt32LE(5, 32);
    box.forEach((value, k) => {
      header.writeDoubleLE(value, 36 + 8 * k);
    });
  }
  writeFileSync(`${stem}.shp`, shp);
  writeFileSync(`${stem}.shx`, shx);
  writeFileSync(`${stem}.dbf`, table(records));
  writeFileSync(`${stem}.prj`, prjZone35);
}

import { writeFileSync } from 'node:fs';

export type RingCoordinates = readonly (readonly [number, number])[];

export interface TestField {
  name: string | Uint8Array;
  type: 'C' | 'N' | 'D' | 'L' | 'F';
  width: number;
  decimals?: number;
}

export interface TestShapefile {
  /** One entry per record: its rings; null writes a null shape. */
  shapes: readonly (readonly RingCoordinates[] | null)[];
  fields: readonly TestField[];
  /** One entry per record, values as bytes or ASCII text. */
  rows: readonly (readonly (string | Uint8Array)[])[];
  languageByte?: number;
  prj?: string;
  cpg?: string;
  without?: readonly ('shx' | 'dbf' | 'prj')[];
}

export const prjZone35 =
  'PROJCS["CGCS2000_3_Degree_GK_Zone_35",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",35500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",105.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

/** Writes stem.shp and its companions as bytes of our own making, right or wrong as a test wants them. */
export function writeShapefile(stem: string, file: TestShapefile): void {
  const { shp, shx } = shapes(file.shapes);
  const without = new Set<string>(file.without ?? []);
  writeFileSync(`${stem}.shp`, shp);
  if (!without.has('shx')) writeFileSync(`${stem}.shx`, shx);
  if (!without.has('dbf')) writeFileSync(`${stem}.dbf`, table(file));
  if (!without.has('prj')) writeFileSync(`${stem}.prj`, file.prj ?? prjZone35);
  if (file.cpg !== undefined) writeFileSync(`${stem}.cpg`, file.cpg);
}

function shapes(list: TestShapefile['shapes']): { shp: Buffer; shx: Buffer } {
  const records = list.map((rings, i) => {
    const points = rings?.reduce((sum, ring) => sum + ring.length, 0) ?? 0;
    const length = rings ? 44 + 4 * rings.length + 16 * points : 4;
    const record = Buffer.alloc(8 + length);
    record.writeInt32BE(i + 1, 0);
    record.writeInt32BE(length / 2, 4);
    if (!rings) return record;
    record.writeInt32LE(5, 8);
    const xs = rings.flat().map(([x]) => x);
    const ys = rings.flat().map(([, y]) => y);
    const low = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
    const high = (values: number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);
    [low(xs), low(ys), high(xs), high(ys)].forEach((v, k) => {
      record.writeDoubleLE(v, 12 + 8 * k);
    });
    record.writeInt32LE(rings.length, 44);
    record.writeInt32LE(points, 48);
    let at = 52;
    let start = 0;
    for (const ring of rings) {
      at = record.writeInt32LE(start, at);
      start += ring.length;
    }
    for (const [x, y] of rings.flat()) {
      at = record.writeDoubleLE(x, at);
      at = record.writeDoubleLE(y, at);
    }
    return record;
  });
  const shp = Buffer.concat([Buffer.alloc(100), ...records]);
  const shx = Buffer.alloc(100 + 8 * records.length);
  let offset = 100;
  records.forEach((record, i) => {
    shx.writeInt32BE(offset / 2, 100 + 8 * i);
    shx.writeInt32BE((record.length - 8) / 2, 104 + 8 * i);
    offset += record.length;
  });
  for (const header of [shp, shx]) {
    header.writeInt32BE(9994, 0);
    header.writeInt32BE(header.length / 2, 24);
    header.writeInt32LE(1000, 28);
    header.writeInt32LE(5, 32);
  }
  return { shp, shx };
}

function table({ fields, rows, languageByte }: TestShapefile): Buffer {
  const recordLength = 1 + fields.reduce((sum, { width }) => sum + width, 0);
  const headerLength = 33 + 32 * fields.length;
  const dbf = Buffer.alloc(headerLength + recordLength * rows.length + 1, 0x20);
  dbf.fill(0, 0, headerLength);
  dbf[0] = 3;
  dbf.writeUInt32LE(rows.length, 4);
  dbf.writeUInt16LE(headerLength, 8);
  dbf.writeUInt16LE(recordLength, 10);
  dbf[29] = languageByte ?? 0;
  fields.forEach((field, i) => {
    const at = 32 + 32 * i;
    Buffer.from(field.name).copy(dbf, at, 0, 11);
    dbf.write(field.type, at + 11, 'latin1');
    dbf[at + 16] = field.width;
    dbf[at + 17] = field.decimals ?? 0;
  });
  dbf[headerLength - 1] = 13;
  rows.forEach((row, r) => {
    let at = headerLength + r * recordLength + 1;
    fields.forEach(({ width }, i) => {
      Buffer.from(row[i] ?? '').copy(dbf, at, 0, width);
      at += width;
    });
  });
  dbf[dbf.length - 1] = 0x1a;
  return dbf;
}

/** GBK bytes of a text of everyday characters, found by trying: Node decodes GBK but does not write it. */
export function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const bytes: number[] = [];
  for (const char of text) {
    if (char.charCodeAt(0) < 128) {
      bytes.push(char.charCodeAt(0));
      continue;
    }
    for (let pair = 0x8140; pair <= 0xfefe; pair++) {
      if (decoder.decode(Buffer.of(pair >> 8, pair & 255)) !== char) continue;
      bytes.push(pair >> 8, pair & 255);
      break;
    }
  }
  return Buffer.from(bytes);
}

/** A closed square, clockwise as shapefiles want outer rings. */
export function square(x: number, y: number, side: number): [number, number][] {
  return [
    [x, y],
    [x, y + side],
    [x + side, y + side],
    [x + side, y],
    [x, y],
  ];
}

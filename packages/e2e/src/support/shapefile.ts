import { crc32 } from 'node:zlib';

type Ring = readonly (readonly [number, number])[];
/** A parcel with the columns of a satellite batch, all text. */
export interface ShapeRow {
  ring: Ring;
  values: Readonly<Record<string, string>>;
}

/** Chinese as offices still write it. Node has no GBK encoder, so its decoder is turned round once. */
const gbk: ReadonlyMap<string, number> = (() => {
  const read = new TextDecoder('gbk');
  const codes = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1)
      codes.set(read.decode(Uint8Array.of(lead, trail)), lead * 256 + trail);
  return codes;
})();

function gbkBytes(text: string): Buffer {
  return Buffer.from(
    [...text].flatMap((letter) => {
      const code = gbk.get(letter);
      return letter.charCodeAt(0) < 128 || code === undefined ? [letter.charCodeAt(0)] : [code >> 8, code & 255];
    }),
  );
}

function boxOf(points: Ring): number[] {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Polygon records and their index; rings of the caller run clockwise, as the format wants. */
function shpAndShx(rows: readonly ShapeRow[]): { shp: Buffer; shx: Buffer } {
  const contents = rows.map(({ ring }) => {
    const record = Buffer.alloc(48 + ring.length * 16);
    record.writeInt32LE(5, 0);
    boxOf(ring).forEach((value, i) => void record.writeDoubleLE(value, 4 + i * 8));
    record.writeInt32LE(1, 36);
    record.writeInt32LE(ring.length, 40);
    ring.forEach(([x, y], i) => {
      record.writeDoubleLE(x, 48 + i * 16);
      record.writeDoubleLE(y, 56 + i * 16);
    });
    return record;
  });
  const head = (bytes: number) => {
    const header = Buffer.alloc(100);
    header.writeInt32BE(9994, 0);
    header.writeInt32BE((100 + bytes) / 2, 24);
    header.writeInt32LE(1000, 28);
    header.writeInt32LE(5, 32);
    boxOf(rows.flatMap(({ ring }) => ring)).forEach((value, i) => void header.writeDoubleLE(value, 36 + i * 8));
    return header;
  };
  const [records, index]: [Buffer[], Buffer[]] = [[], []];
  let at = 50;
  contents.forEach((content, i) => {
    const [before, line] = [Buffer.alloc(8), Buffer.alloc(8)];
    before.writeInt32BE(i + 1, 0);
    before.writeInt32BE(content.length / 2, 4);
    line.writeInt32BE(at, 0);
    line.writeInt32BE(content.length / 2, 4);
    records.push(before, content);
    index.push(line);
    at += 4 + content.length / 2;
  });
  const [body, lines] = [Buffer.concat(records), Buffer.concat(index)];
  return { shp: Buffer.concat([head(body.length), body]), shx: Buffer.concat([head(lines.length), lines]) };
}

const WIDTH = 60;

function dbf(rows: readonly ShapeRow[]): Buffer {
  const names = Object.keys(rows[0]?.values ?? {});
  const header = Buffer.alloc(33 + names.length * 32);
  header.set([3, 126, 6, 1]);
  header.writeUInt32LE(rows.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(1 + names.length * WIDTH, 10);
  names.forEach((name, i) => {
    header.write(name, 32 + i * 32, 'latin1');
    header.write('C', 43 + i * 32, 'latin1');
    header[48 + i * 32] = WIDTH;
  });
  header[header.length - 1] = 0x0d;
  const lines = rows.map(({ values }) => {
    const line = Buffer.alloc(1 + names.length * WIDTH, 0x20);
    names.forEach((name, i) => void gbkBytes(values[name] ?? '').copy(line, 1 + i * WIDTH, 0, WIDTH));
    return line;
  });
  return Buffer.concat([header, ...lines, Buffer.of(0x1a)]);
}

/** Files side by side in a zip, stored without packing. */
function zip(files: Readonly<Record<string, Buffer>>): Buffer {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, bytes] of Object.entries(files)) {
    const title = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt32LE(crc32(bytes), 14);
    local.writeUInt32LE(bytes.length, 18);
    local.writeUInt32LE(bytes.length, 22);
    local.writeUInt16LE(title.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    local.copy(central, 6, 4, 30);
    central.writeUInt32LE(at, 42);
    locals.push(local, title, bytes);
    directory.push(central, title);
    at += local.length + title.length + bytes.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, index, end]);
}

/** A zipped Shapefile as towns receive it: GBK table, no .cpg and no .prj, so that both must be found out. */
export function zippedShapefile(name: string, rows: readonly ShapeRow[]): Buffer {
  const { shp, shx } = shpAndShx(rows);
  return zip({ [`${name}.shp`]: shp, [`${name}.shx`]: shx, [`${name}.dbf`]: dbf(rows) });
}

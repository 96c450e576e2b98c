import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { looksLikeExchangeTxt } from '@shoutian/domain/exchange';
import { decodeText, type TextLabel, textEncoding } from '../text/decode.ts';

/** What the first bytes say a file is; `other` leaves it to the name. */
export type Magic = 'zip' | 'rar' | '7z' | 'gzip' | 'sqlite' | 'shp' | 'flatgeobuf' | 'parquet' | 'other';

const MAGIC: readonly (readonly [Magic, string])[] = [
  ['zip', '504b0304'],
  ['zip', '504b0506'],
  ['rar', '526172211a07'],
  ['7z', '377abcaf271c'],
  ['gzip', '1f8b'],
  ['sqlite', '53514c69746520666f726d6174203300'],
  ['shp', '0000270a'],
  ['flatgeobuf', '666762'],
  ['parquet', '50415231'],
];

/** Reads the first bytes of a file. */
export async function sniffMagic(file: string): Promise<Magic> {
  const head = (await readPart(file, 0, 16)).toString('hex');
  return MAGIC.find(([, prefix]) => head.startsWith(prefix))?.[0] ?? 'other';
}

async function readPart(file: string, position: number, length: number): Promise<Buffer> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(file);
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle?.close();
  }
}

/** True when the .shx beside a .shp can be used: right magic, whole records. Else it is rebuilt. */
export async function usableShx(file: string, bytes: number): Promise<boolean> {
  return bytes >= 100 && (bytes - 100) % 8 === 0 && (await sniffMagic(file)) === 'shp';
}

/** Does a text file begin as a 坐标交换 file does? */
export async function sniffExchangeTxt(file: string): Promise<boolean> {
  return looksLikeExchangeTxt(decodeText(await readPart(file, 0, 1 << 16), null, true).text);
}

export type JsonKind = 'geojson' | 'arrayOfFeatures' | 'notGeo';

export interface JsonSniff {
  kind: JsonKind;
  encoding: TextLabel;
}

const HEAD = 1 << 20;
const TAIL = 1 << 16;
const GEO_TYPE = /"type"\s*:\s*"(FeatureCollection|Feature|GeometryCollection|(Multi)?(Point|LineString|Polygon))"/;

/** Looks at the beginning and the end of a JSON file (a writer may put `type` last) without parsing it. */
export async function sniffJson(file: string, bytes: number): Promise<JsonSniff> {
  const head = await readPart(file, 0, HEAD);
  const encoding = textEncoding(head, true).label;
  const text = new TextDecoder(encoding).decode(head).trimStart();
  if (text.startsWith('['))
    return { kind: /"type"\s*:\s*"Feature"/.test(text) ? 'arrayOfFeatures' : 'notGeo', encoding };
  // RFC 8142 text sequences put a record separator (30) before each feature.
  const start = text.charCodeAt(0) === 30 ? text.slice(1) : text;
  const tail = bytes > HEAD ? new TextDecoder(encoding).decode(await readPart(file, bytes - TAIL, TAIL)) : '';
  return { kind: start.startsWith('{') && GEO_TYPE.test(start + tail) ? 'geojson' : 'notGeo', encoding };
}

/** Copies a text file into UTF-8; broken bytes become U+FFFD. */
export async function transcode(from: string, to: string, encoding: string, signal?: AbortSignal): Promise<void> {
  const text = new TextDecoder(encoding);
  const decoder = new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, text.decode(chunk, { stream: true })),
    flush: (done) => done(null, text.decode()),
  });
  await pipeline(createReadStream(from), decoder, createWriteStream(to), { signal });
}

import { describe, expect, test } from 'vitest';
import { wkbPolygon } from '../testing/gpkg-writer.ts';
import { square } from '../testing/shapefile-writer.ts';
import { PgDumpParser } from './pgdump.ts';
import { fieldText } from './record.ts';

const hex = wkbPolygon(square(106, 29, 1))
  .toString('hex')
  .toUpperCase();
const head =
  'SET standard_conforming_strings = OFF;\nCOPY "public"."x" ("__fid", "__geom", "DLMC", "a""b") FROM STDIN;\n';

interface Seen {
  fid: number;
  texts: (string | null)[];
  vertices: number;
  problem: string | null;
}

function parse(dump: string | Buffer, cut: number, maxVertices = 100, failedFids = new Set<number>()): Seen[] {
  const seen: Seen[] = [];
  const parser = new PgDumpParser({
    fieldCount: 2,
    maxVertices,
    failedFids,
    onRecord: (record, g, problem) =>
      seen.push({
        fid: record.fid,
        texts: [fieldText(record, 0), fieldText(record, 1)],
        vertices: g.vertices,
        problem,
      }),
  });
  const bytes = Buffer.from(dump);
  for (let at = 0; at < bytes.length; at += cut) parser.push(bytes.subarray(at, at + cut));
  return seen;
}

const dump = `${head}7\t${hex}\t水\\\n田\\\\\t\\N\n8\t\\N\ta\\tb\\nc\t\\\\N\n\\.\nCOMMIT;\n`;

test.each([1, 2, 3, 7, 64, 1 << 20])('is the same however the stream is cut (every %i bytes)', (cut) => {
  expect(parse(dump, cut)).toEqual([
    { fid: 7, texts: ['水\n田\\', null], vertices: 5, problem: null },
    { fid: 8, texts: ['a\tb\nc', '\\N'], vertices: 0, problem: null },
  ]);
});

test('a null geometry GDAL could not reproject is told from one that was null', () => {
  expect(parse(dump, 1000, 100, new Set([8]))[1]?.problem).toBe('outsideCrs');
});

test('a feature with too many vertices is reported and the next one read', () => {
  const long = `${head}1\t${hex}\tx\ty\n2\t\\N\tx\ty\n\\.\n`;
  expect(parse(long, 1000, 4).map(({ fid, problem }) => [fid, problem])).toEqual([
    [1, 'tooManyVertices'],
    [2, null],
  ]);
});

test('a line longer than any feature may be is dropped while it arrives', () => {
  const monster = `5\t${'00'.repeat(9 << 20)}\tx\ty`;
  const seen = parse(`${head}${monster}\n6\t${hex}\tx\ty\n\\.\n`, 1 << 16, 5);
  expect(seen.map(({ fid, problem }) => [fid, problem])).toEqual([
    [5, 'tooManyVertices'],
    [6, null],
  ]);
});

describe('geometry that lies', () => {
  const geometry = (text: string) => parse(`${head}1\t${text}\tx\ty\n\\.\n`, 1 << 20)[0]?.problem;
  test.each([
    ['cut in the middle', hex.slice(0, 60)],
    ['a forged ring count', `${hex.slice(0, 10)}FFFFFFFF${hex.slice(18)}`],
    ['a forged point count', `${hex.slice(0, 18)}FFFFFF7F${hex.slice(26)}`],
    ['big-endian', `00${hex.slice(2)}`],
    ['an unknown type', `01FF000000${hex.slice(10)}`],
    ['empty', ''],
  ])('%s', (_name, text) => {
    expect(geometry(text)).toMatch(/damagedGeometry|tooManyVertices|wrongType/);
  });
});

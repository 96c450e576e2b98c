import { expect, test } from 'vitest';
import { readCopyRows } from '../testing/copy-reader.ts';
import { square } from '../testing/shapefile-writer.ts';
import type { CopyColumn } from '../types.ts';
import { GeometryCheck } from './check.ts';
import { CopyEncoder } from './copy-encoder.ts';
import { GeometryBuffer, POLYGON } from './geometry.ts';
import type { RawRecord } from './record.ts';

const fields = ['DLBM', 'DLMC', 'TBMJ', 'SJNF', 'ZRRZJHM', 'DATE'];

function encode(columns: CopyColumn[], ...rows: (string | Buffer | null)[][]) {
  const encoder = new CopyEncoder({ columns, fields, excluded: new Set(['ZRRZJHM']), layer: 'DLTB' });
  const issues: [string, string | undefined, string | undefined][] = [];
  const g = new GeometryBuffer();
  g.reset(POLYGON);
  for (const [x, y] of square(106, 29.8, 0.001)) g.addVertex(x, y);
  g.endRing();
  g.endPart();
  const checked = new GeometryCheck(null, true).check(g);
  for (const [fid, row] of rows.entries()) {
    encoder.add(recordOf(fid, row), checked, (code, name, value) => issues.push([code, name, value]));
  }
  return { rows: readCopyRows(encoder.take().bytes), issues };
}

function recordOf(fid: number, values: (string | Buffer | null)[]): RawRecord {
  const parts = fields.map((_, i) => Buffer.from(values[i] ?? ''));
  const record: RawRecord = {
    fid,
    bytes: Buffer.concat(parts),
    starts: new Int32Array(fields.length),
    ends: new Int32Array(fields.length),
  };
  let at = 0;
  parts.forEach((part, i) => {
    record.starts[i] = values[i] === null || values[i] === undefined ? -1 : at;
    at += part.length;
    record.ends[i] = at;
  });
  return record;
}

const text = (column: string, field: string, more: object = {}): CopyColumn => ({
  column,
  from: 'field',
  field,
  type: 'text',
  ...more,
});
const field = (type: 'int4' | 'int8' | 'float8' | 'date' | 'bool' | 'uuid', name = 'TBMJ'): CopyColumn => ({
  column: 'x',
  from: 'field',
  field: name,
  type,
});

test('text is trimmed, empty is null, codes are cleaned as told', () => {
  const { rows } = encode(
    [
      text('a', 'DLBM', { clean: { upper: true, squeeze: true } }),
      text('b', 'DLMC'),
      text('c', 'DATE', { clean: { take: 4 } }),
    ],
    [' 01 0k ', '\u3000水田 ', null, null, null, '9999990012010000000'],
    ['', '  ', null, null, null, '水田水田水田'],
  );
  expect(rows.map((row) => row.map((v) => v?.toString() ?? null))).toEqual([
    ['010K', '水田', '9999'],
    [null, null, '水田水田'],
  ]);
});

test('numbers keep their exact double, what is no number is null and said', () => {
  const { rows, issues } = encode(
    [field('float8')],
    ['', '', '1234.56'],
    ['', '', '-0.1'],
    ['', '', '1,234.5'],
    ['', '', '12亩'],
    ['', '', '****'],
    ['', '', ' '],
  );
  expect(rows.map(([v]) => v?.readDoubleBE() ?? null)).toEqual([1234.56, -0.1, 1234.5, null, null, null]);
  expect(issues).toEqual([
    ['badNumber', 'TBMJ', '12亩'],
    ['badNumber', 'TBMJ', '****'],
  ]);
});

test('integers outside their type are refused, not wrapped', () => {
  expect(
    encode([field('int4')], ['', '', '2147483647'], ['', '', '2147483648'], ['', '', '1.5']).rows.map(
      ([v]) => v?.readInt32BE() ?? null,
    ),
  ).toEqual([2147483647, null, null]);
  expect(encode([field('int8')], ['', '', '-5000000000']).rows[0]?.[0]?.readBigInt64BE()).toBe(-5000000000n);
});

test('days are counted from 2000', () => {
  const { rows, issues } = encode(
    [field('date', 'DATE')],
    ['', '', '', '', '', '20000102'],
    ['', '', '', '', '', '2024年1月'],
    ['', '', '', '', '', '1999/12/31'],
  );
  expect(rows.map(([v]) => v?.readInt32BE() ?? null)).toEqual([1, null, -1]);
  expect(issues).toEqual([['badDate', 'DATE', '2024年1月']]);
});

test('truth in Chinese and a wrong uuid', () => {
  expect(
    encode([field('bool', 'DLMC')], ['', '是'], ['', '否'], ['', '也许']).rows.map(([v]) => v?.[0] ?? null),
  ).toEqual([1, 0, null]);
  expect(
    encode([field('uuid', 'DLMC')], ['', '018f0000-0000-7000-8000-00000000000a'], ['', 'x']).rows.map(
      ([v]) => v?.toString('hex') ?? null,
    ),
  ).toEqual(['018f000000007000800000000000000a', null]);
});

test('the rest keeps every other field but the excluded one', () => {
  const { rows } = encode(
    [text('a', 'DLBM'), { column: 'rest', from: 'rest' }],
    ['0101', '水"田\\\n\0', '5', null, '510202199001011234', ''],
  );
  const bytes = rows[0]?.[1];
  expect(bytes?.[0]).toBe(1);
  expect(JSON.parse(bytes?.toString('utf8', 1) ?? '')).toEqual({ DLMC: '水"田\\', TBMJ: '5' });
});

test('control characters inside a value are escaped', () => {
  const { rows } = encode([{ column: 'rest', from: 'rest' }], ['a\tb\u0001c']);
  expect(JSON.parse(rows[0]?.[0]?.toString('utf8', 1) ?? '')).toEqual({ DLBM: 'a\tb\u0001c' });
});

test('broken UTF-8 is replaced and said', () => {
  const { rows, issues } = encode([text('a', 'DLMC')], ['', Buffer.of(0x41, 0xff, 0x42)]);
  expect(rows[0]?.[0]?.toString()).toBe('A\ufffdB');
  expect(issues[0]?.slice(0, 2)).toEqual(['badText', 'DLMC']);
});

test('a mapping of values, with a default or with an issue', () => {
  const values = { forest: '0301' };
  const mapped = encode([text('a', 'DLBM', { values })], ['forest'], ['meadow']);
  expect(mapped.rows.map(([v]) => v?.toString() ?? null)).toEqual(['0301', null]);
  expect(mapped.issues).toEqual([['unmappedValue', 'DLBM', 'meadow']]);
  expect(encode([text('a', 'DLBM', { values: { ...values, '*': '1202' } })], ['meadow']).rows[0]?.[0]?.toString()).toBe(
    '1202',
  );
});

test('ids are version 7 and rise; constants, fid, area and box are written', () => {
  const columns: CopyColumn[] = [
    { column: 'id', from: 'uuidv7' },
    { column: 'county', from: 'constant', type: 'text', value: '999901' },
    { column: 'year', from: 'constant', type: 'int4', value: 2023 },
    { column: 'none', from: 'constant', type: 'date', value: null },
    { column: 'fid', from: 'fid' },
    { column: 'area', from: 'areaM2' },
    { column: 'w', from: 'minLon' },
    { column: 'valid', from: 'surelyValid' },
    { column: 'geom', from: 'geometry' },
  ];
  const { rows } = encode(columns, ...Array.from({ length: 5000 }, () => []));
  const ids = rows.map(([id]) => id?.toString('hex') ?? '');
  expect(new Set(ids).size).toBe(5000);
  expect([...ids].sort()).toEqual(ids);
  expect(ids.every((id) => id[12] === '7' && /[89ab]/.test(id[16] ?? ''))).toBe(true);
  const [, county, year, none, fid, area, west, valid, geom] = rows[4999] ?? [];
  expect([county?.toString(), year?.readInt32BE(), none, fid?.readBigInt64BE()]).toEqual(['999901', 2023, null, 4999n]);
  // TV1 of the official area formula: this very quadrangle.
  expect(area?.readDoubleBE()).toBeCloseTo(10716.744, 3);
  expect([west?.readDoubleBE(), valid?.[0]]).toEqual([106, 1]);
  expect(geom?.toString('hex', 0, 13)).toBe('0106000020' + '8a110000' + '01000000');
});

test('a field that is not there is named', () => {
  expect(() => encode([text('a', 'TBBH')])).toThrow('TBBH');
  expect(() => encode([text('a', 'ZRRZJHM')])).toThrow('excluded');
});

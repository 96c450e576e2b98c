/// <reference types="node" />
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const repoRoot = path.resolve(import.meta.dirname, '../../../../..');
const dataRoot = path.resolve(repoRoot, '../shared/data');

/** Whether the real test data stands beside the checkout; tests that need it skip themselves where it does not. */
export const hasData = existsSync(path.join(dataRoot, 'expected'));

/** Full path of a file of the test data. */
export function dataPath(relative: string): string {
  return path.join(dataRoot, relative);
}

/** A data file as text. */
export function readText(relative: string): string {
  return readFileSync(dataPath(relative), 'utf8');
}

/** A data file as bytes. */
export function readBytes(relative: string): Uint8Array {
  return new Uint8Array(readFileSync(dataPath(relative)));
}

function cells(line: string): string[] {
  return [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((m) => m[2] ?? m[1] ?? '');
}

/** A row of a CSV file by its header; a column that is not there is a mistake of the test. */
export type Row = { readonly text: (column: string) => string; readonly number: (column: string) => number };

/** The rows of a CSV file with a header line. */
export function readCsv(relative: string): Row[] {
  const [head = '', ...lines] = readText(relative).trim().split(/\r?\n/);
  const columns = cells(head);
  return lines.map((line) => {
    const values = cells(line);
    const text = (column: string): string => {
      const value = values[columns.indexOf(column)];
      if (value === undefined) throw new Error(`no column ${column} in ${relative}`);
      return value;
    };
    return { text, number: (column) => Number(text(column)) };
  });
}

/** Parts of rings of [x, y] of a POLYGON or MULTIPOLYGON in WKT. */
export function wktParts(wkt: string): [number, number][][][] {
  const body = wkt.slice(wkt.indexOf('('));
  const nested = body
    .replace(/(-?[\d.eE+-]+)\s+(-?[\d.eE+-]+)/g, '[$1,$2]')
    .replaceAll('(', '[')
    .replaceAll(')', ']');
  const value: unknown = JSON.parse(nested);
  const parts = wkt.startsWith('MULTI') ? value : [value];
  return parts as [number, number][][][];
}

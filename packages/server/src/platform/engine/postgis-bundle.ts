import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const BLOCK = 512;
const LIBRARY = 'lib/postgresql/postgis-3.so';

const needed = (name: string): boolean =>
  name === LIBRARY || name.startsWith('share/proj/') || name === 'share/postgresql/extension/postgis.control';

const textOf = (header: Buffer, from: number, length: number): string =>
  header.toString('latin1', from, from + length).split('\0')[0] ?? '';

/** Copies the wanted entries of a tar file, headers and all, and closes it. */
export function filterTar(tar: Buffer, wanted: (name: string) => boolean): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const header = tar.subarray(at, at + BLOCK);
    const size = Number.parseInt(textOf(header, 124, 12).trim() || '0', 8);
    const end = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (wanted(textOf(header, 0, 100).replace(/^\.\//, ''))) kept.push(tar.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, Buffer.alloc(2 * BLOCK)]);
}

/**
 * A PostGIS bundle for databases that have the extension already: the geometry library and the projection data.
 * The whole one also brings raster, topology, the geocoder and 40 MB of SQL scripts, which PGlite compiles and keeps in
 * memory at every start: 1.9 s and 0.35 GB, measured on 2 busy cores. Made once, stored without compression, and returned as a
 * path; undefined when the cache folder cannot be written, and the whole bundle then serves.
 */
export async function slimPostgisBundle(cacheDir: string, name: string): Promise<string | undefined> {
  const slim = path.join(cacheDir, `${name}.tar.gz`);
  if (existsSync(slim)) return slim;
  try {
    const whole = path.join(
      path.dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite-postgis')),
      'postgis.tar.gz',
    );
    const tar = filterTar(await promisify(gunzip)(await readFile(whole)), needed);
    await mkdir(cacheDir, { recursive: true });
    await writeFile(`${slim}.${process.pid}`, await promisify(gzip)(tar, { level: 0 }));
    await rename(`${slim}.${process.pid}`, slim);
    return slim;
  } catch {
    return undefined;
  }
}

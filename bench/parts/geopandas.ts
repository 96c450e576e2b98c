import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type FlatPolygon, toEwkb } from '../../packages/domain/src/geo/index.ts';

const script = path.join(import.meta.dirname, 'geopandas_overlay.py');
const run = promisify(execFile);
/** Debian's own: another python3 may come first on the path. */
const python = '/usr/bin/python3';

export interface GeopandasTime {
  /** The overlay steps alone, without reading. */
  seconds: number;
  /** Pieces in the first layer, m². */
  m2: number;
  versions: string;
}

/**
 * GeoPandas' overlay of clues (the first) with each layer (the others); undefined where python3-geopandas is not
 * installed.
 */
export async function geopandasOverlay(
  sources: readonly (() => readonly FlatPolygon[])[],
): Promise<GeopandasTime | undefined> {
  const there = await run(python, ['-c', 'import geopandas']).then(
    () => true,
    () => false,
  );
  if (!there) return undefined;
  const folder = await mkdtemp(path.join(tmpdir(), 'geopandas-'));
  try {
    const files: string[] = [];
    for (const shapes of sources) {
      const file = path.join(folder, `${files.length}.bin`);
      await writeFile(file, Buffer.concat(shapes().flatMap(lengthAndEwkb)));
      files.push(file);
    }
    const { stdout } = await run(python, [script, ...files]);
    const [seconds, m2, geopandas, shapely] = stdout.trim().split(' ');
    return { seconds: Number(seconds), m2: Number(m2), versions: `GeoPandas ${geopandas}, Shapely ${shapely}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function lengthAndEwkb(shape: FlatPolygon): Uint8Array[] {
  const ewkb = toEwkb(shape);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(ewkb.length);
  return [length, ewkb];
}

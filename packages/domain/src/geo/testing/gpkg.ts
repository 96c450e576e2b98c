/// <reference types="node" />
import { DatabaseSync } from 'node:sqlite';
import type { FlatPolygon } from '../flat.ts';
import { flatFromWkb } from '../wkb.ts';

/** A row of a GeoPackage table: its polygon and its text columns. */
export type GpkgRow = { readonly geometry: FlatPolygon; readonly text: (column: string) => string | null };

// A geometry is "GP", version, flags, srs id (4 bytes), an envelope whose size the flags tell, then WKB (OGC 12-128r19).
function wkbOf(blob: Uint8Array): Uint8Array {
  const envelope = [0, 32, 48, 48, 64][((blob[3] ?? 0) >> 1) & 7] ?? 0;
  return blob.subarray(8 + envelope);
}

/** All rows of a table of a GeoPackage. */
export function readGpkg(file: string, table: string, geometryColumn: string): GpkgRow[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database
      .prepare(`select * from "${table}"`)
      .all()
      .map((row) => {
        const blob = row[geometryColumn];
        if (!(blob instanceof Uint8Array)) throw new Error(`no geometry in ${table}`);
        return {
          geometry: flatFromWkb(wkbOf(blob)),
          text: (column) => (typeof row[column] === 'string' ? row[column] : null),
        };
      });
  } finally {
    database.close();
  }
}

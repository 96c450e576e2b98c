import { setImmediate as breathe } from 'node:timers/promises';
import { flatFromWkb } from '@shoutian/domain/geo';
import type { LooseWork } from '../../../platform/request.ts';
import { type CellRow, classCells, featuresInBox, type TileRow } from '../queries/tiles.ts';
import { cellFeatures } from './cells.ts';
import { BUFFER, EXTENT, encodeTile, type TileFeature } from './mvt.ts';
import { type TileAddress, tileBox, tileParts } from './shape.ts';

/** Tiles are made for these zooms; a browser stretches the last one. */
export const ZOOMS = { least: 8, most: 16 } as const;
const MOST_FEATURES = 6000;
const MOST_BYTES = 700_000;
/** Cells each way where features are too small to be drawn one by one: 4 px on a tile of 512 px. */
const CELLS = 128;
/** Features encoded before other requests get their turn. */
const BREATH = 400;

/** Ground in metres of one pixel (512 px a tile) at the tile's middle. */
function pixelMetres(at: TileAddress): number {
  const [, south, , north] = tileBox(at);
  return (40_075_016.7 / 2 ** at.z / 512) * Math.cos((((south + north) / 2) * Math.PI) / 180);
}

/** What the database gives for a tile: features from a size on, biggest first, and cells for those left out. */
export async function tileRows(
  work: LooseWork,
  versionId: string,
  at: TileAddress,
): Promise<{ rows: TileRow[]; cells: CellRow[] }> {
  const { countyCode } = work.actor;
  const pixel = pixelMetres(at);
  const minArea = at.z >= ZOOMS.most ? 0 : (at.z >= 14 ? 1 : 4) * pixel ** 2;
  const degrees = (360 / 2 ** at.z / EXTENT) * gridOf(at);
  const rows = await work.transaction(({ tx }) =>
    featuresInBox(tx, countyCode, versionId, tileBox(at, BUFFER), minArea, MOST_FEATURES, degrees),
  );
  const below = rows.length === MOST_FEATURES ? smallest(rows) : minArea;
  const cells =
    at.z <= 13 && below > 0
      ? await work.transaction(({ tx }) => classCells(tx, countyCode, versionId, tileBox(at), below, CELLS))
      : [];
  return { rows, cells };
}

/** Tile units that corners are put on: what is nearer than a pixel needs no corner of its own. */
const gridOf = ({ z }: TileAddress): number => (z >= 15 ? 1 : z === 14 ? 2 : 4);

/**
 * Makes one tile of a version. Biggest features first, up to a number and a size; where parcels are smaller than two
 * pixels, cells of the prevailing class stand for those left out, so that an overview shows the land and not holes.
 */
export async function makeTile(work: LooseWork, versionId: string, at: TileAddress): Promise<Uint8Array> {
  const { rows, cells } = await tileRows(work, versionId, at);
  const features: TileFeature[] = cellFeatures(cells, CELLS);
  for (const [i, row] of rows.entries()) {
    if (i % BREATH === BREATH - 1) await breathe();
    const parts = tileParts(flatFromWkb(row.geom), at, gridOf(at));
    if (parts.length > 0) features.push({ id: row.id, classCode: row.class_code, label: row.label, parts });
  }
  return encodeTile(features, MOST_BYTES);
}

/** Ground of the smallest feature that was fetched: what is smaller was not. */
function smallest(rows: readonly TileRow[]): number {
  return rows.at(-1)?.area_m2 ?? 0;
}

import type { Tx } from '../../../platform/request.ts';

/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];

export interface TileRow {
  id: string;
  class_code: string;
  label: string;
  area_m2: number;
  geom: Buffer;
}

/**
 * Features of an active version in a box, biggest first. Long outlines are snapped to `grid` degrees and cut to the
 * box in the database: a red line of a million vertices must not travel for one tile.
 */
export async function featuresInBox(
  tx: Tx,
  countyCode: string,
  versionId: string,
  [west, south, east, north]: Box,
  minAreaM2: number,
  limit: number,
  grid: number,
): Promise<TileRow[]> {
  return tx.query<TileRow>(
    `with hit as (
       select id, class_code, label, area_m2, geom from layer_feature
       where county_code = $1 and layer_version_id = $2 and geom && st_makeenvelope($3, $4, $5, $6, 4490)
         and area_m2 >= $7
       order by area_m2 desc, id limit $8
     ), thin as (
       select id, class_code, label, area_m2,
         case when st_npoints(geom) > 400
           then st_clipbybox2d(st_snaptogrid(geom, $9), st_makeenvelope($3, $4, $5, $6, 4490)) else geom end as geom
       from hit
     )
     select id, class_code, label, area_m2, st_asbinary(geom) as geom from thin where not st_isempty(geom)
     order by area_m2 desc`,
    [countyCode, versionId, west, south, east, north, minAreaM2, limit, grid],
  );
}

export interface CellRow {
  x: number;
  y: number;
  class_code: string;
}

/**
 * The prevailing class in each cell of a grid over the box, by the middles of the features too small to be drawn.
 * Rows come for cells that hold one, `columns` cells each way, row 0 in the north.
 */
export async function classCells(
  tx: Tx,
  countyCode: string,
  versionId: string,
  [west, south, east, north]: Box,
  below: number,
  columns: number,
): Promise<CellRow[]> {
  return tx.query<CellRow>(
    `with small as (
       select class_code, area_m2,
         floor(((st_xmin(geom) + st_xmax(geom)) / 2 - $3) / ($5 - $3) * $8)::int as x,
         floor(($6 - (st_ymin(geom) + st_ymax(geom)) / 2) / ($6 - $4) * $8)::int as y
       from layer_feature
       where county_code = $1 and layer_version_id = $2 and geom && st_makeenvelope($3, $4, $5, $6, 4490)
         and area_m2 < $7
     ), sums as (
       select x, y, class_code, sum(area_m2) as area_m2 from small
       where x >= 0 and x < $8 and y >= 0 and y < $8 group by x, y, class_code
     )
     select distinct on (y, x) x, y, class_code from sums order by y, x, area_m2 desc`,
    [countyCode, versionId, west, south, east, north, below, columns],
  );
}

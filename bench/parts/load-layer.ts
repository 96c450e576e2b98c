import { areaM2, type FlatPolygon, toEwkb } from '../../packages/domain/src/geo/index.ts';
import type { Db } from '../../packages/server/src/platform/db/index.ts';
import { newId } from '../../packages/server/src/platform/ids.ts';
import { CopyRows } from './copy-rows.ts';

async function* files(county: string, version: string, layer: readonly FlatPolygon[]): AsyncGenerator<Uint8Array> {
  const rows = new CopyRows();
  for (const [i, polygon] of layer.entries()) {
    rows
      .text(county)
      .uuid(newId())
      .uuid(version)
      .text(['0101', '0103', '0301', '0702'][i % 4] ?? '')
      .float8(0.9)
      .float8(areaM2(polygon))
      .bytes(toEwkb(polygon))
      .end();
    if (rows.rows % 2000 === 0) yield rows.take();
  }
  yield rows.take();
}

/** Polygons as an active version of a layer of the benchmark's county. @returns its id */
export async function loadLayer(db: Db, county: string, kind: string, layer: readonly FlatPolygon[]): Promise<string> {
  const version = newId();
  await db.pool.query(
    `insert into layer_version (county_code, id, division_code, kind, year, title, secrecy, file_name, file_sha256, source_crs, state, imported_by, imported_by_name)
     values ($1, $2, $1, $3, 2025, 'bench', 'internal', 'bench', repeat('0', 64), 'EPSG:4490', 'active', 'bench', 'bench')`,
    [county, version, kind],
  );
  await db.bulkLoad({
    table: 'layer_feature',
    columns: ['county_code', 'id', 'layer_version_id', 'class_code', 'net_factor', 'area_m2', 'geom'],
    batches: files(county, version, layer),
  });
  await db.pool.query('update layer_version set feature_count = $2 where id = $1', [version, layer.length]);
  return version;
}

/** The same layer again, `copies` times side by side, 0.6° of longitude apart. */
export async function copyAside(db: Db, county: string, version: string, copies: number): Promise<void> {
  for (let copy = 1; copy <= copies; copy++) {
    await db.pool.query(
      `insert into layer_feature (county_code, id, layer_version_id, class_code, net_factor, area_m2, geom)
       select county_code, gen_random_uuid(), layer_version_id, class_code, net_factor, area_m2, st_translate(geom, $3, 0)
       from layer_feature where county_code = $1 and layer_version_id = $2 and st_xmin(geom) < 106.5`,
      [county, version, copy * 0.6],
    );
  }
  await db.pool.query('analyze layer_feature');
  await db.pool.query(
    `update layer_version set feature_count = (select count(*) from layer_feature where county_code = $1 and layer_version_id = $2) where id = $2`,
    [county, version],
  );
}

import { DatabaseSync } from 'node:sqlite';

export interface TestGeoPackage {
  layer: string;
  epsg: number;
  /** Column names; every value is text. */
  columns: readonly string[];
  rows: readonly { wkb: Uint8Array | null; values: readonly (string | null)[] }[];
}

/** The smallest GeoPackage GDAL accepts: three tables of the standard and one of features. */
export function writeGeoPackage(file: string, { layer, epsg, columns, rows }: TestGeoPackage): void {
  const db = new DatabaseSync(file);
  const wkt =
    epsg === 4490
      ? 'GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4490"]]'
      : 'undefined';
  db.exec(`
    pragma application_id = 1196444487; pragma user_version = 10300;
    create table gpkg_spatial_ref_sys (srs_name text not null, srs_id integer primary key, organization text not null, organization_coordsys_id integer not null, definition text not null, description text);
    create table gpkg_contents (table_name text primary key, data_type text not null, identifier text, description text, last_change text, min_x double, min_y double, max_x double, max_y double, srs_id integer);
    create table gpkg_geometry_columns (table_name text, column_name text, geometry_type_name text not null, srs_id integer not null, z tinyint not null, m tinyint not null);
    insert into gpkg_spatial_ref_sys values ('undefined cartesian', -1, 'NONE', -1, 'undefined', null), ('undefined geographic', 0, 'NONE', 0, 'undefined', null);
    create table "${layer}" (fid integer primary key, geom blob, ${columns.map((name) => `"${name}" text`).join(', ')});`);
  db.prepare('insert or replace into gpkg_spatial_ref_sys values (?, ?, ?, ?, ?, null)').run(
    'srs',
    epsg,
    'EPSG',
    epsg,
    wkt,
  );
  db.prepare(
    "insert into gpkg_contents values (?, 'features', ?, '', '2024-01-01T00:00:00Z', null, null, null, null, ?)",
  ).run(layer, layer, epsg);
  db.prepare("insert into gpkg_geometry_columns values (?, 'geom', 'GEOMETRY', ?, 0, 0)").run(layer, epsg);
  const insert = db.prepare(
    `insert into "${layer}" (geom, ${columns.map((name) => `"${name}"`).join(', ')}) values (?${', ?'.repeat(columns.length)})`,
  );
  for (const { wkb, values } of rows) insert.run(wkb && Buffer.concat([header(epsg), wkb]), ...values);
  db.close();
}

function header(epsg: number): Buffer {
  const bytes = Buffer.from('4750000100000000', 'hex');
  bytes.writeInt32LE(epsg, 4);
  return bytes;
}

/** Little-endian WKB polygon. */
export function wkbPolygon(...rings: readonly (readonly [number, number])[][]): Buffer {
  const parts = [Buffer.from('0103000000', 'hex'), uint32(rings.length)];
  for (const ring of rings) {
    parts.push(uint32(ring.length));
    parts.push(Buffer.from(Float64Array.from(ring.flat()).buffer));
  }
  return Buffer.concat(parts);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

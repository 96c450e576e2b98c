import type { Magic } from './sniff.ts';

/** Accepted formats as a sentence lists them. */
export const acceptedFormats =
  'Shapefile（.shp、.shx、.dbf、.prj 打成一个 zip）、GeoPackage（.gpkg）、GeoJSON（.geojson）、国土坐标交换格式（.txt）';

/** What a refused file is called, by extension; a driver added later leaves this list. */
const known: Readonly<Record<string, string>> = {
  gdbtable: 'FileGDB（.gdb）',
  gdb: 'FileGDB（.gdb）',
  mdb: 'Access 个人地理数据库（.mdb）',
  kml: 'KML',
  kmz: 'KMZ',
  gml: 'GML',
  gpx: 'GPX',
  dxf: 'CAD（.dxf）',
  dwg: 'CAD（.dwg）',
  fgb: 'FlatGeobuf',
  parquet: 'GeoParquet',
  tab: 'MapInfo（.tab）',
  mif: 'MapInfo（.mif）',
  pbf: 'OpenStreetMap（.pbf）',
  osm: 'OpenStreetMap（.osm）',
  topojson: 'TopoJSON',
  tif: '影像（.tif）',
  tiff: '影像（.tif）',
  img: '影像（.img）',
  mpk: 'ArcGIS 地图包（.mpk）',
  lpk: 'ArcGIS 图层包（.lpk）',
};

const byMagic: Partial<Readonly<Record<Magic, string>>> = {
  flatgeobuf: 'FlatGeobuf',
  parquet: 'GeoParquet',
  gzip: 'gzip 压缩文件',
};

/** Name of a format we know but do not read, or null for a file that is simply not geodata. */
export function refusedFormat(name: string, magic: Magic): string | null {
  return byMagic[magic] ?? known[/\.([^./]+)$/.exec(name.toLowerCase())?.[1] ?? ''] ?? null;
}

/** Companions of a shapefile we keep; the rest (.sbn, .xml, .qpj) is not needed. */
export const shapefileCompanions = ['shx', 'dbf', 'prj', 'cpg'] as const;
export const shapefileExtras: ReadonlySet<string> = new Set([
  'sbn',
  'sbx',
  'qpj',
  'qmd',
  'xml',
  'fix',
  'idx',
  'ain',
  'aih',
  'qix',
  'qml',
  'sld',
  'lyr',
  'atx',
]);

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InputOf } from '@shoutian/domain/api';
import * as api from '@shoutian/domain/api';
import { flatFromRings, gaussZone, toEwkb, toGauss } from '@shoutian/domain/geo';
import {
  gbk,
  type RingCoordinates,
  type TestField,
  type TestShapefile,
  writeShapefile,
} from '../../platform/geofile/testing/shapefile-writer.ts';
import { makeZip } from '../../platform/geofile/testing/zip-writer.ts';
import { type Client, places, startHarness } from '../../testing/harness.ts';

const known = new Map<string, Buffer>();
/** Encoding by trying is slow; delivered columns repeat their words anyway. */
function words(text: string): Buffer {
  const bytes = known.get(text) ?? gbk(text);
  known.set(text, bytes);
  return bytes;
}

/** A square in zone 35 of CGCS2000, clockwise as shapefiles have it, given by its south-west corner in degrees. */
export function gaussSquare(lon: number, lat: number, metres: number, epsg = 4523): RingCoordinates {
  const zone = gaussZone(epsg);
  if (!zone) throw new Error(`no zone ${epsg}`);
  const { e, n } = toGauss(zone, lon, lat);
  return [
    [e, n],
    [e, n + metres],
    [e + metres, n + metres],
    [e + metres, n],
    [e, n],
  ];
}

/** Crosses itself in the middle. */
export function bowTie(lon: number, lat: number, metres: number): RingCoordinates {
  const [a, b, c, d, e] = gaussSquare(lon, lat, metres) as [
    [number, number],
    [number, number],
    [number, number],
    [number, number],
    [number, number],
  ];
  return [a, c, b, d, e];
}

/** The files of a shapefile in a zip, with a Chinese name inside. */
export function zippedShapefile(file: TestShapefile, name = 'DLTB'): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'shoutian-fixture-'));
  try {
    writeShapefile(path.join(folder, 'a'), file);
    const without = new Set<string>(file.without ?? []);
    const entries = ['shp', 'shx', 'dbf', 'prj', ...(file.cpg === undefined ? [] : ['cpg'])]
      .filter((extension) => !without.has(extension))
      .map((extension) => ({
        name: gbk(`地类图斑/${name}.${extension}`),
        data: readFileSync(path.join(folder, `a.${extension}`)),
      }));
    return makeZip(entries);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const dltbFields: readonly TestField[] = [
  { name: 'TBBH', type: 'C', width: 8 },
  { name: 'DLBM', type: 'C', width: 5 },
  { name: 'DLMC', type: 'C', width: 60 },
  { name: 'ZLDWDM', type: 'C', width: 19 },
  { name: 'TBMJ', type: 'N', width: 18, decimals: 2 },
  { name: 'KCXS', type: 'N', width: 6, decimals: 4 },
  { name: 'BZ', type: 'C', width: 20 },
];

export interface Parcel {
  rings: readonly RingCoordinates[] | null;
  no: string;
  code: string;
  name: string;
  m2: string;
  kcxs?: string;
  village?: string;
}

/** A land survey as delivered: GBK, no .cpg, 19-digit seat unit codes. */
export function dltb(parcels: readonly Parcel[], more: Partial<TestShapefile> = {}): Buffer {
  return zippedShapefile({
    shapes: parcels.map(({ rings }) => rings),
    fields: dltbFields,
    rows: parcels.map(({ no, code, name, m2, kcxs, village }) => [
      no,
      code,
      words(name),
      `${village ?? '999901101201'}0000000`,
      m2,
      kcxs ?? '0.0000',
      words('备注'),
    ]),
    languageByte: 0x4d,
    ...more,
  });
}

export const parcel = (no: string, code: string, name: string, lon: number, more: Partial<Parcel> = {}): Parcel => ({
  rings: [gaussSquare(lon, 29.8, 100)],
  no,
  code,
  name,
  m2: '10000.00',
  ...more,
});
/** Three parcels: paddy with ridges, dry land whose stated area is wrong, a house plot of the next village. */
export const parcels: readonly Parcel[] = [
  parcel('1', '0101', '水田', 106.001, { kcxs: '0.1250' }),
  parcel('2', ' 0103', '旱地', 106.003, { m2: '12000.00' }),
  parcel('3', '0702', '农村宅基地', 106.005, { village: '999901101202' }),
];

export type ImportBody = InputOf<typeof api.importLayer>['body'];
type Mapped = { name: string; proposedMapping: Record<string, string | null> };

let year = 2000;
/** A request that agrees to every proposal; each has a year of its own. */
export const request = (uploadId: string, layer: Mapped, more: Partial<ImportBody> = {}) => ({
  body: {
    uploadId,
    kind: 'landClass' as const,
    dataset: 0,
    layer: layer.name,
    year: year++,
    title: '测试图层',
    secrecy: 'internal' as const,
    epsg: null,
    mapping: layer.proposedMapping,
    ...more,
  },
});

export interface StoredFeature {
  class_code: string;
  net_factor: number;
  label: string;
  place_code: string;
  stated_m2: number | null;
  area_m2: number;
  attrs: Record<string, string>;
  repaired: string | null;
  valid: boolean;
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** A county with its boundary and somebody of the county bureau at the desk. */
export async function openDesk() {
  const harness = await startHarness();
  const county = await harness.as('county');
  const { pool } = harness.server.platform.db;
  const [w, s, e, n] = [105.9, 29.7, 106.2, 29.95];
  const ring: [number, number][] = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ];
  await pool.query('update division set geom = $2::geometry where code = $1', [
    places.county,
    Buffer.from(toEwkb(flatFromRings([[ring]]))).toString('hex'),
  ]);
  const upload = (bytes: Uint8Array, name: string, who: Client = county): Promise<string> =>
    who.upload(bytes, name, 'geofile');
  const look = async (bytes: Uint8Array, name: string, kind: api.LayerVersionView['kind'] = 'landClass') => {
    const uploadId = await upload(bytes, name);
    const seen = await county.call(api.inspectLayerFile, { body: { uploadId, kind } });
    const layer = seen.datasets[0]?.layers[0];
    if (!layer) throw new Error('no layer');
    return { uploadId, seen, layer };
  };
  return {
    harness,
    county,
    pool,
    upload,
    look,
    /** Imports as a person who agrees to every proposal; answers with the version when its job has ended. */
    async bring(bytes: Uint8Array, name: string, more: Partial<ImportBody> = {}) {
      const { uploadId, layer } = await look(bytes, name, more.kind ?? 'landClass');
      const { layerVersionId, jobId } = await county.call(api.importLayer, request(uploadId, layer, more));
      await harness.runJobs();
      const job = await county.call(api.getJob, { params: { id: jobId } });
      const version = await county.call(api.getLayer, { params: { id: layerVersionId } });
      return { job, version, layerVersionId, jobId };
    },
    async rowsOf(id: string): Promise<StoredFeature[]> {
      const { rows } = await pool.query<StoredFeature>(
        `select class_code, net_factor, label, place_code, stated_m2, area_m2, attrs, repaired, st_isvalid(geom) as valid
         from layer_feature where layer_version_id = $1 order by fid`,
        [id],
      );
      return rows;
    },
  };
}

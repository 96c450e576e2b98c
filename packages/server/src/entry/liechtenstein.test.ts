import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as api from '@shoutian/domain/api';
import { flatFromWkb, toGeoJson } from '@shoutian/domain/geo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Harness, startHarness } from '../testing/harness.ts';

const shared = path.resolve(import.meta.dirname, '../../../../../shared/data');
const folder = path.join(shared, 'parcels/osm_liechtenstein');
const expected = (name: string): string => readFileSync(path.join(shared, 'expected', name), 'utf8');

/** Land use of the older file under the classes of the survey, one to one where the independent figures have a class. */
const classes = {
  vineyard: '0204',
  forest: '0301',
  meadow: '0403',
  allotments: '0103',
  industrial: '0601',
  residential: '0702',
  recreation_ground: '0810',
  cemetery: '09',
  basin: '1104',
} as const;

/** Outlines of the later file by id (`w` way, `r` relation), read without the product's own reader. */
function newOnes(): { id: string; geometry: unknown }[] {
  const wanted = new Set(
    expected('overlay_liechtenstein_2013_2014_clues.csv')
      .split('\n')
      .map((line) => line.split(',')[0]),
  );
  const db = new DatabaseSync(path.join(folder, 'liechtenstein_2014_15_multipolygons.gpkg'), { readOnly: true });
  const table = db.prepare('select table_name as name from gpkg_contents').get() as { name: string };
  const rows = db.prepare(`select osm_id, osm_way_id, geom from "${table.name}"`).all() as {
    osm_id: string | null;
    osm_way_id: string | null;
    geom: Uint8Array;
  }[];
  db.close();
  return rows.flatMap(({ osm_id, osm_way_id, geom }) => {
    const id = osm_way_id === null ? `r${osm_id}` : `w${osm_way_id}`;
    if (!wanted.has(id)) return [];
    // Flags say which envelope stands before the WKB: none, 4, 6, 6 or 8 doubles.
    const envelope = [0, 32, 48, 48, 64][((geom[3] ?? 0) >> 1) & 7] ?? 0;
    return [{ id, geometry: toGeoJson(flatFromWkb(geom.subarray(8 + envelope))) }];
  });
}

describe.skipIf(!existsSync(folder))('Liechtenstein 2013 as land survey, what was built by 2015 as clues', () => {
  let house: Harness;
  let county: Client;
  beforeAll(async () => {
    house = await startHarness();
    county = await house.as('county');
  });
  afterAll(() => house?.close());
  const pool = () => house.server.platform.db.pool;

  it('comes in with its classes mapped', async () => {
    const bytes = readFileSync(path.join(folder, 'liechtenstein_2013_multipolygons.gpkg'));
    const uploadId = await county.upload(bytes, 'li.gpkg', 'geofile');
    const seen = await county.call(api.inspectLayerFile, { body: { uploadId, kind: 'landClass' } });
    const { layerVersionId } = await county.call(api.importLayer, {
      body: {
        uploadId,
        kind: 'landClass',
        dataset: 0,
        layer: seen.datasets[0]?.layers[0]?.name ?? '',
        year: 2013,
        title: '列支敦士登 2013',
        secrecy: 'internal',
        epsg: null,
        mapping: { landuse: 'landCode', name: 'parcelNo' },
        classMapping: { ...classes, '*': '1206' },
      },
    });
    await house.runJobs();
    const version = await county.call(api.getLayer, { params: { id: layerVersionId } });
    expect(version).toMatchObject({ state: 'active', featureCount: 4104, refusedCount: 0 });
  });

  it('the clues are stored and overlaid; their areas are those of independent figures and of PostGIS', async () => {
    const batch = await county.call(api.createBatch, {
      body: {
        title: '新增建设',
        channel: 'superior',
        discoveryMethod: 'imagery',
        receivedOn: '2026-05-20',
        dueOn: null,
      },
    });
    const features = newOnes().map(({ id, geometry }) => ({ type: 'Feature', properties: { JCBH: id }, geometry }));
    expect(features).toHaveLength(3422);
    const bytes = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
    const uploadId = await county.upload(bytes, '新增.geojson', 'geofile');
    const setup = {
      uploadId,
      dataset: 0,
      layer: '',
      axisOrder: 'xy' as const,
      mapping: { JCBH: 'monitorNo' },
      areaUnits: {},
      rememberMapping: false,
      epsg: 4490,
    };
    const params = { id: batch.id };
    const view = await county.call(api.previewBatch, { params, body: setup });
    expect(view.draft).toMatchObject({ total: 3422, refused: 0 });
    // Houses inside new estates: each such pair is asked about, and stays apart here.
    for (let page = 1; ; page += 1) {
      const { rows } = await county.call(api.listDraft, {
        params,
        query: { only: 'undecided', page: 1, pageSize: 200 },
      });
      for (const row of rows)
        await county.call(api.decideDraft, {
          params: { ...params, rowId: row.id },
          body: { decision: { choice: 'apart', reason: '新建住宅在新小区之内' }, rowVersion: row.rowVersion },
        });
      if (rows.length === 0) break;
      expect(page).toBeLessThan(30);
    }
    const { rowVersion } = await county.call(api.getBatch, { params });
    await county.call(api.storeBatch, { params, body: { acceptRefused: false, rowVersion } });
    // The storing puts the overlay into the queue.
    await house.runJobs();
    await house.runJobs();

    const { rows } = await pool().query<{ cls: string; union: number; n: number }>(
      `select cls ->> 'classCode' as cls, sum((cls ->> 'unionM2')::float8) as union, count(*)::int as n
       from clue c join overlay_snapshot o on o.county_code = c.county_code and o.id = c.overlay_id
       cross join jsonb_array_elements(o.result -> 'landClasses') as cls
       where c.batch_id = $1 group by 1`,
      [batch.id],
    );
    const truth: { by_class: Record<string, { union_m2: string; clue_rows: number }>; totals: { clue_m2: string } } =
      JSON.parse(expected('overlay_liechtenstein_2013_2014.json'));
    for (const [landuse, code] of Object.entries(classes)) {
      const { union_m2, clue_rows } = truth.by_class[`landuse=${landuse}`] ?? { union_m2: '0', clue_rows: 0 };
      const found = rows.find(({ cls }) => cls === code);
      // 0.01 m² + 10⁻⁶ a row is the tolerance of the independent figures.
      expect(Math.abs((found?.union ?? 0) - Number(union_m2)), landuse).toBeLessThan(
        0.01 * clue_rows + 1e-6 * Number(union_m2) + 1e-9,
      );
      expect(found?.n ?? 0, landuse).toBe(clue_rows);
    }
    const { rows: sums } = await pool().query<{ ours: number; theirs: number; clues: number }>(
      `select sum(o.ours) as ours, sum(o.theirs) as theirs, sum(o.area) as clues from (
         select c.area_m2 as area,
           (select sum((cls ->> 'sumM2')::float8) from jsonb_array_elements(s.result -> 'landClasses') as cls) as ours,
           (select sum(st_area(st_transform(st_intersection(st_makevalid(f.geom), c.geom), 4326)::geography))
              from layer_feature f where f.county_code = c.county_code and f.geom && c.geom) as theirs
         from clue c join overlay_snapshot s on s.county_code = c.county_code and s.id = c.overlay_id
         where c.batch_id = $1) as o`,
      [batch.id],
    );
    const { ours, theirs, clues } = sums[0] ?? { ours: 0, theirs: 1, clues: 0 };
    expect(Math.abs(clues - Number(truth.totals.clue_m2))).toBeLessThan(0.05);
    expect(ours).toBeGreaterThan(90_000);
    // PostGIS draws edges as geodesics, and cuts in longitude and latitude: 2·10⁻⁵ between planes.
    expect(Math.abs(ours / theirs - 1)).toBeLessThan(2e-5);
  }, 240_000);
});

import { beforeAll, describe, expect, it } from 'vitest';
import type { FlatPolygon } from './flat.ts';
import { flatFromGeoJson } from './geojson.ts';
import { type OverlayCandidate, type OverlayResult, overlaySubject } from './overlay.ts';
import { packedIndex } from './packed-index.ts';
import { flatFromRings } from './rings.ts';
import { dataPath, hasData, type Row, readCsv, readText, wktParts } from './testing/data.ts';
import { readGpkg } from './testing/gpkg.ts';

type Subject = { readonly id: string; readonly geometry: FlatPolygon };

function overlayAll(subjects: readonly Subject[], layer: readonly OverlayCandidate[]): Map<string, OverlayResult> {
  const index = packedIndex(layer.map(({ geometry }) => geometry.bbox));
  return new Map(
    subjects.map(({ id, geometry }) => {
      const near = index.search(geometry.bbox).flatMap((i) => layer[i] ?? []);
      return [id, overlaySubject(geometry, near)];
    }),
  );
}

// The truth was cut in longitude/latitude, we cut in the equal-area plane: 0.01 m² + 10⁻⁶ a row, says its README.
function close(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThan(0.01 + 1e-6 * expected);
}

function judge(name: string, results: Map<string, OverlayResult>, clues: readonly Row[], rows: readonly Row[]): void {
  const total = { clue_m2: 0, sum_m2: 0, covered_m2: 0, uncovered_m2: 0, pieces: 0 };
  for (const clue of clues) {
    const result = results.get(clue.text('clue_id'));
    if (result === undefined) throw new Error(`no result for ${clue.text('clue_id')}`);
    close(result.subjectM2, clue.number('clue_m2'));
    close(result.sumM2, clue.number('sum_m2'));
    close(result.coveredM2, clue.number('covered_m2'));
    close(result.uncoveredM2, clue.number('uncovered_m2'));
    total.clue_m2 += result.subjectM2;
    total.sum_m2 += result.sumM2;
    total.covered_m2 += result.coveredM2;
    total.uncovered_m2 += result.uncoveredM2;
    total.pieces += result.pieceCount;
  }
  for (const row of rows) {
    const cls = results.get(row.text('clue_id'))?.classes.find((c) => c.classKey === row.text('class'));
    close(cls?.sumM2 ?? 0, row.number('sum_m2'));
    close(cls?.unionM2 ?? 0, row.number('union_m2'));
  }
  const summary: { totals: Record<string, string>; pieces: number } = JSON.parse(readText(`expected/${name}.json`));
  expect(total.pieces).toBe(summary.pieces);
  expect([...results.values()].reduce((n, r) => n + r.classes.length, 0)).toBe(rows.length);
  for (const [key, value] of Object.entries(summary.totals)) {
    if (key in total) expect(Math.abs(total[key as keyof typeof total] - Number(value))).toBeLessThan(0.05);
  }
}

describe.skipIf(!hasData)('overlay against independent results', () => {
  let cadastre: OverlayCandidate[] = [];
  beforeAll(() => {
    const collection: { features: { properties: { section: string }; geometry: { type: string } }[] } = JSON.parse(
      readText('parcels/cadastre_fr/cadastre-91216-parcelles.json'),
    );
    cadastre = collection.features.map(({ properties, geometry }) => ({
      classKey: properties.section,
      netFactor: 1,
      geometry: flatFromGeoJson(geometry),
    }));
  });

  it('200 clues over 4,241 cadastral parcels', () => {
    const subjects = readCsv('expected/overlay_cadastre_91216_input_clues.csv').map((row) => ({
      id: row.text('clue_id'),
      geometry: flatFromRings(wktParts(row.text('wkt'))),
    }));
    const name = 'overlay_cadastre_91216';
    judge(name, overlayAll(subjects, cadastre), readCsv(`expected/${name}_clues.csv`), readCsv(`expected/${name}.csv`));
  });

  it('3,422 new buildings of Liechtenstein over the land use of the year before', () => {
    const folder = 'parcels/osm_liechtenstein/liechtenstein';
    const parcels = readGpkg(dataPath(`${folder}_2013_multipolygons.gpkg`), 'landuse', 'geom').flatMap((row) => {
      const landuse = row.text('landuse');
      const natural = row.text('natural');
      if (landuse === null && natural === null) return [];
      const classKey = landuse === null ? `natural=${natural}` : `landuse=${landuse}`;
      return [{ classKey, netFactor: 1, geometry: row.geometry }];
    });
    expect(parcels.length).toBe(179);
    const name = 'overlay_liechtenstein_2013_2014';
    const clues = readCsv(`expected/${name}_clues.csv`);
    const wanted = new Set(clues.map((row) => row.text('clue_id')));
    const subjects = readGpkg(dataPath(`${folder}_2014_15_multipolygons.gpkg`), 'landuse', 'geom').flatMap((row) => {
      const way = row.text('osm_way_id');
      const id = way === null ? `r${row.text('osm_id')}` : `w${way}`;
      return wanted.has(id) ? [{ id, geometry: row.geometry }] : [];
    });
    expect(subjects.length).toBe(clues.length);
    judge(name, overlayAll(subjects, parcels), clues, readCsv(`expected/${name}.csv`));
  });
});

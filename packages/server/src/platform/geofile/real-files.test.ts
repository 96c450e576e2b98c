import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { assessDataset } from './assess.ts';
import { GeofileError } from './errors.ts';
import { inspectHere, readHere } from './testing/in-process.ts';
import type { Dataset, LayerInfo, SourceCrs } from './types.ts';
import { unpackUpload } from './unpack/index.ts';

const data = path.resolve(fileURLToPath(import.meta.url), '../../../../../../../shared/data');
const folder = mkdtempSync(path.join(os.tmpdir(), 'geofile-real-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Expected {
  file: string;
  layers: string;
  text: string;
  bbox: string;
  outcome: string;
  needs: string;
  alternative: string;
  driver: string;
}

/** Rows of the table of expectations that concern this reader's formats and whose files are here. */
function expectations(): Expected[] {
  const file = path.join(data, 'expected/formats_expected.csv');
  if (!existsSync(file)) return [];
  const [head = [], ...rows] = parseCsv(readFileSync(file, 'utf8'));
  const at = (row: string[], name: string) => row[head.indexOf(name)] ?? '';
  return rows
    .map((row) => ({
      file: at(row, 'file'),
      layers: at(row, 'layers'),
      text: at(row, 'text_sample'),
      bbox: at(row, 'bbox_lonlat'),
      outcome: at(row, 'outcome'),
      needs: at(row, 'needs'),
      alternative: at(row, 'alternative'),
      driver: at(row, 'driver'),
    }))
    .filter(
      ({ driver, file: name }) =>
        /^(|GPKG|GeoJSON|ESRI Shapefile|GeoJSON \/ ESRI Shapefile)$/.test(driver) && existsSync(path.join(data, name)),
    );
}

function parseCsv(text: string): string[][] {
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        (cell) => cell[1]?.replaceAll('""', '"') ?? cell[2] ?? '',
      ),
    );
}

interface Outcome {
  outcome: 'ok' | 'report' | 'refuse';
  needs: string | null;
  texts: string[];
  layers: LayerInfo[];
}

/** What the product would do with a file: unpack, inspect, judge, read what can be read. */
async function importFile(file: string): Promise<Outcome> {
  const stem = file.replace(/\.[^.]*$/, '');
  const files = /\.shp$/.test(file)
    ? ['.shp', '.shx', '.dbf', '.prj', '.cpg'].map((ext) => stem + ext).filter(existsSync)
    : [file];
  const workDir = mkdtempSync(path.join(folder, 'u-'));
  try {
    const { datasets } = await unpackUpload(
      files.map((name) => ({ path: name, name: path.basename(name) })),
      { workDir },
    );
    const outcomes = [];
    for (const dataset of datasets) outcomes.push(await importDataset(dataset));
    return (
      outcomes.find(({ outcome }) => outcome !== 'refuse') ??
      outcomes[0] ?? { outcome: 'refuse', needs: null, texts: [], layers: [] }
    );
  } catch (error) {
    if (error instanceof GeofileError) return { outcome: 'refuse', needs: null, texts: [], layers: [] };
    throw error;
  }
}

async function importDataset(dataset: Dataset): Promise<Outcome> {
  const inspection = await inspectHere(dataset);
  const judged = assessDataset(dataset, inspection);
  const texts = inspection.layers.flatMap(({ fields }) => fields.flatMap(({ name, samples }) => [name, ...samples]));
  const layer = inspection.layers.find(({ name }) => name === judged.layer);
  let { outcome } = judged;
  if (layer?.crs) {
    const crs: SourceCrs = layer.crs.epsg === null ? { wkt: layer.crs.wkt } : { epsg: layer.crs.epsg };
    const { rows, fields, issues, progress } = await readHere(dataset, { layer: layer.name, crs });
    texts.push(...rows.flatMap(({ values }) => values.flatMap((value) => value ?? [])));
    expect(progress?.read).toBe(layer.featureCount);
    expect(fields).toEqual(layer.fields.map(({ name }) => name));
    // What is not surely valid goes to PostGIS, which may have something to report.
    if (outcome === 'ok' && (issues.length > 0 || rows.some(({ surelyValid }) => surelyValid.includes(false))))
      outcome = 'report';
  }
  return { outcome, needs: judged.needs, texts, layers: inspection.layers };
}

/** Either what is expected, or its alternative, or the cautious `report` where `ok` would do. */
function acceptable({ outcome, alternative }: Expected): string[] {
  return [outcome, alternative, outcome === 'ok' ? 'report' : ''];
}

const cases = expectations();

describe.skipIf(cases.length === 0)('real files from many hands', () => {
  test.each(cases.map((expected) => [expected.file, expected] as const))('%s', async (file, expected) => {
    const found = await importFile(path.join(data, file));
    expect(acceptable(expected)).toContain(found.outcome);
    if (found.outcome !== 'refuse') {
      // The only polygon layer of several may be taken without asking.
      if (expected.needs !== '' && expected.alternative !== 'ok') expect(found.needs).toBe(expected.needs);
      if (expected.text !== '')
        expect(found.texts.some((text) => text.includes(expected.text.slice(0, 40)))).toBe(true);
      const count = /:(\d+):/.exec(expected.layers)?.[1];
      expect(`${found.layers[0]?.featureCount}`).toBe(count);
    }
  });

  test('text of refused files reads right too', async () => {
    const points = cases.filter(({ needs, text }) => needs === 'type' && text !== '');
    expect(points.length).toBeGreaterThan(3);
    for (const { file, text } of points) {
      const { texts } = await importFile(path.join(data, file));
      expect([file, texts.some((value) => value.includes(text))]).toEqual([file, true]);
    }
  });
});

const polygonShapefiles = cases
  .filter(({ file, layers }) => /\.shp$/.test(file) && /polygon/i.test(layers))
  .map(({ file }) => file);

describe.skipIf(polygonShapefiles.length === 0)('our shapefile reader against GDAL', () => {
  test.each(polygonShapefiles)('%s', async (file) => {
    const source = path.join(data, file);
    const stem = source.replace(/\.shp$/, '');
    const missing = (['shx', 'dbf', 'prj'] as const).filter((ext) => !existsSync(`${stem}.${ext}`));
    const dataset: Dataset = { driver: 'shapefile', name: file, file: source, bytes: 0, missing, notices: [] };
    const inspection = await inspectHere(dataset);
    // Numbers of any plane do: both readers leave 4490 and 4513… to us, so planes are read as if they were zone 35.
    const [west = 0] = inspection.layers[0]?.bbox ?? [];
    const crs = { epsg: Math.abs(west) < 400 ? 4490 : 4544 };
    const ours = await readHere(dataset, { crs });
    const gdal = await readHere(dataset, { crs }, 'gdal');
    const flat = (result: typeof ours) => ({
      fids: result.rows.flatMap(({ fids }) => fids),
      areas: result.rows.flatMap(({ areas }) => areas),
      refused: result.rows.flatMap(({ refused }) => refused),
      valid: result.rows.flatMap(({ surelyValid }) => surelyValid),
      values: result.rows.flatMap(({ values }) =>
        values.map((value) => (value !== null && Number.isFinite(Number(value)) ? `${Number(value)}` : value)),
      ),
    });
    const [a, b] = [flat(ours), flat(gdal)];
    expect(ours.fields).toEqual(gdal.fields);
    expect(a.fids).toEqual(b.fids);
    expect(a.refused).toEqual(b.refused);
    expect(a.valid).toEqual(b.valid);
    expect(a.values).toEqual(b.values);
    a.areas.forEach((area, i) => {
      expect(Math.abs((area ?? 0) - (b.areas[i] ?? 0))).toBeLessThanOrEqual(1e-9 * Math.abs(area ?? 0));
    });
  });
});

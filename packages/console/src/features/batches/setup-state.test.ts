import { describe, expect, it } from 'vitest';
import { needsOf, proposeSetup, type Source, sameReading, sourcesOf } from './setup-state.ts';

const layer = (more: Partial<NonNullable<Source['layer']>> = {}): NonNullable<Source['layer']> => ({
  name: '图斑',
  featureCount: 57,
  geometry: 'polygon',
  fields: ['JCBH', 'JCMJ', 'LXDH'].map((name) => ({ name, type: 'text', alias: null, samples: [] })),
  crs: { epsg: 4523, name: 'CGCS2000', kind: 'cgcs2000Gauss' },
  crsCandidates: [],
  crsWarnings: [],
  mustAskCrs: false,
  inCounty: true,
  samplePoints: [],
  outcome: 'ok',
  notices: [],
  proposedMapping: { JCBH: 'monitorNo', JCMJ: 'monitorArea' },
  matchedBy: {},
  unmatched: [],
  personalFields: ['LXDH'],
  unitDoubts: [],
  ...more,
});
const source = (more: Partial<NonNullable<Source['layer']>> = {}): Source => ({
  key: 'l:0:图斑',
  label: '图斑.shp',
  dataset: 0,
  layer: layer(more),
  sheet: null,
  encoding: null,
});
const nothing = { rememberedMapping: null, rememberedUnits: null };

describe('how a file is read', () => {
  it('asks for the unit of an area that no figure tells', () => {
    const setup = proposeSetup('u', source(), nothing, null);
    expect(needsOf(source(), setup)).toEqual([{ what: 'unit', field: 'JCMJ' }]);
    expect(needsOf(source(), { ...setup, areaUnits: { JCMJ: 'mu' } })).toEqual([]);
  });
  it('shows the unit that fits the shapes as chosen', () => {
    const doubted = source({ unitDoubts: [{ field: 'JCMJ', likely: 'mu', agreeing: 56, of: 57 }] });
    expect(proposeSetup('u', doubted, nothing, null).areaUnits).toEqual({ JCMJ: 'mu' });
  });
  it('keeps the mapping when the file is changed, and drops what the new file has not', () => {
    const before = proposeSetup('old', source(), nothing, null);
    const changed = { ...before, mapping: { JCBH: 'patchNo', 旧列: 'remark' } };
    const { mapping } = proposeSetup('new', source(), nothing, changed);
    expect(mapping).toEqual({ JCBH: 'patchNo', JCMJ: 'monitorArea' });
  });
  it('takes what the same source used last over the alias table', () => {
    const remembered = {
      rememberedMapping: { JCBH: 'patchNo', 别的: 'remark' },
      rememberedUnits: { JCMJ: 'mu' as const },
    };
    const setup = proposeSetup('u', source(), remembered, null);
    expect([setup.mapping['JCBH'], setup.areaUnits]).toEqual(['patchNo', { JCMJ: 'mu' }]);
  });
  it('never maps a personal column', () => {
    const remembered = { rememberedMapping: { LXDH: 'remark' }, rememberedUnits: null };
    expect(proposeSetup('u', source(), remembered, null).mapping).not.toHaveProperty('LXDH');
  });
  it('asks for the system unless one reading is left', () => {
    const candidate = (epsg: number) => ({ epsg, axisOrder: 'xy' as const, inCounty: true, reasons: [] });
    const unnamed = source({ crs: null, crsCandidates: [candidate(4523), candidate(4524)] });
    expect(needsOf(unnamed, proposeSetup('u', unnamed, nothing, null))).toContainEqual({ what: 'crs' });
    const single = source({ crs: null, crsCandidates: [candidate(4523)] });
    expect(proposeSetup('u', single, nothing, null).epsg).toBe(4523);
  });
  it('is the same reading whatever order the keys come back in', () => {
    const setup = proposeSetup('u', source(), nothing, null);
    const back = { ...setup, mapping: { JCMJ: 'monitorArea', JCBH: 'monitorNo' } };
    expect(sameReading(setup, back)).toBe(true);
    expect(sameReading(setup, { ...back, epsg: 4523 })).toBe(false);
    expect(sameReading(setup, { ...back, mapping: { ...back.mapping, JCBH: null } })).toBe(false);
  });
  it('puts what cannot be read last', () => {
    const inspected = {
      ...nothing,
      workbook: null,
      geofile: {
        uploadId: 'u',
        fileName: 'a.gpkg',
        bytes: 1,
        countyBounds: null,
        ignored: [],
        datasets: [
          {
            index: 0,
            driver: 'geopackage',
            name: 'a',
            encoding: null,
            notices: [],
            layers: [layer({ name: '点', outcome: 'refuse' }), layer()],
          },
        ],
      },
    };
    expect(sourcesOf(inspected).map((one) => one.layer?.name)).toEqual(['图斑', '点']);
  });
});

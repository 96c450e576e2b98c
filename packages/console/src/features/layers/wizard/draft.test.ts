import type { FileInspection } from '@shoutian/domain/api';
import { describe, expect, it } from 'vitest';
import {
  emptyDraft,
  gapsOf,
  type ImportDraft,
  type InspectedLayer,
  proposedClasses,
  requestOf,
  withInspection,
  withLayer,
  withTarget,
  yearIn,
} from './draft.ts';

const layer = (more: Partial<InspectedLayer> = {}): InspectedLayer => ({
  name: 'DLTB',
  featureCount: 3,
  geometry: 'polygon',
  fields: ['DLBM', 'TBMJ', 'NAME'].map((name) => ({ name, type: 'text', alias: null, samples: [] })),
  crs: { epsg: 4523, name: 'CGCS2000', kind: 'cgcs2000Gauss' },
  crsCandidates: [],
  mustAskCrs: false,
  outcome: 'ok',
  notices: [],
  proposedMapping: { DLBM: 'landCode', TBMJ: 'parcelM2', NAME: null },
  personalFields: [],
  unitDoubts: [],
  crsWarnings: [],
  inCounty: true,
  samplePoints: [[106.1, 29.9]],
  matchedBy: { DLBM: 'code', TBMJ: 'code' },
  unmatched: [],
  ...more,
});
const file = (layers: InspectedLayer[], fileName = '地类图斑2025.zip'): FileInspection => ({
  uploadId: '01900000-0000-7000-8000-000000000000',
  fileName,
  bytes: 1,
  countyBounds: [106, 29.8, 106.3, 30.1],
  ignored: [],
  datasets: [{ index: 0, driver: 'shapefile', name: 'a.shp', encoding: null, notices: [], layers }],
});
const start: ImportDraft = { ...emptyDraft, kind: 'landClass' };
const gaps = (draft: ImportDraft, step = 1): string[] => gapsOf(draft, step, null).map(({ what }) => what);

describe('the import wizard', () => {
  it('takes the only layer with its proposals and reads a year from the name', () => {
    const draft = withInspection(start, file([layer()]));
    expect(draft).toMatchObject({ pick: { dataset: 0, layer: 'DLTB' }, epsg: null, year: 2025, areaUnit: 'm2' });
    expect(gaps(draft)).toEqual([]);
    expect(yearIn('120250.zip')).toBeNull();
  });

  it('takes none of several, and none that cannot be imported', () => {
    expect(gaps(withInspection(start, file([layer(), layer({ name: 'B' })])), 0)).toEqual(['missLayer']);
    expect(gaps(withInspection(start, file([layer({ outcome: 'refuse' })])), 0)).toEqual(['missLayer']);
  });

  it('never takes a coordinate system by itself, and asks again when the place is wrong', () => {
    const draft = withInspection(start, file([layer({ crs: null, inCounty: null })]));
    expect(gaps(draft)).toEqual(['missCrs']);
    expect(requestOf(draft)).toBeUndefined();
    expect(gaps({ ...draft, epsg: 4490 })).toEqual([]);
    const wrong = { ...draft, epsg: 4523 };
    expect(gaps(wrong)).toEqual(['missPlace']);
    expect(gaps({ ...wrong, placeSure: true })).toEqual([]);
    expect(gaps(withInspection(start, file([layer({ inCounty: false })])))).toEqual(['missPlace']);
  });

  it('asks for the unit while it is in doubt, and no longer once the column is not the area', () => {
    const doubt = { field: 'TBMJ', likely: 'mu' as const, agreeing: 3, of: 3 };
    const draft = withInspection(start, file([layer({ unitDoubts: [doubt] })]));
    expect(gaps(draft)).toEqual(['missUnit']);
    expect(gaps(withTarget(draft, 'TBMJ', null))).toEqual([]);
    expect(requestOf({ ...draft, areaUnit: 'mu', title: 'x' })?.areaUnit).toBe('mu');
  });

  it('gives a target to one column only, and names a required one that is lost', () => {
    const draft = withTarget(withInspection(start, file([layer()])), 'NAME', 'landCode');
    expect(draft.mapping).toEqual({ DLBM: null, TBMJ: 'parcelM2', NAME: 'landCode' });
    expect(gapsOf(withTarget(draft, 'NAME', null), 1, null)).toEqual([{ what: 'missField', field: 'landCode' }]);
  });

  it('keeps what was mapped by hand when the file is changed', () => {
    const draft = withTarget(withInspection(start, file([layer()])), 'NAME', 'remark');
    const again = withInspection(draft, file([layer()], 'b.zip'));
    expect(again.mapping['NAME']).toBe('remark');
    expect(withLayer(again, 0, 'DLTB').mapping['DLBM']).toBe('landCode');
  });

  it('needs every foreign class decided, and sends only what was mapped', () => {
    const values = [
      { value: '0101', count: 1, proposed: '0101' },
      { value: 'forest', count: 2, proposed: null },
    ];
    expect(proposedClasses(values.slice(0, 1))).toBeNull();
    const classes = proposedClasses(values);
    const draft = { ...withInspection(start, file([layer()])), classes, title: 'x' };
    expect(gapsOf(draft, 1, null)).toEqual([{ what: 'missClass', values: 1 }]);
    const decided = { ...draft, classes: { ...classes, forest: '' } };
    expect(gaps(decided)).toEqual([]);
    expect(requestOf(decided)?.classMapping).toEqual({ '0101': '0101' });
  });

  it('asks about the version of the same year, and never sends secret material', () => {
    const draft = { ...withInspection(start, file([layer()])), title: 'x' };
    expect(gapsOf(draft, 2, '旧版').map(({ what }) => what)).toEqual(['missReplace']);
    expect(gapsOf({ ...draft, replace: true }, 2, '旧版')).toEqual([]);
    expect(gaps({ ...draft, secrecy: 'secret' }, 2)).toEqual(['missSecret']);
    expect(gaps({ ...draft, title: ' ', year: null }, 2)).toEqual(['missTitle', 'missYear']);
  });
});

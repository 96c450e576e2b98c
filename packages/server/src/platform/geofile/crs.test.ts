import { expect, test } from 'vitest';
import { crsLabel, identifyCrs, obsoleteDatum, type ProjJson } from './crs.ts';

const geographic = (name: string, datum: string, ellipsoid = 'x'): ProjJson => ({
  type: 'GeographicCRS',
  name,
  datum: { name: datum, ellipsoid: { name: ellipsoid } },
});

function gauss(datum: string, centralMeridian: number, falseEasting: number, scale = 1, ellipsoid = 'x'): ProjJson {
  const parameters = [
    { name: 'Latitude of natural origin', value: 0 },
    { name: 'Longitude of natural origin', value: centralMeridian },
    { name: 'Scale factor at natural origin', value: scale },
    { name: 'False easting', value: falseEasting },
    { name: 'False northing', value: 0 },
  ];
  return {
    type: 'ProjectedCRS',
    name: 'unnamed',
    base_crs: geographic('base', datum, ellipsoid),
    conversion: { method: { name: 'Transverse Mercator' }, parameters },
  };
}

const identify = (json: ProjJson) => identifyCrs('PROJCS["x"]', json);

test.each([
  [105, 35500000, 4523],
  [105, 500000, 4544],
  [108, 36500000, 4524],
  [105, 18500000, 4496],
])('an Esri .prj of CGCS2000 without a code: meridian %i, false easting %i is EPSG:%i', (meridian, easting, epsg) => {
  expect(identify(gauss('D_China_2000', meridian, easting))).toMatchObject({ kind: 'cgcs2000Gauss', epsg });
});

test('a plane with another scale or an odd meridian is not one of the zones', () => {
  expect(identify(gauss('China 2000', 105, 500000, 0.9996))).toMatchObject({ kind: 'other', epsg: null });
  expect(identify(gauss('China 2000', 106.5, 500000))).toMatchObject({ kind: 'other', epsg: null });
});

test('old Chinese datums are recognised by code, by name and by ellipsoid', () => {
  expect(identify({ ...gauss('whatever', 102, 500000), id: { authority: 'EPSG', code: 2379 } })).toMatchObject({
    kind: 'xian80',
  });
  expect(identify(gauss('D_Xian_1980', 105, 500000))).toMatchObject({ kind: 'xian80' });
  expect(identify(geographic('GCS_Beijing_1954', 'D_Beijing_1954'))).toMatchObject({ kind: 'beijing54' });
  expect(identify(gauss('unknown', 105, 500000, 1, 'Krassowsky_1940'))).toMatchObject({ kind: 'beijing54' });
  const crs = identify(geographic('西安80', '1980西安'));
  expect(crs && crsLabel(crs)).toContain('1980 西安坐标系');
});

test.each([
  [2379, 'xian80'],
  [4610, 'xian80'],
  [2422, 'beijing54'],
  [21418, 'beijing54'],
  [4555, 'beijing54'],
  [4490, null],
  [4523, null],
  [2391, null],
  [4658, null],
])('EPSG:%i is %s', (epsg, kind) => {
  expect(obsoleteDatum(epsg)).toBe(kind);
});

test('WGS84, a datum nobody named, and no system at all', () => {
  expect(
    identify({ ...geographic('WGS 84', 'World Geodetic System 1984'), id: { authority: 'EPSG', code: 4326 } }),
  ).toMatchObject({ kind: 'wgs84', epsg: 4326, datumNamed: true });
  expect(identify(gauss('Not specified (based on WGS 84 spheroid)', 123, 500000, 0.9996))).toMatchObject({
    kind: 'other',
    datumNamed: false,
  });
  expect(identifyCrs('', null)).toBeNull();
  expect(identifyCrs('ENGCRS["Undefined SRS"]', { type: 'EngineeringCRS', name: 'Undefined SRS' })).toBeNull();
  expect(identify({ type: 'GeographicCRS', name: 'Undefined geographic SRS' })).toBeNull();
});

import { gaussZone, gaussZoneOf } from '@shoutian/domain/geo';
import type { CrsKind, LayerCrs } from './types.ts';

/** The parts of PROJ JSON that are looked at. */
export interface ProjJson {
  type?: string;
  name?: string;
  id?: { authority?: string; code?: number | string };
  base_crs?: ProjJson;
  source_crs?: ProjJson;
  components?: ProjJson[];
  datum?: { name?: string; ellipsoid?: { name?: string } };
  datum_ensemble?: { name?: string; ellipsoid?: { name?: string } };
  conversion?: { method?: { name?: string }; parameters?: { name?: string; value?: number; unit?: unknown }[] };
}

/** EPSG codes of systems on the old Chinese datums, first and last of each run (EPSG registry as in PROJ 9.1). */
const obsoleteRuns: readonly (readonly [from: number, to: number, kind: 'beijing54' | 'xian80'])[] = [
  [2327, 2390, 'xian80'],
  [2401, 2442, 'beijing54'],
  [4214, 4214, 'beijing54'],
  [4555, 4555, 'beijing54'],
  [4568, 4589, 'beijing54'],
  [4610, 4610, 'xian80'],
  [4652, 4656, 'beijing54'],
  [4766, 4800, 'beijing54'],
  [4812, 4812, 'beijing54'],
  [4822, 4822, 'beijing54'],
  [21413, 21423, 'beijing54'],
  [21453, 21463, 'beijing54'],
  [21473, 21483, 'beijing54'],
];

const names: Readonly<Record<'beijing54' | 'xian80', string>> = {
  beijing54: '1954 北京坐标系',
  xian80: '1980 西安坐标系',
};

/** How a system is called in sentences. */
export function crsLabel(crs: LayerCrs): string {
  const code = crs.epsg === null ? '' : `（EPSG:${crs.epsg}）`;
  if (crs.kind === 'beijing54' || crs.kind === 'xian80') return `${names[crs.kind]}${code}`;
  return `${crs.name}${code}`;
}

/** The old Chinese datum an EPSG code belongs to, or null: those need official parameters (specification 4.5.3). */
export function obsoleteDatum(epsg: number): 'beijing54' | 'xian80' | null {
  return obsoleteRuns.find(([from, to]) => epsg >= from && epsg <= to)?.[2] ?? null;
}

/**
 * What reference system a file means. Esri's .prj names no EPSG code, so CGCS2000 zones are recognised by their
 * parameters. Null when the file names none (or says `undefined`).
 */
export function identifyCrs(wkt: string, projjson: ProjJson | null): LayerCrs | null {
  const crs = flatten(projjson);
  const name = crs?.name ?? /^\w+\["([^"]*)"/.exec(wkt)?.[1] ?? '';
  if (
    wkt === '' ||
    /^(undefined|unknown( (geographic|cartesian))? srs|unknown$)/i.test(name) ||
    crs?.type === 'EngineeringCRS'
  )
    return null;
  const datum = crs?.base_crs?.datum ?? crs?.base_crs?.datum_ensemble ?? crs?.datum ?? crs?.datum_ensemble;
  const datumName = datum?.name ?? '';
  const ellipsoid = datum?.ellipsoid?.name ?? '';
  const given = crs?.id?.authority === 'EPSG' ? Number(crs.id.code) : Number.NaN;
  const epsg = Number.isInteger(given) ? given : null;
  const datumNamed = datumName !== '' && !/unknown|not[_ ]specified|undefined|unnamed|based (up)?on/i.test(datumName);
  const make = (kind: CrsKind, code: number | null, datumKnown = true): LayerCrs => ({
    epsg: code,
    name,
    wkt,
    kind,
    datumNamed: datumKnown,
  });

  const old =
    (epsg === null ? null : obsoleteDatum(epsg)) ?? obsoleteByName(`${datumName} ${name}`, ellipsoid, datumNamed);
  if (old) return make(old, epsg);
  if (epsg !== null && gaussZone(epsg)) return make('cgcs2000Gauss', epsg);
  if (epsg === 4490) return make('cgcs2000', 4490);
  const chinese2000 = /china[_ ]?2000|cgcs[_ ]?2000|china[_ ]geodetic[_ ]coordinate[_ ]system[_ ]2000/i.test(
    `${datumName} ${ellipsoid}`,
  );
  const projected = crs?.type === 'ProjectedCRS';
  if (chinese2000 && !projected) return make('cgcs2000', 4490);
  if (chinese2000) {
    const zone = gaussZoneByParameters(crs);
    return zone === null ? make('other', epsg) : make('cgcs2000Gauss', zone);
  }
  if (
    !projected &&
    (epsg === 4326 || /wgs[_ ]?(19)?84|world geodetic system 1984/i.test(`${datumName} ${datumNamed ? '' : ellipsoid}`))
  )
    return make('wgs84', 4326, datumNamed);
  return make('other', epsg, datumNamed);
}

function flatten(projjson: ProjJson | null): ProjJson | null {
  if (projjson?.type === 'BoundCRS') return flatten(projjson.source_crs ?? null);
  if (projjson?.type === 'CompoundCRS') return flatten(projjson.components?.[0] ?? null);
  return projjson;
}

function obsoleteByName(name: string, ellipsoid: string, datumNamed: boolean): 'beijing54' | 'xian80' | null {
  if (/xi['’]?an[_ ]?(19)?80|西安.{0,4}80|80.{0,4}西安/i.test(name)) return 'xian80';
  if (/beijing[_ ]?(19)?54|new beijing|北京.{0,4}54|54.{0,4}北京/i.test(name)) return 'beijing54';
  // An ellipsoid alone tells the datum too: nobody else delivers these in China.
  if (/xian|IAG[_ ]?(19)?75|International[_ ]1975/i.test(ellipsoid)) return 'xian80';
  return !datumNamed && /krass?ov?w?sky/i.test(ellipsoid) ? 'beijing54' : null;
}

function gaussZoneByParameters(crs: ProjJson | null): number | null {
  if (!/transverse mercator|gauss/i.test(crs?.conversion?.method?.name ?? '')) return null;
  const value = (pattern: RegExp) =>
    crs?.conversion?.parameters?.find((p) => pattern.test(p.name ?? ''))?.value ?? Number.NaN;
  const centralMeridian = value(/longitude of natural origin|central meridian/i);
  const falseEasting = value(/false easting/i);
  const scale = value(/scale factor/i);
  if (
    value(/latitude of natural origin|latitude of origin/i) !== 0 ||
    value(/false northing/i) !== 0 ||
    Math.abs(scale - 1) > 1e-12
  )
    return null;
  for (const width of [3, 6] as const) {
    for (const prefixed of [false, true]) {
      const zone = gaussZoneOf({ width, centralMeridian, prefixed });
      if (zone && zone.falseEasting === falseEasting) return zone.epsg;
    }
  }
  return null;
}

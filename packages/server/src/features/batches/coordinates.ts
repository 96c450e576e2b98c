import type { BatchSetup } from '@shoutian/domain/api';
import { fromGauss, gaussZone, type LonLat, type Sample } from '@shoutian/domain/geo';
import { AppError } from '../../platform/errors.ts';
import { parseLooseNumber } from '../../platform/geofile/index.ts';

const degrees = /^([+-]?\d{1,3})\s*[°度]\s*(\d{1,2})\s*['′’分]\s*(\d{1,2}(?:\.\d+)?)\s*(?:["″”]|''|秒)?\s*[NEne北东]?$/;

/** A coordinate as people write it: 106.5, 106°30′00″, 35596681.67. Null when it is none. */
export function parseCoordinate(text: string): number | null {
  const plain = text.normalize('NFKC').trim();
  const parts = degrees.exec(plain.replaceAll('′', "'").replaceAll('″', '"'));
  if (parts) {
    const [, d = '0', m = '0', s = '0'] = parts;
    return Number(m) < 60 && Number(s) < 60 ? Number(d) + Number(m) / 60 + Number(s) / 3600 : null;
  }
  const { number, unit } = parseLooseNumber(plain.replace(/[°度]\s*[NEne北东]?$/, ''));
  return unit === null || unit === 'm' ? number : null;
}

/** Pairs of the two coordinate columns, for the proposal of a system. First column first. */
export function samplesOf(rows: readonly { x: string; y: string }[]): Sample[] {
  return rows.flatMap((row) => {
    const x = parseCoordinate(row.x);
    const y = parseCoordinate(row.y);
    return x === null || y === null ? [] : [{ x, y }];
  });
}

/**
 * Turns a pair of cells into a place, by the confirmed system.
 * @throws {AppError} badInput when the system is none that plain numbers can be in
 */
export function placeReader(setup: Pick<BatchSetup, 'epsg' | 'axisOrder'>): (x: string, y: string) => LonLat | null {
  const { epsg, axisOrder } = setup;
  const zone = epsg === undefined ? undefined : gaussZone(epsg);
  if (epsg !== 4490 && epsg !== 4326 && !zone)
    throw new AppError('badInput', '表里的坐标要先选定坐标系：经纬度，或国家 2000 的高斯分带。', {
      en: 'Choose the system of the coordinate columns first.',
      details: [{ code: 'crs', at: 'epsg', message: '坐标系还没有选定' }],
    });
  return (x, y) => {
    const first = parseCoordinate(x);
    const second = parseCoordinate(y);
    if (first === null || second === null) return null;
    const [east, north] = axisOrder === 'xy' ? [first, second] : [second, first];
    // Half a zone's plane away is another zone or the wrong order of columns, never this county.
    if (zone && Math.abs(east - zone.falseEasting) > 500_000) return null;
    const [lon, lat] = zone ? fromGauss(zone, east, north) : [east, north];
    return Number.isFinite(lon) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null;
  };
}

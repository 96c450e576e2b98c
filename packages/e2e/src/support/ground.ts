import { expect, type Page } from '@playwright/test';

export type Place = readonly [lon: number, lat: number];
type Shape = { type: string; coordinates: number[][][] | number[][][][] };

const METRES = 111_320;

/** Closed ring, clockwise: a rectangle with its south-west corner shifted from a place, metres. */
export function rectangle(at: Place, east: number, north: number, width: number, height: number): [number, number][] {
  const point = (x: number, y: number): [number, number] => [...moved(at, x, y)];
  const [w, e, s, n] = [east, east + width, north, north + height];
  return [point(w, s), point(w, n), point(e, n), point(e, s), point(w, s)];
}

/** The place so many metres to the east and north. */
export function moved(at: Place, east: number, north: number): Place {
  return [at[0] + east / (METRES * Math.cos((at[1] * Math.PI) / 180)), at[1] + north / METRES];
}

const outerRings = ({ type, coordinates }: Shape): number[][][] =>
  type === 'Polygon'
    ? [(coordinates as number[][][])[0] ?? []]
    : (coordinates as number[][][][]).map((part) => part[0] ?? []);

async function read<T>(page: Page, address: string): Promise<T> {
  const answer = await page.request.get(address);
  expect(answer.ok(), `${address}: ${answer.status()}`).toBe(true);
  return (await answer.json()) as T;
}

/**
 * A field of a village, away from every record that is there already: asked of the server by the signed-in person,
 * because the invented county may change. The place is the south-west corner of what somebody builds there.
 */
export async function freeField(page: Page, village: string): Promise<Place> {
  const { rows } = await read<{ rows: { name: string; level: string; code: string; geometry: Shape | null }[] }>(
    page,
    '/api/layers/boundaries',
  );
  const found = rows.find((row) => row.level === 'village' && row.name === village);
  if (!found?.geometry) throw new Error(`no boundary of ${village}`);
  const points = outerRings(found.geometry).flat();
  const [xs, ys] = [points.map(([x = 0]) => x), points.map(([, y = 0]) => y)];
  const [w, e, s, n] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const taken: Place[] = [];
  for (const address of ['/api/clues/shapes', '/api/problems/shapes']) {
    const shapes = await read<{ features: { geometry: Shape | null }[] }>(page, address);
    for (const { geometry } of shapes.features)
      if (geometry !== null && geometry.type !== 'Point')
        taken.push(
          ...outerRings(geometry)
            .flat()
            .map(([x = 0, y = 0]): Place => [x, y]),
        );
  }
  const far = ([x, y]: Place) => taken.every(([a, b]) => Math.hypot(x - a, y - b) * METRES > 150);
  for (let i = 1; i < 12; i += 1)
    for (let k = 1; k < 12; k += 1) {
      const at: Place = [w + ((e - w) * k) / 12, s + ((n - s) * i) / 12];
      if (!far(at)) continue;
      const under = await read<{ rows: { kind: string; classCode: string; areaM2: number; placeCode: string }[] }>(
        page,
        `/api/layers/identify?lng=${at[0]}&lat=${at[1]}`,
      );
      const fits = under.rows.some(
        ({ kind, classCode, areaM2, placeCode }) =>
          kind === 'landClass' && classCode.startsWith('01') && areaM2 > 1500 && placeCode.startsWith(found.code),
      );
      if (fits) return at;
    }
  throw new Error(`no free field in ${village}`);
}

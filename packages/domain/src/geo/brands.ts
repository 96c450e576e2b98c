declare const flavour: unique symbol;
type Flavour<T, Name extends string> = T & { readonly [flavour]?: Name };

/** An area in m². A plain number is accepted where one is wanted, a `Mu` is not. */
export type SquareMetres = Flavour<number, 'm2'>;
/** An area in 亩: 1 亩 = 2000/3 m². */
export type Mu = Flavour<number, 'mu'>;
/** A six-digit county code (GB/T 2260). */
export type CountyCode = Flavour<string, 'county'>;
/** A position in degrees, EPSG:4490, longitude first. */
export type LonLat = readonly [lon: number, lat: number];

/** A text shown to people: Chinese first, English as the alternative. */
export type Sentence = { readonly zh: string; readonly en: string };

/** An area in m²; RangeError when it is negative or not a finite number. */
export function squareMetres(value: number): SquareMetres {
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`not an area in m²: ${value}`);
  return value;
}

/** An area in 亩; RangeError when it is negative or not a finite number. */
export function mu(value: number): Mu {
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`not an area in 亩: ${value}`);
  return value;
}

/** A position in degrees; RangeError outside ±180 and ±90. */
export function lonLat(lon: number, lat: number): LonLat {
  if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90))
    throw new RangeError(`not a longitude and latitude: ${lon}, ${lat}`);
  return [lon, lat];
}

/** A county code; RangeError unless it has exactly six digits. */
export function countyCode(text: string): CountyCode {
  if (!/^\d{6}$/.test(text)) throw new RangeError(`not a county code: ${text}`);
  return text;
}

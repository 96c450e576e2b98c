import { areaM2, type GaussZone } from '@shoutian/domain/geo';
import type { IssueCode } from '../messages.ts';
import { gaussInverseInPlace } from './gauss-inverse.ts';
import { GeometryBuffer, NONE, POINT, POLYGON } from './geometry.ts';
import { SimpleRingCheck } from './simple-ring.ts';

/** What the check found, valid until the next call. */
export interface Checked {
  /** The geometry in lon/lat; not always the buffer that went in. */
  geometry: GeometryBuffer;
  /** Why the feature is refused, or null. */
  refused: IssueCode | null;
  /** What was changed or must be. */
  repairs: IssueCode[];
  /** `x, y` of the trouble, for the sentence. */
  at: string;
  areaM2: number | null;
  bbox: [number, number, number, number];
  surelyValid: boolean;
}

/** Below a square millimetre times a hundred nothing is ground; GEOS would make a line of it. */
const NO_AREA_M2 = 1e-4;

/** Checks one geometry after the other: finite, closed, long enough, inside its reference system; then measures it. */
export class GeometryCheck {
  readonly #zone: GaussZone | null;
  readonly #polygonsOnly: boolean;
  readonly #spare = new GeometryBuffer();
  readonly #rings = new SimpleRingCheck();
  readonly #result: Checked;

  /** `zone`: coordinates are metres of this zone; null: they are degrees already. */
  constructor(zone: GaussZone | null, polygonsOnly: boolean) {
    this.#zone = zone;
    this.#polygonsOnly = polygonsOnly;
    this.#result = {
      geometry: this.#spare,
      refused: null,
      repairs: [],
      at: '',
      areaM2: null,
      bbox: [0, 0, 0, 0],
      surelyValid: false,
    };
  }

  check(input: GeometryBuffer): Checked {
    const result = this.refuse(input, null);
    result.refused = this.#judge(input, result);
    return result;
  }

  /** The answer for a geometry that could not be read in the first place. */
  refuse(input: GeometryBuffer, problem: IssueCode | null): Checked {
    const result = this.#result;
    result.geometry = input;
    result.refused = problem;
    result.areaM2 = null;
    result.surelyValid = false;
    result.at = '';
    if (result.repairs.length > 0) result.repairs = [];
    return result;
  }

  #judge(input: GeometryBuffer, result: Checked): IssueCode | null {
    if (input.family === NONE || input.vertices === 0) return 'nullGeometry';
    if (this.#polygonsOnly && input.family !== POLYGON) return 'wrongType';
    if (!allFinite(input.xy, 2 * input.vertices)) return 'nonFinite';
    if (input.family === POLYGON && !wellFormed(input)) {
      rebuild(input, this.#spare, result.repairs);
      result.geometry = this.#spare;
      if (this.#spare.parts === 0) return 'ringTooShort';
    }
    const g = result.geometry;
    if (g.family !== POLYGON && g.family !== POINT && !wellFormedLines(g)) return 'ringTooShort';
    const outside = this.#toDegrees(g);
    if (outside >= 0) {
      result.at = place(g.xy[2 * outside] as number, g.xy[2 * outside + 1] as number);
      return 'outsideCrs';
    }
    measureBox(g, result.bbox);
    if (g.family !== POLYGON) return null;
    return this.#measure(g, result);
  }

  /** First vertex outside the reference system, or -1. */
  #toDegrees(g: GeometryBuffer): number {
    if (this.#zone) return gaussInverseInPlace(this.#zone, g.xy, g.vertices);
    const { xy } = g;
    for (let i = 0; i < 2 * g.vertices; i += 2) {
      const lon = xy[i] as number;
      const lat = xy[i + 1] as number;
      if (!(lon >= -180.0001 && lon <= 180.0001 && lat >= -90.0001 && lat <= 90.0001)) return i / 2;
    }
    return -1;
  }

  #measure(g: GeometryBuffer, result: Checked): IssueCode | null {
    const area = areaM2({
      xy: g.xy.subarray(0, 2 * g.vertices),
      ringEnds: g.ringEnds.subarray(0, g.rings),
      partEnds: g.partEnds.subarray(0, g.parts),
      bbox: result.bbox,
      plane: null,
      runs: null,
    });
    result.areaM2 = area;
    let simple = true;
    for (let ring = 0; ring < g.rings; ring++) {
      const verdict = this.#rings.check(g, g.ringStart(ring), g.ringEnds[ring] as number);
      if (verdict === 'simple') continue;
      simple = false;
      if (verdict === 'crossing' && !result.repairs.includes('selfCrossing')) {
        result.repairs.push('selfCrossing');
        result.at = place(this.#rings.at[0], this.#rings.at[1]);
      }
    }
    // A figure of eight may sum to nothing and still be ground: only what does not cross is called empty.
    if (Math.abs(area) < NO_AREA_M2 && !result.repairs.includes('selfCrossing')) return 'zeroArea';
    result.surelyValid = simple && g.rings === 1;
    return null;
  }
}

function place(x: number, y: number): string {
  const digits = Math.abs(x) > 400 || Math.abs(y) > 400 ? 2 : 6;
  return `${x.toFixed(digits)}, ${y.toFixed(digits)}`;
}

function allFinite(xy: Float64Array, length: number): boolean {
  // x - x is 0 for every finite number and NaN for the rest.
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const x = xy[i] as number;
    sum += x - x;
  }
  return sum === 0;
}

function closed(xy: Float64Array, from: number, to: number): boolean {
  return xy[2 * from] === xy[2 * to - 2] && xy[2 * from + 1] === xy[2 * to - 1];
}

function wellFormed(g: GeometryBuffer): boolean {
  for (let ring = 0; ring < g.rings; ring++) {
    const from = g.ringStart(ring);
    const to = g.ringEnds[ring] as number;
    if (to - from < 4 || !closed(g.xy, from, to)) return false;
  }
  return g.parts > 0;
}

function wellFormedLines(g: GeometryBuffer): boolean {
  for (let ring = 0; ring < g.rings; ring++) if ((g.ringEnds[ring] as number) - g.ringStart(ring) < 2) return false;
  return g.rings > 0;
}

/** Copies the polygon with rings closed and rings of fewer than three points left out (with their holes, if outer). */
function rebuild(input: GeometryBuffer, out: GeometryBuffer, repairs: IssueCode[]): void {
  out.reset(POLYGON);
  const note = (code: IssueCode) => {
    if (!repairs.includes(code)) repairs.push(code);
  };
  for (let part = 0; part < input.parts; part++) {
    const first = input.partStart(part);
    const last = input.partEnds[part] as number;
    let rings = 0;
    for (let ring = first; ring < last; ring++) {
      const from = input.ringStart(ring);
      const to = input.ringEnds[ring] as number;
      const isClosed = to > from && closed(input.xy, from, to);
      if (to - from < (isClosed ? 4 : 3)) {
        note('ringDropped');
        if (ring === first) break;
        continue;
      }
      for (let i = from; i < to; i++) out.addVertex(input.xy[2 * i] as number, input.xy[2 * i + 1] as number);
      if (!isClosed) {
        note('ringClosed');
        out.addVertex(input.xy[2 * from] as number, input.xy[2 * from + 1] as number);
      }
      out.endRing();
      rings++;
    }
    if (rings > 0) out.endPart();
  }
}

function measureBox(g: GeometryBuffer, box: [number, number, number, number]): void {
  let w = Infinity;
  let s = Infinity;
  let e = -Infinity;
  let n = -Infinity;
  const { xy } = g;
  for (let i = 0; i < 2 * g.vertices; i += 2) {
    const x = xy[i] as number;
    const y = xy[i + 1] as number;
    if (x < w) w = x;
    if (x > e) e = x;
    if (y < s) s = y;
    if (y > n) n = y;
  }
  box[0] = w;
  box[1] = s;
  box[2] = e;
  box[3] = n;
}

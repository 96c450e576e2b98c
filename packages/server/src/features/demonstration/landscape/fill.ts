import { type Convex, centre, extent, moved, planArea, split } from './convex.ts';
import { between, choose, type Random } from './random.ts';
import { height, slopeClass, uphill } from './terrain.ts';

/** A parcel of the plan before corners are shared. `row` groups what lies side by side between two paths. */
export interface Piece {
  readonly shape: Convex;
  readonly classCode: string;
  /** 扣除系数: share of ridges that does not count as farmland. */
  readonly kcxs: number;
  readonly slope: 1 | 2 | 3 | 4 | 5;
  readonly kind: 'TT' | 'PD' | '';
  readonly row: number;
}

export type BlockUse = 'seat' | 'hamlet' | 'farm' | 'orchard' | 'forest' | 'reservoir';

/** Cuts across a direction at jittered distances. */
function slices(shape: Convex, angle: number, width: number, next: Random): Convex[] {
  const [low, high] = extent(shape, angle);
  const count = Math.max(1, Math.round((high - low) / width));
  const parts: Convex[] = [];
  let rest: Convex | undefined = shape;
  for (let i = 1; i < count && rest; i++) {
    const at = low + ((i + between(next, -0.28, 0.28)) / count) * (high - low);
    const tilt = angle + between(next, -0.06, 0.06);
    const [x, y] = centre(rest);
    const line = { nx: Math.cos(tilt), ny: Math.sin(tilt), c: 0 };
    // The tilted line passes where the level one would, abreast of the middle of what is left.
    const shift = at - (x * Math.cos(angle) + y * Math.sin(angle));
    const c = x * line.nx + y * line.ny + shift;
    const [part, left]: [Convex | undefined, Convex | undefined] = split(rest, moved(line, c));
    if (part && left) parts.push(part);
    rest = left ?? part;
  }
  return rest ? [...parts, rest] : parts;
}

/** Halves until every part is about the wanted size. */
function pieces(shape: Convex, target: number, next: Random): Convex[] {
  if (planArea(shape) < target * 1.5) return [shape];
  const angles = [0, 0.5, 1, 1.5, 2, 2.5].map((step) => step + 0.2);
  const longest = angles.reduce((a, b) => (span(shape, a) > span(shape, b) ? a : b));
  const [low, high] = extent(shape, longest);
  const line = { nx: Math.cos(longest), ny: Math.sin(longest), c: low + (high - low) * between(next, 0.4, 0.6) };
  const [a, b] = split(shape, line);
  return a && b ? [...pieces(a, target, next), ...pieces(b, target, next)] : [shape];
}

const span = (shape: Convex, angle: number): number => {
  const [low, high] = extent(shape, angle);
  return high - low;
};

function farm(shape: Convex, next: Random): Piece[] {
  const [x, y] = centre(shape);
  const altitude = height(x, y);
  const slope = slopeClass(altitude);
  const across = uphill(x, y) + between(next, -0.25, 0.25);
  const wet = altitude < 0.2 ? 0.93 : altitude < 0.36 ? 0.72 : altitude < 0.52 ? 0.34 : 0.1;
  return slices(shape, across + Math.PI / 2, between(next, 75, 105), next).flatMap((row, index) => {
    const paddy = next() < wet;
    return slices(row, across, paddy ? between(next, 24, 38) : between(next, 32, 52), next).map((strip): Piece => {
      const other = next();
      if (other < 0.018) return plain(strip, next() < 0.7 ? '1104' : '1104A', slope, index);
      if (other < 0.03) return plain(strip, '1202', slope, index);
      if (other < 0.042)
        return plain(
          strip,
          choose(next, [
            ['0201', 3],
            ['0404', 2],
            ['0307', 2],
            ['1206', 0.6],
            ['0204K', 1],
          ]),
          slope,
          index,
        );
      return field(strip, paddy, slope, index, next);
    });
  });
}

/** Ridges take 0.05–0.15 of sloping dryland and a little of terraced paddy; level paddy has none to deduct. */
function field(shape: Convex, paddy: boolean, slope: Piece['slope'], row: number, next: Random): Piece {
  if (paddy && slope === 1) return { shape, classCode: '0101', kcxs: 0, slope, kind: '', row };
  const base = paddy ? 0.03 + slope * 0.008 : 0.035 + slope * 0.022;
  const kcxs = Math.min(0.15, Math.round((base + between(next, -0.008, 0.012)) * 1e4) / 1e4);
  return { shape, classCode: paddy ? '0101' : '0103', kcxs, slope, kind: slope > 1 ? 'TT' : 'PD', row };
}

const plain = (shape: Convex, classCode: string, slope: Piece['slope'], row = -1): Piece => ({
  shape,
  classCode,
  kcxs: 0,
  slope,
  kind: '',
  row,
});

/** Houses, gardens, lanes; a hamlet keeps some plots of dryland between the houses. */
function houses(shape: Convex, seat: boolean, next: Random): Piece[] {
  const inSeat = [
    ['0701', 30],
    ['05H1', 14],
    ['0601', 7],
    ['08H1', 4],
    ['08H2', 5],
    ['0809', 3],
    ['0810', 3],
    ['1004', 9],
    ['0702', 18],
    ['1201', 3],
  ] as const;
  const inHamlet = [
    ['0702', 62],
    ['0103', 18],
    ['0201', 5],
    ['0302', 5],
    ['1004', 5],
    ['08H2', 1],
    ['0809', 1],
    ['1201', 2],
    ['1104', 2],
  ] as const;
  return pieces(shape, seat ? 1500 : 1050, next).map((plot) =>
    plain(plot, choose<string>(next, seat ? inSeat : inHamlet), 1),
  );
}

/** Divides a block of the plan into parcels by what it is used for. */
export function fillBlock(shape: Convex, use: BlockUse, next: Random): Piece[] {
  const [x, y] = centre(shape);
  const slope = slopeClass(height(x, y));
  switch (use) {
    case 'seat':
      return houses(shape, true, next);
    case 'hamlet': {
      // A group of houses rarely fills its block: the far side stays fields.
      const [near, far] = split(
        shape,
        moved({ nx: Math.cos(x), ny: Math.sin(x), c: 0 }, x * Math.cos(x) + y * Math.sin(x) + between(next, -10, 45)),
      );
      return [...(near ? houses(near, false, next) : []), ...(far ? farm(far, next) : [])];
    }
    case 'farm':
      return farm(shape, next);
    case 'orchard': {
      const code = choose<string>(next, [
        ['0201', 5],
        ['0202', 4],
        ['0201K', 1],
        ['0204', 2],
      ]);
      return pieces(shape, 8000, next).map((part, index) =>
        next() < 0.75 ? plain(part, code, slope) : field(part, false, slope, index, next),
      );
    }
    case 'forest':
      return pieces(shape, 24_000, next).map((part) =>
        plain(
          part,
          choose<string>(next, [
            ['0301', 60],
            ['0302', 12],
            ['0305', 14],
            ['0307', 9],
            ['0404', 4],
            ['1207', 1],
          ]),
          slope,
        ),
      );
    case 'reservoir':
      return [plain(shape, '1103', 1)];
  }
}

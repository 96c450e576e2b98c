import { type Cell, type Convex, centre, type Line, moved, planArea, split, voronoi } from './convex.ts';
import { type BlockUse, fillBlock, type Piece } from './fill.ts';
import { type VillagePlan, villages } from './places.ts';
import { between, hash, type Random, randomFrom } from './random.ts';
import { type Band, bands, height, outline } from './terrain.ts';

export interface PlanParcel extends Piece {
  readonly village: string;
  /** Groups the parcels of one block; -1 for roads and waters that run through. */
  readonly block: number;
  readonly use: BlockUse | 'network';
  readonly altitude: number;
}

const QUARTER_M2 = 230_000;
const BLOCK_M2 = 42_000;

/** Divides the county into parcels: villages → bands → quarters → blocks → parcels, every step by straight cuts. */
export function makePlan(seed: number): PlanParcel[] {
  const next = randomFrom(seed);
  const parcels: PlanParcel[] = [];
  let blocks = 0;
  for (const cell of voronoi(
    outline,
    villages.map((village) => village.at),
  )) {
    const village = villages[cell.index];
    if (!village) continue;
    const network = (shape: Convex, classCode: string): void => {
      const [x, y] = centre(shape);
      parcels.push({
        shape,
        classCode,
        kcxs: 0,
        slope: 1,
        kind: '',
        row: -1,
        village: village.code,
        block: -1,
        use: 'network',
        altitude: height(x, y),
      });
    };
    const { land, banded } = cutBands(cell.shape, bands);
    for (const { shape, band } of banded) for (const part of lengths(shape, band)) network(part, band.classCode);
    const all = land.flatMap((piece) =>
      grid(
        piece,
        QUARTER_M2,
        next,
        0.62,
        [
          ['1006', 4.2],
          ['1107', 2.6],
        ],
        network,
      ).flatMap((quarter) =>
        grid(
          quarter,
          BLOCK_M2,
          next,
          0.4,
          [
            ['1006', 2.8],
            ['1107', 1.9],
          ],
          network,
        ),
      ),
    );
    const uses = useBlocks(village, all, next);
    for (const [i, shape] of all.entries()) {
      const block = blocks++;
      const use = uses[i] ?? 'farm';
      const [x, y] = centre(shape);
      for (const piece of fillBlock(shape, use, next))
        parcels.push({ ...piece, village: village.code, block, use, altitude: height(x, y) });
    }
  }
  return parcels;
}

function cutBands(cell: Convex, over: readonly Band[]): { land: Convex[]; banded: { shape: Convex; band: Band }[] } {
  let land: Convex[] = [cell];
  const banded: { shape: Convex; band: Band }[] = [];
  for (const band of over) {
    land = land.flatMap((piece) => {
      const [below, rest] = split(piece, band.line);
      const [inside, above] = rest ? split(rest, moved(band.line, band.width)) : [undefined, undefined];
      if (inside) banded.push({ shape: inside, band });
      return [below, above].filter((part) => part !== undefined);
    });
  }
  return { land, banded };
}

/** A river or road is surveyed in lengths; the river keeps some gravel banks. */
function lengths(shape: Convex, band: Band): Convex[] {
  const along: Line = { nx: -band.line.ny, ny: band.line.nx, c: 0 };
  const [x, y] = centre(shape);
  const [a, b] = split(shape, { ...along, c: x * along.nx + y * along.ny });
  return a && b && planArea(shape) > 9000 ? [...lengths(a, band), ...lengths(b, band)] : [shape];
}

/** Voronoi cells of about the wanted size; some borders between them become lanes or ditches, cut off one side. */
function grid(
  within: Convex,
  size: number,
  next: Random,
  share: number,
  kinds: readonly (readonly [string, number])[],
  network: (shape: Convex, classCode: string) => void,
): Convex[] {
  const count = Math.max(1, Math.round(planArea(within) / size));
  if (count === 1) return [within];
  const salt = Math.floor(next() * 1e9);
  return voronoi(within, scatter(within, count, next)).map((cell) => trim(cell, salt, share, kinds, network));
}

function trim(
  cell: Cell,
  salt: number,
  share: number,
  kinds: readonly (readonly [string, number])[],
  network: (shape: Convex, classCode: string) => void,
): Convex {
  let shape = cell.shape;
  for (const { index, line } of cell.neighbours) {
    const draw = hash(salt, cell.index, index);
    if (index < cell.index || draw >= share) continue;
    const [classCode, width] = kinds[draw < share * 0.62 ? 0 : 1] ?? ['1006', 3];
    const [rest, strip] = split(shape, moved(line, -width));
    if (!rest || !strip) continue;
    shape = rest;
    network(strip, classCode);
  }
  return shape;
}

/** Seeds spread over a polygon: of a handful of tries each time the one farthest from the others. */
function scatter(within: Convex, count: number, next: Random): [number, number][] {
  const seeds: [number, number][] = [];
  while (seeds.length < count) {
    const tries = Array.from({ length: 6 }, () => inside(within, next));
    const room = ([x, y]: [number, number]): number =>
      Math.min(...seeds.map(([u, v]) => Math.hypot(x - u, y - v)), 1e9);
    seeds.push(tries.reduce((a, b) => (room(b) > room(a) ? b : a)));
  }
  return seeds;
}

/** A point of a convex polygon: a random triangle of its fan by area, then a random place in it. */
function inside(p: Convex, next: Random): [number, number] {
  const fans = Array.from({ length: p.length / 2 - 2 }, (_, i) => [
    p[0] ?? 0,
    p[1] ?? 0,
    p[2 * i + 2] ?? 0,
    p[2 * i + 3] ?? 0,
    p[2 * i + 4] ?? 0,
    p[2 * i + 5] ?? 0,
  ]);
  let at = next() * planArea(p);
  const fan = fans.find((each) => {
    at -= planArea(each);
    return at < 0;
  }) ?? [0, 0, 0, 0, 0, 0];
  const [a, b] = [Math.sqrt(next()), next()];
  const mix = (i: number): number =>
    (1 - a) * (fan[i] ?? 0) + a * (1 - b) * (fan[i + 2] ?? 0) + a * b * (fan[i + 4] ?? 0);
  return [mix(0), mix(1)];
}

/** What each block of a village is used for: houses near the middle and at some places more, the rest by height. */
function useBlocks(village: VillagePlan, blocks: readonly Convex[], next: Random): BlockUse[] {
  const centres = blocks.map(centre);
  const uses = centres.map(([x, y]): BlockUse => {
    const h = height(x, y) + between(next, -0.07, 0.07);
    if (h > 0.7) return 'forest';
    if (h > 0.55) return next() < 0.5 ? 'forest' : next() < 0.45 ? 'orchard' : 'farm';
    return next() < 0.05 + h * 0.12 ? 'orchard' : 'farm';
  });
  const settle = (x: number, y: number, radius: number, use: BlockUse): void => {
    const order = centres.map(([u, v], i) => ({ i, far: Math.hypot(u - x, v - y) })).sort((a, b) => a.far - b.far);
    for (const { i, far } of order) if (far < radius || i === order[0]?.i) uses[i] = use;
  };
  const [x, y] = village.at;
  for (let k = 0; k < village.hamlets; k++) {
    const angle = (k / village.hamlets) * 2 * Math.PI + between(next, -0.5, 0.5);
    const far = between(next, 320, 620);
    settle(x + Math.cos(angle) * far, y + Math.sin(angle) * far, 60, 'hamlet');
  }
  settle(x, y, village.seat ? 250 : 130, village.seat ? 'seat' : 'hamlet');
  const high = centres.findIndex(([u, v], i) => uses[i] === 'forest' && height(u, v) > 0.6 && hash(u, v) < 0.05);
  if (high >= 0) uses[high] = 'reservoir';
  return uses;
}

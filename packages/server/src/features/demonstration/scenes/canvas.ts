import sharp from 'sharp';

export type Colour = readonly [number, number, number];
type Point = readonly [number, number];

export const WIDTH = 640;
export const HEIGHT = 480;

/** Mixes two colours; 0 is the first. */
export const mix = (a: Colour, b: Colour, t: number): Colour => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

/** Drawn at half size, then enlarged (see #enlarged): a quarter of the work, and edges as soft as a phone's. */
const SCALE = 2;
const [W, H] = [WIDTH / SCALE, HEIGHT / SCALE];

/** A small picture in memory; what it draws is the same to the last bit on every machine. */
export class Canvas {
  readonly #pixels = new Uint8ClampedArray(W * H * 3);
  #noise: number;
  constructor(seed: number) {
    this.#noise = (seed * 2654435761) >>> 0 || 1;
  }

  #dot(at: number, r: number, g: number, b: number, grain: number): void {
    this.#noise = (Math.imul(this.#noise, 1664525) + 1013904223) | 0;
    const shade = ((this.#noise >> 24) / 255) * grain;
    this.#pixels[at] = r + shade;
    this.#pixels[at + 1] = g + shade;
    this.#pixels[at + 2] = b + shade;
  }

  /** Rows from `top` to `bottom`, between two colours: `share` of the second depends on both coordinates. */
  fill(top: number, bottom: number, a: Colour, b: Colour, share: (x: number, y: number) => number, grain = 6): void {
    const [r, g, u] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
    for (let y = Math.max(0, Math.floor(top / SCALE)); y < Math.min(H, bottom / SCALE); y++)
      for (let x = 0; x < W; x++) {
        const t = share(x * SCALE, y * SCALE);
        this.#dot((y * W + x) * 3, a[0] + r * t, a[1] + g * t, a[2] + u * t, grain);
      }
  }

  /** A filled polygon; `grain` is the spread of its roughness in grey steps. */
  polygon(points: readonly Point[], [r, g, b]: Colour, grain = 8): void {
    const small = points.map(([x, y]): Point => [x / SCALE, y / SCALE]);
    const ys = small.map(([, y]) => y);
    for (let y = Math.max(0, Math.ceil(Math.min(...ys))); y <= Math.min(H - 1, Math.max(...ys)); y++) {
      const cuts: number[] = [];
      for (const [i, [x1, y1]] of small.entries()) {
        const [x2, y2] = small[(i + 1) % small.length] ?? [x1, y1];
        if (y1 <= y !== y2 <= y) cuts.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
      }
      cuts.sort((one, other) => one - other);
      for (let i = 0; i + 1 < cuts.length; i += 2)
        for (let x = Math.max(0, Math.ceil(cuts[i] ?? 0)); x < Math.min(W, cuts[i + 1] ?? 0); x++)
          this.#dot((y * W + x) * 3, r, g, b, grain);
    }
  }

  rectangle(x: number, y: number, w: number, h: number, colour: Colour, grain = 8): void {
    this.polygon(
      [
        [x, y],
        [x + w, y],
        [x + w, y + h],
        [x, y + h],
      ],
      colour,
      grain,
    );
  }

  ellipse(x: number, y: number, rx: number, ry: number, colour: Colour, grain = 10): void {
    const points = Array.from({ length: 18 }, (_, i): Point => {
      const angle = (i / 9) * Math.PI;
      return [x + Math.cos(angle) * rx, y + Math.sin(angle) * ry];
    });
    this.polygon(points, colour, grain);
  }

  jpeg(): Promise<Buffer> {
    return sharp(this.#enlarged(), { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
      .jpeg({ quality: 78 })
      .toBuffer();
  }

  /** At twice the size: every second pixel lies between its neighbours. */
  #enlarged(): Uint8ClampedArray {
    const small = this.#pixels;
    const large = new Uint8ClampedArray(WIDTH * HEIGHT * 3);
    const [row, bigRow] = [W * 3, WIDTH * 3];
    for (let y = 0; y < H; y++) {
      const under = y + 1 < H ? row : 0;
      for (let x = 0; x < W; x++) {
        const beside = x + 1 < W ? 3 : 0;
        for (let c = 0; c < 3; c++) {
          const at = y * row + x * 3 + c;
          const to = 2 * y * bigRow + 6 * x + c;
          const [here, right] = [small[at] ?? 0, small[at + beside] ?? 0];
          const [below, across] = [small[at + under] ?? 0, small[at + under + beside] ?? 0];
          large[to] = here;
          large[to + 3] = (here + right) / 2;
          large[to + bigRow] = (here + below) / 2;
          large[to + bigRow + 3] = (here + right + below + across) / 4;
        }
      }
    }
    return large;
  }
}

/** Side of the small grey picture the hash is made of. */
export const HASH_SIDE = 32;
const KEPT = 8;

/** cos((2x + 1) u π / 2n) for u = 1…8: the flat part (u = 0) is brightness alone and says nothing about the scene. */
const cosines: readonly Float64Array[] = Array.from({ length: KEPT }, (_, i) =>
  Float64Array.from({ length: HASH_SIDE }, (_, x) => Math.cos(((2 * x + 1) * (i + 1) * Math.PI) / (2 * HASH_SIDE))),
);

/**
 * 64-bit perceptual hash: the 8 × 8 lowest frequencies (without the flat ones) of a discrete cosine transform, each bit
 * telling whether it lies above their median. Resizing, recompressing and brightness change few bits; another scene
 * changes about half of them (Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions, 2010).
 * @param grey 32 × 32 grey values, row by row
 * @returns 16 hexadecimal digits; all zeros for a picture without structure
 */
export function perceptualHash(grey: Uint8Array): string {
  if (grey.length !== HASH_SIDE * HASH_SIDE) throw new RangeError(`${grey.length} grey values`);
  const rows = cosines.map((cosine) => {
    const sums = new Float64Array(HASH_SIDE);
    for (let y = 0; y < HASH_SIDE; y++)
      for (let x = 0; x < HASH_SIDE; x++) sums[y] = (sums[y] ?? 0) + (grey[y * HASH_SIDE + x] ?? 0) * (cosine[x] ?? 0);
    return sums;
  });
  const waves = cosines.flatMap((cosine) =>
    rows.map((sums) => sums.reduce((total, value, y) => total + value * (cosine[y] ?? 0), 0)),
  );
  const sorted = [...waves].sort((a, b) => a - b);
  const median = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2;
  // Rounding noise of an even picture is no structure: below one grey step in all, every bit stays 0.
  const bits = waves.map((wave) => (wave > median && Math.abs(wave) > 1 ? 1 : 0));
  return Array.from({ length: 16 }, (_, i) =>
    Number.parseInt(bits.slice(i * 4, i * 4 + 4).join(''), 2).toString(16),
  ).join('');
}

const QUARTERS = 4;
const quarterOf = (hash: string, quarter: number): number =>
  Number.parseInt(hash.slice(quarter * 4, quarter * 4 + 4), 16);

/** The four 16-bit quarters of a hash, as the index keeps them. */
export function quartersOf(hash: string): [number, number, number, number] {
  return [quarterOf(hash, 0), quarterOf(hash, 1), quarterOf(hash, 2), quarterOf(hash, 3)];
}

/** Values at most `radius` bits away from one of 16 bits. */
function around(value: number, radius: number): number[] {
  let ring = new Set([value]);
  const all = new Set(ring);
  for (let step = 0; step < radius; step++) {
    const next = new Set<number>();
    for (const each of ring)
      for (let bit = 0; bit < 16; bit++) {
        const flipped = each ^ (1 << bit);
        if (!all.has(flipped)) next.add(flipped);
      }
    for (const each of next) all.add(each);
    ring = next;
  }
  return [...all];
}

/**
 * Values for each quarter of which every hash within `distance` bits has at least one: if all four quarters differed by
 * more than ⌊distance / 4⌋ bits, the whole would differ by more than `distance`. At 8 bits these are 137 values of 65,536.
 * @returns null above 15 bits, where the values are so many that walking all photos is cheaper
 */
export function probesWithin(hash: string, distance: number): number[][] | null {
  const radius = Math.floor(distance / QUARTERS);
  if (radius > 3) return null;
  return quartersOf(hash).map((quarter) => around(quarter, radius));
}

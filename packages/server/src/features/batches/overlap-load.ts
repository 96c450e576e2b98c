/** Shapes and the pairs of them whose shared ground is asked for; one buffer, so that one transfer carries all. */
export interface OverlapLoad {
  bytes: Uint8Array<ArrayBuffer>;
  /** Where shape i begins; one more entry than shapes. */
  offsets: Uint32Array<ArrayBuffer>;
  /** a0, b0, a1, b1 … indices of shapes. */
  pairs: Uint32Array<ArrayBuffer>;
}

/** Packs EWKB shapes and pairs for the thread. */
export function packOverlaps(
  shapes: readonly Uint8Array[],
  pairs: readonly (readonly [a: number, b: number])[],
): OverlapLoad {
  const offsets = new Uint32Array(shapes.length + 1);
  let size = 0;
  shapes.forEach((shape, i) => {
    size += shape.length;
    offsets[i + 1] = size;
  });
  const bytes = new Uint8Array(size);
  shapes.forEach((shape, i) => {
    bytes.set(shape, offsets[i]);
  });
  return { bytes, offsets, pairs: Uint32Array.from(pairs.flat()) };
}

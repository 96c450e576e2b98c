/** Bits set in a 32-bit integer. */
function bits(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Hamming distance of two 64-bit hashes, 0…64.
 * @param a 16 hexadecimal digits
 * @throws RangeError when one is not a 64-bit hash
 */
export function hammingDistance(a: string, b: string): number {
  const digits = /^[0-9a-f]{16}$/i;
  if (!digits.test(a) || !digits.test(b)) throw new RangeError(`not 64-bit hashes: ${a}, ${b}`);
  const half = (start: number) =>
    bits(Number.parseInt(a.slice(start, start + 8), 16) ^ Number.parseInt(b.slice(start, start + 8), 16));
  return half(0) + half(8);
}

/** An image without structure (sky, a dark lens): its hash is near all zeros or ones and resembles every other such image. */
export function isFlatHash(hash: string): boolean {
  const ones = hammingDistance(hash, '0000000000000000');
  return ones <= 2 || ones >= 62;
}

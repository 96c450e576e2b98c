/** The polygons of a .shp file as parts of rings of plane coordinates, in file order (ESRI white paper, 1998). */
export function readShp(bytes: Uint8Array): { e: number; n: number }[][][][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const polygons: { e: number; n: number }[][][][] = [];
  for (let at = 100; at < bytes.length; ) {
    const length = view.getInt32(at + 4, false) * 2;
    const record = at + 8;
    at = record + length;
    const rings = view.getInt32(record + 36, true);
    const points = view.getInt32(record + 40, true);
    const xy = record + 44 + 4 * rings;
    const parts: { e: number; n: number }[][][] = [];
    for (let r = 0; r < rings; r++) {
      const from = view.getInt32(record + 44 + 4 * r, true);
      const to = r + 1 < rings ? view.getInt32(record + 48 + 4 * r, true) : points;
      const ring: { e: number; n: number }[] = [];
      let twice = 0;
      for (let i = from; i < to; i++) {
        const p = { e: view.getFloat64(xy + 16 * i, true), n: view.getFloat64(xy + 16 * i + 8, true) };
        const last = ring[ring.length - 1] ?? p;
        twice += (p.e - last.e) * (p.n + last.n);
        ring.push(p);
      }
      // Outer rings run clockwise, holes the other way round.
      const part = parts[parts.length - 1];
      if (twice > 0 || part === undefined) parts.push([ring]);
      else part.push(ring);
    }
    polygons.push(parts);
  }
  return polygons;
}

/** What an upload may cost while it is unpacked. Sizes in bytes. */
export interface UnpackLimits {
  uploadBytes: number;
  /** Sum of everything that comes out of the archive, inner archives included. */
  unpackedBytes: number;
  entries: number;
  /** A member that expands further than this (and past 64 MiB) is a bomb; real shapefiles stay below 30. */
  ratio: number;
}

/** What reading may cost. Times in milliseconds, counted only while the reader works, not while its consumer does. */
export interface ReadLimits {
  totalMs: number;
  /** No sign of life for so long: the reader is killed. */
  stallMs: number;
  /** JavaScript heap of the reader, MiB. */
  heapMb: number;
  /** Memory of the GDAL module, MiB; it starts with 512 (virtual). */
  wasmMb: number;
  features: number;
  verticesPerFeature: number;
  /** Issues beyond this number are counted, not listed. */
  issues: number;
}

export const defaultUnpackLimits: UnpackLimits = {
  uploadBytes: 4 * 2 ** 30,
  unpackedBytes: 8 * 2 ** 30,
  entries: 20_000,
  ratio: 200,
};

export const defaultReadLimits: ReadLimits = {
  totalMs: 30 * 60_000,
  stallMs: 120_000,
  heapMb: 512,
  wasmMb: 1536,
  features: 3_000_000,
  verticesPerFeature: 2_000_000,
  issues: 10_000,
};

/** `1.5 GB` for sentences; binary multiples as file managers show them. */
export function humanBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${units[unit]}`;
}

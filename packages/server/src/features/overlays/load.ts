/**
 * What crosses to the kernel's thread: all geometries in one buffer, so that one transfer carries a whole chunk.
 * (Cloning small Buffers one by one would clone the 8 kB pool behind each of them.)
 */
export interface OverlayLoad {
  bytes: Uint8Array<ArrayBuffer>;
  /** Where geometry i begins; one more entry than geometries. Subjects first, then features. */
  offsets: Uint32Array;
  subjects: number;
  features: LoadedFeature[];
}

export interface LoadedFeature {
  kind: string;
  classCode: string;
  netFactor: number;
  label: string;
  /** Indices of the subjects whose box it meets. */
  subjects: number[];
}

/** Packs EWKB geometries (as the driver returns them) into one transferable buffer. */
export function packLoad(
  subjects: readonly Uint8Array[],
  features: readonly (LoadedFeature & { geom: Uint8Array })[],
): OverlayLoad {
  const all = [...subjects, ...features.map(({ geom }) => geom)];
  const offsets = new Uint32Array(all.length + 1);
  let size = 0;
  all.forEach((geometry, i) => {
    size += geometry.length;
    offsets[i + 1] = size;
  });
  const bytes = new Uint8Array(size);
  all.forEach((geometry, i) => {
    bytes.set(geometry, offsets[i]);
  });
  return {
    bytes,
    offsets,
    subjects: subjects.length,
    features: features.map(({ kind, classCode, netFactor, label, subjects: met }) => ({
      kind,
      classCode,
      netFactor,
      label,
      subjects: met,
    })),
  };
}

/** The i-th geometry of a load. */
export function geometryAt(load: OverlayLoad, index: number): Uint8Array {
  return load.bytes.subarray(load.offsets[index], load.offsets[index + 1]);
}

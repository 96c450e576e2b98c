/** Coordinates, areas and overlay: pure computation that runs alike on the server and on the phone. */
export * from './area.ts';
export * from './bbox.ts';
export * from './brands.ts';
export * from './flat.ts';
export * from './geojson.ts';
export * from './geometry-error.ts';
export * from './overlay.ts';
export * from './packed-index.ts';
export * from './projected-area.ts';
export * from './rings.ts';
export * from './round.ts';
export * from './transverse-mercator.ts';
export * from './wkb.ts';
export * from './zones.ts';

/** The map of console and phone: MapLibre behind one door, and the pure helpers its panels are drawn from. */
export { createMap } from './create-map.ts';
export type { ShoutianMap } from './door.ts';
export type { DrawOptions, DrawSession, DrawState } from './edits/draw.ts';
export { applyEdit, diffRing, type Edit, groundOf, invertEdit, type Shape, shapeOf } from './edits/shape.ts';
export type { FitOptions } from './parts/camera.ts';
export type { DivisionProperties } from './parts/helpers.ts';
export type { SnapshotOptions } from './parts/snapshot.ts';
export { tileUrl } from './style/base.ts';
export { type LegendEntry, type LegendGroup, legend, type Swatch, swatchSvg, swatchUri } from './style/legend.ts';
export { type DueState, MARK_ORDER, MARKS, type Mark, markFor, markSvg, type RecordState } from './style/marks.ts';
export { LAND_CLASSES, landClassColour, landClassGroup } from './style/palette.ts';
export type {
  Backdrop,
  BaseKind,
  BaseLayer,
  BaseProperties,
  Bbox,
  Ground,
  LonLat,
  Look,
  MapOptions,
  MarkedCollection,
  MarkedFeature,
  MarkedProperties,
  OverlayLook,
  OverlayProperties,
  OwnPosition,
  Trouble,
  ViewCone,
} from './types.ts';
export { BASE_KINDS } from './types.ts';
export { bboxOf } from './view/bounds.ts';
export { bearingWord, groundAreaM2, labelPlace } from './view/ground.ts';
export { PRINT_SCALES, scaleText } from './view/scale.ts';
export { tianditu } from './view/tianditu.ts';

import type { Map as MapLibreMap } from 'maplibre-gl';
import { addImages } from '../style/images.ts';
import type { Bbox, MapOptions } from '../types.ts';
import { bboxUnion } from '../view/bounds.ts';
import { BaseSet } from './base-set.ts';
import { Camera } from './camera.ts';
import { Frame } from './frame.ts';
import { Helpers } from './helpers.ts';
import { Records } from './records.ts';

/** What exists once the style has loaded. */
export interface Live {
  map: MapLibreMap;
  camera: Camera;
  base: BaseSet;
  records: Records;
  helpers: Helpers;
  frame: Frame;
}

/** Draws the pictures and builds the parts of a map whose style has loaded. */
export function bringToLife(map: MapLibreMap, root: HTMLElement, options: MapOptions): Live {
  const { locale = 'zh', tileBase = location.origin } = options;
  addImages(map);
  const base = new BaseSet(map, tileBase);
  const helpers = new Helpers(map);
  const records = new Records(map, locale);
  return { map, base, helpers, records, camera: new Camera(map), frame: new Frame(map, root, locale) };
}

/** Bounds of what a caller points at: bounds themselves, or the records with these ids; null when none is known. */
export function boxOfTarget({ records }: Live, what: Bbox | readonly string[]): Bbox | null {
  if (isBbox(what)) return what;
  const boxes = what.flatMap((id) => {
    const record = records.store.get(id);
    return record ? [record.bbox] : [];
  });
  return boxes.length > 0 ? boxes.reduce(bboxUnion) : null;
}

function isBbox(what: Bbox | readonly string[]): what is Bbox {
  return typeof what[0] === 'number';
}

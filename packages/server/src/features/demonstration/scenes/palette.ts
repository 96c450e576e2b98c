import type { Colour } from './canvas.ts';

/** What a photo of the demonstration shows. */
export type View =
  | 'shed'
  | 'house'
  | 'yard'
  | 'greenhouse'
  | 'pond'
  | 'saplings'
  | 'road'
  | 'field'
  | 'ploughed'
  | 'crop'
  | 'works'
  | 'rubble'
  | 'soil';

export const sky: Colour = [176, 202, 218];
export const haze: Colour = [221, 228, 224];
export const concrete: Colour = [186, 182, 170];
export const earth: Colour = [124, 88, 58];
export const dark: Colour = [92, 62, 40];
export const green: Colour = [104, 138, 70];
export const leaf: Colour = [74, 112, 52];
export const water: Colour = [96, 128, 138];

import type { BaseLayer } from '../types.ts';
import { scaleText } from '../view/scale.ts';

export interface StatusParts {
  denominator: number;
  layers: readonly BaseLayer[];
  attribution?: string | undefined;
  watermark?: string | undefined;
}

/**
 * The line under the map in two parts: what is drawn (CRS, scale, versions), and whose it is (source of the backdrop, who
 * looks at it). On a narrow map they stand below each other and the versions are cut first.
 */
export function statusLines(parts: StatusParts): readonly [drawn: string, whose: string] {
  const versions = parts.layers.filter((l) => l.visible && l.version).map((l) => `${l.label} ${l.version}`);
  const line = (words: readonly (string | undefined)[]) => words.filter(Boolean).join(' · ');
  return [line(['CGCS2000', scaleText(parts.denominator), ...versions]), line([parts.attribution, parts.watermark])];
}

/** The same in one line, for paper. */
export function statusText(parts: StatusParts): string {
  return statusLines(parts).filter(Boolean).join(' · ');
}

import type { BaseLayer } from '../types.ts';
import { scaleText } from '../view/scale.ts';

/** Line under the map: CRS, scale, versions of what is drawn, source of the backdrop, who looks at it. */
export function statusText(parts: {
  denominator: number;
  layers: readonly BaseLayer[];
  attribution?: string | undefined;
  watermark?: string | undefined;
}): string {
  const versions = parts.layers.filter((l) => l.visible && l.version).map((l) => `${l.label} ${l.version}`);
  return ['CGCS2000', scaleText(parts.denominator), ...versions, parts.attribution, parts.watermark]
    .filter(Boolean)
    .join(' · ');
}

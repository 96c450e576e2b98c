import type { BaseKind, BaseLayer, Locale } from '../types.ts';
import { DASHES } from './base.ts';
import { MARK_ORDER, MARKS, type Mark, markPath } from './marks.ts';
import { LAND_CLASSES, PALETTE, withAlpha } from './palette.ts';

/** What a legend swatch looks like; the same values the map draws with. */
export interface Swatch {
  fill?: string;
  stroke: string;
  strokeWidth: number;
  /** Dash lengths in px. */
  dash?: readonly number[];
  hatch?: string;
  /** A state's shape instead of a patch. */
  mark?: Mark;
}

export interface LegendEntry {
  id: string;
  label: string;
  swatch: Swatch;
  count?: number;
}

/** One row of the layer panel with what it explains; the panel is the legend. */
export interface LegendGroup {
  id: string;
  label: string;
  kind: 'records' | BaseKind;
  version?: string;
  visible: boolean;
  /** Sum of the entries' counts, for records. */
  count?: number;
  /** Swatch of the row itself; land classes explain themselves through their entries. */
  swatch?: Swatch;
  entries: LegendEntry[];
}

/** Swatch of a layer kind; null for land classes, which have one each. */
export function kindSwatch(kind: BaseKind): Swatch | null {
  switch (kind) {
    case 'landClass':
      return null;
    case 'facilityAgriLand':
      return {
        fill: withAlpha(PALETTE.facility, 0.12),
        stroke: PALETTE.facility,
        strokeWidth: 1.5,
        hatch: PALETTE.facility,
      };
    case 'permanentBasicFarmland':
      return { fill: withAlpha(PALETTE.pbf, 0.12), stroke: PALETTE.pbf, strokeWidth: 1.5, hatch: PALETTE.pbf };
    case 'approvedLand':
      return line(PALETTE.approved, DASHES.approvedLand);
    case 'urbanGrowthBoundary':
      return line(PALETTE.urban, DASHES.urbanGrowthBoundary);
    case 'ecoRedLine':
      return line(PALETTE.eco, DASHES.ecoRedLine);
    case 'division':
      return line(PALETTE.inkMap, [4, 1.5, 1, 1.5]);
  }
}

/** Swatch of a state: its shape, or the dashed patch of ended records. */
export function markSwatch(mark: Mark): Swatch {
  const { colour, dashed } = MARKS[mark];
  if (dashed) return { fill: withAlpha(colour, 0.2), stroke: colour, strokeWidth: 1.6, dash: [3, 2] };
  return { stroke: colour, strokeWidth: 1.6, mark };
}

const line = (stroke: string, dash: readonly number[]): Swatch => ({
  stroke,
  strokeWidth: 1.7,
  dash: dash.map((d) => d * 1.1),
});

/**
 * Rows of the layer panel: the records by state (when counts are given), then the base layers from the top down.
 * @param options.counts records by mark; marks without a count are left out
 */
export function legend(
  layers: readonly BaseLayer[],
  options: { counts?: Partial<Record<Mark, number>>; recordsLabel?: string; locale?: Locale } = {},
): LegendGroup[] {
  const { counts, locale = 'zh', recordsLabel } = options;
  const groups: LegendGroup[] = [];
  if (counts) {
    const entries = MARK_ORDER.flatMap((mark): LegendEntry[] => {
      const count = counts[mark];
      const label = locale === 'zh' ? MARKS[mark].label : MARKS[mark].labelEn;
      return count === undefined ? [] : [{ id: mark, label, swatch: markSwatch(mark), count }];
    });
    const count = entries.reduce((sum, entry) => sum + (entry.count ?? 0), 0);
    const label = recordsLabel ?? (locale === 'zh' ? '问题与图斑' : 'Problems and clues');
    groups.push({ id: 'records', label, kind: 'records', visible: true, count, entries });
  }
  for (const layer of layers) groups.push(layerGroup(layer, locale));
  return groups;
}

function layerGroup(layer: BaseLayer, locale: Locale): LegendGroup {
  const swatch = kindSwatch(layer.kind);
  const classes = LAND_CLASSES.map((group): LegendEntry => {
    const label = locale === 'zh' ? group.label : group.labelEn;
    return { id: group.id, label, swatch: { fill: group.colour, stroke: PALETTE.parcelLine, strokeWidth: 1 } };
  });
  return {
    id: `${layer.kind}:${layer.versionId}`,
    label: layer.label,
    kind: layer.kind,
    visible: layer.visible,
    entries: swatch ? [] : classes,
    ...(swatch ? { swatch } : {}),
    ...(layer.version ? { version: layer.version } : {}),
  };
}

/** A swatch as SVG text, `width` × `height` px. */
export function swatchSvg(swatch: Swatch, width = 18, height = 13): string {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">`;
  if (swatch.mark) {
    const size = Math.min(width, height, 12);
    const shift = `translate(${(width - size) / 2} ${(height - size) / 2}) scale(${size / 12})`;
    return `${open}<path transform="${shift}" fill="${swatch.stroke}" fill-rule="evenodd" d="${markPath(MARKS[swatch.mark].shape)}"/></svg>`;
  }
  const inset = swatch.strokeWidth / 2 + 0.2;
  const box = `x="${inset}" y="${inset}" width="${width - 2 * inset}" height="${height - 2 * inset}"`;
  const dash = swatch.dash ? ` stroke-dasharray="${swatch.dash.map((d) => +d.toFixed(2)).join(' ')}"` : '';
  const lines = Array.from(
    { length: Math.ceil((width + height) / 5) },
    (_, i) => `M${i * 5} 0L${i * 5 - height} ${height}`,
  );
  const hatch = swatch.hatch
    ? `<path d="${lines.join('')}" stroke="${swatch.hatch}" stroke-opacity=".6" fill="none"/>`
    : '';
  return `${open}<rect ${box} fill="${swatch.fill ?? 'none'}"/>${hatch}<rect ${box} fill="none" stroke="${swatch.stroke}" stroke-width="${swatch.strokeWidth}"${dash}/></svg>`;
}

/** A swatch as a `data:` address for an `img`. */
export function swatchUri(swatch: Swatch, width?: number, height?: number): string {
  return `data:image/svg+xml,${encodeURIComponent(swatchSvg(swatch, width, height))}`;
}

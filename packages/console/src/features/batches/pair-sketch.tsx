import type { PolygonGeometry } from '@shoutian/domain/api';
import { formatMu } from '@shoutian/domain/format';
import { useTexts } from '../../i18n/texts.ts';
import { batchTexts } from './texts.ts';

type Rings = readonly (readonly (readonly number[])[])[];

const WIDTH = 348;
const HEIGHT = 104;
const MARGIN = 12;

const polygonsOf = (geometry: PolygonGeometry): readonly Rings[] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

export interface PairSketchProps {
  mine: PolygonGeometry | null;
  other: PolygonGeometry | null;
  overlapM2: number;
}

/** Both outlines at one scale, north up: without them nobody may merge. */
export function PairSketch({ mine, other, overlapM2 }: PairSketchProps) {
  const t = useTexts(batchTexts);
  const shapes = [mine, other].flatMap((geometry) => (geometry === null ? [] : [geometry]));
  const points = shapes.flatMap((geometry) => polygonsOf(geometry).flat(2));
  if (points.length === 0) return <div className="st-batch-sketch st-batch-sketch-none">{t('noShape')}</div>;
  const lons = points.map((point) => point[0] ?? 0);
  const lats = points.map((point) => point[1] ?? 0);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  // A degree of longitude is shorter by the cosine of the latitude; at a parcel's size nothing else matters.
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / Math.max((east - west) * squeeze, 1e-9),
    (HEIGHT - 2 * MARGIN) / Math.max(north - south, 1e-9),
  );
  const [left, top] = [(WIDTH - (east - west) * squeeze * scale) / 2, (HEIGHT - (north - south) * scale) / 2];
  const at = (point: readonly number[]): string =>
    `${(left + ((point[0] ?? 0) - west) * squeeze * scale).toFixed(1)} ${(top + (north - (point[1] ?? 0)) * scale).toFixed(1)}`;
  const path = (geometry: PolygonGeometry): string =>
    polygonsOf(geometry)
      .flatMap((rings) => rings.map((ring) => `M${ring.map(at).join('L')}Z`))
      .join('');
  const label = t('overlapArea', { mu: formatMu(overlapM2) });
  return (
    <svg className="st-batch-sketch" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {other !== null && <path className="st-batch-path-other" d={path(other)} fillRule="evenodd" />}
      {mine !== null && <path className="st-batch-path-mine" d={path(mine)} fillRule="evenodd" />}
      {overlapM2 > 0 && (
        <text x={WIDTH / 2} y={HEIGHT / 2} dominantBaseline="middle" textAnchor="middle">
          {label}
        </text>
      )}
    </svg>
  );
}

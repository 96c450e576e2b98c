import type { PolygonGeometry } from '@shoutian/domain/api';
import { useTexts } from '../i18n/texts.ts';
import { partTexts } from './texts.ts';

/** Outline of a parcel as a small picture: drawn from the shape itself, so it needs no tiles and no signal. */
export function ParcelThumb({ geometry, size = 84 }: { geometry: PolygonGeometry | null; size?: number }) {
  const t = useTexts(partTexts);
  const rings =
    geometry === null ? [] : geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
  const points = rings.flat();
  const style = { width: size, height: size, borderRadius: 6, flex: 'none', background: '#efe2b0' } as const;
  const lons = points.map((point) => point[0] ?? 0);
  const lats = points.map((point) => point[1] ?? 0);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const span = Math.max((east - west) * squeeze, north - south) || 1;
  const scale = 60 / span;
  const x = (lon: number) => 42 + (lon - (west + east) / 2) * squeeze * scale;
  const y = (lat: number) => 42 - (lat - (south + north) / 2) * scale;
  const path = rings
    .map((ring) => `M${ring.map((p) => `${x(p[0] ?? 0).toFixed(1)} ${y(p[1] ?? 0).toFixed(1)}`).join('L')}Z`)
    .join('');
  return (
    <svg viewBox="0 0 84 84" style={style} role="img" aria-label={t('parcel')}>
      <path
        d="M0 22c28-9 56 6 84-4M0 62c30 8 58-8 84 2M20 0c6 30-6 56 4 84M64 0c-6 30 8 54 0 84"
        stroke="#cdbf8d"
        fill="none"
      />
      {points.length === 0 && (
        <path
          d="M42 66s16-17 16-29a16 16 0 10-32 0c0 12 16 29 16 29zM42 43a6 6 0 100-12 6 6 0 000 12z"
          fill="#0b57d0"
          fillRule="evenodd"
          stroke="#fff"
          strokeWidth="3"
        />
      )}
      {points.length > 2 && (
        <>
          <path d={path} fill="none" stroke="#fff" strokeWidth="7" strokeLinejoin="round" />
          <path
            d={path}
            fill="#0b57d0"
            fillOpacity="0.18"
            stroke="#0b57d0"
            strokeWidth="3"
            strokeLinejoin="round"
            fillRule="evenodd"
          />
        </>
      )}
    </svg>
  );
}

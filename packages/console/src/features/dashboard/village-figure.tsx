import { type Dashboard, listBoundaries, type OutputOf } from '@shoutian/domain/api';
import { flatFromGeoJson, labelPoint, metresPerDegree } from '@shoutian/domain/geo';
import { useMemo } from 'react';
import { useCan, useEndpoint, useGo, useScope } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { texts } from './texts.ts';

type Boundary = OutputOf<typeof listBoundaries>['rows'][number];
type Place = [x: number, y: number];

const W = 460;
const H = 330;
const PAD = 12;
/** Wheat to earth: five steps, light to dark; the number stands on each, so the colour is never alone. */
const SHADES = ['#fbf6e6', '#f2dfae', '#e6bd62', '#d18f2f', '#b8651b'];

interface Drawn {
  code: string;
  name: string;
  path: string;
  label: Place;
}

/** Villages as paths in one picture, north up, metres alike both ways. */
function draw(rows: readonly Boundary[]): Drawn[] {
  const shapes = rows.flatMap((row) =>
    row.geometry === null ? [] : [{ ...row, geometry: row.geometry, flat: flatFromGeoJson(row.geometry) }],
  );
  if (shapes.length === 0) return [];
  const box = shapes.reduce<[number, number, number, number]>(
    (sum, { flat }) => [
      Math.min(sum[0], flat.bbox[0]),
      Math.min(sum[1], flat.bbox[1]),
      Math.max(sum[2], flat.bbox[2]),
      Math.max(sum[3], flat.bbox[3]),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
  const scale = metresPerDegree((box[1] + box[3]) / 2);
  const [width, height] = [(box[2] - box[0]) * scale.lon, (box[3] - box[1]) * scale.lat];
  const k = Math.min((W - 2 * PAD) / width, (H - 2 * PAD) / height);
  const place = (lon: number, lat: number): Place => [
    W / 2 + (lon - (box[0] + box[2]) / 2) * scale.lon * k,
    H / 2 - (lat - (box[1] + box[3]) / 2) * scale.lat * k,
  ];
  return shapes.map(({ code, name, geometry, flat }) => {
    const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    const path = parts
      .flat()
      .map(
        (ring) =>
          `M${ring
            .map(([lon = 0, lat = 0]) =>
              place(lon, lat)
                .map((n) => n.toFixed(1))
                .join(' '),
            )
            .join('L')}Z`,
      )
      .join('');
    const [lon, lat] = labelPoint(flat);
    return { code, name, path, label: place(lon, lat) };
  });
}

/** 各村底数 as a map: shade by number, the number and what is overdue written on it; a village opens its rows. */
export function VillageFigure({ groups, paper = false }: { groups: Dashboard['byVillage']; paper?: boolean }) {
  const t = useTexts(texts);
  const go = useGo();
  const scope = useScope();
  const boundaries = useEndpoint(listBoundaries, {}, { enabled: useCan('division.read'), staleMs: 600_000 });
  const rows = boundaries.data?.rows;
  const drawn = useMemo(
    () => draw((rows ?? []).filter((row) => row.level === 'village' && row.code.startsWith(scope.code))),
    [rows, scope.code],
  );
  if (drawn.length === 0) return <p className="st-note">{t('noBoundary')}</p>;
  // Two of two is not many: the darkest shade starts at five.
  const most = Math.max(5, ...groups.map((group) => group.count));
  // Beyond some forty names they would lie over each other; the table beside has them all.
  const named = drawn.length <= 40;
  return (
    <svg viewBox={`0 0 ${W} ${H}`} className="st-figure" role={paper ? 'img' : 'group'} aria-label={t('villages')}>
      {drawn.map((village) => {
        const group = groups.find((one) => one.key === village.code);
        const n = group?.count ?? 0;
        const shade = n === 0 ? '#fff' : (SHADES[Math.min(4, Math.floor((n / most) * 4.999))] ?? '#fff');
        const [x, y] = village.label;
        const tip = t('villageTip', { name: village.name, n, late: group?.overdue ?? 0, off: group?.writtenOff ?? 0 });
        return (
          <a
            key={village.code}
            href={`/problems?division=${village.code}`}
            aria-label={tip}
            onClick={(event) => {
              event.preventDefault();
              go(`/problems?division=${village.code}`);
            }}
          >
            <title>{tip}</title>
            <path d={village.path} fill={shade} className="st-fig-village" />
            {named && (
              <>
                <text x={x} y={y - 3} className="st-fig-name">
                  {village.name}
                </text>
                <text x={(group?.overdue ?? 0) > 0 ? x - 16 : x} y={y + 12} className="st-fig-name">
                  {n} {t('cases')}
                </text>
                {(group?.overdue ?? 0) > 0 && (
                  <>
                    <rect x={x + 4} y={y + 1} width="32" height="14" rx="2" className="st-fig-late" />
                    <text x={x + 20} y={y + 12} className="st-fig-late-words">
                      {t('late', { n: group?.overdue ?? 0 })}
                    </text>
                  </>
                )}
              </>
            )}
          </a>
        );
      })}
    </svg>
  );
}

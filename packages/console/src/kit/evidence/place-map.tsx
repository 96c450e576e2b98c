import type { PhotoView, PolygonGeometry } from '@shoutian/domain/api';
import type { Mark, ShoutianMap } from '@shoutian/map';
import { useEffect, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { GroundMap } from '../map/ground-map.tsx';
import { besideMiddle, nearestPoint, nearLine, tipOf } from './near-line.ts';
import { wantsLook } from './reasons.tsx';
import { evidenceTexts } from './texts.ts';

/** What the map needs of a photo. */
export type PlacedPhoto = Pick<PhotoView, 'id' | 'lng' | 'lat' | 'bearingDeg' | 'distanceM' | 'stage' | 'checks'> & {
  label: string;
};

export interface PlaceMapProps {
  id: string;
  /** The parcel; null leaves the photo points alone. */
  geometry: PolygonGeometry | null;
  /** Where the record is known as a point alone. */
  point?: readonly [number, number] | null;
  photos: readonly PlacedPhoto[];
  picked: string | null;
  onPick: (id: string) => void;
  /** Limit of the photo rule in metres; null draws no line. */
  nearM: number | null;
}

/** 前 is amber, 后 green, 请看 red: the three of the legend; state and colour of the map's own marks. */
function markOf(photo: Pick<PlacedPhoto, 'stage' | 'checks'>): Mark {
  if (photo.checks.some((check) => check.id === 'E04' && wantsLook(check))) return 'overdue';
  return photo.stage === 'after' || photo.stage === 'lookBack'
    ? 'finished'
    : photo.stage === 'before'
      ? 'dueSoon'
      : 'active';
}

/** Photo points with their view cones round one parcel, and the line of the distance rule. */
export function PlaceMap({ id, geometry, point = null, photos, picked, onPick, nearM }: PlaceMapProps) {
  const t = useTexts(evidenceTexts);
  const [map, setMap] = useState<ShoutianMap | null>(null);
  useEffect(() => {
    if (map === null) return;
    const placed = photos.flatMap((photo) =>
      photo.lng === null || photo.lat === null ? [] : [{ ...photo, at: [photo.lng, photo.lat] as const }],
    );
    map.setViewCones(
      placed.map(({ id: key, at, bearingDeg, checks }) => ({
        id: key,
        lonLat: at,
        bearingDeg,
        warn: checks.some(wantsLook),
      })),
    );
    // A clue known as a point alone stands among the photos as what it is.
    const record =
      geometry === null && point !== null
        ? [{ id: 'record', at: point, label: '', stage: 'scene' as const, checks: [] }]
        : [];
    map.setFeatures('photos', {
      type: 'FeatureCollection',
      features: [...record, ...placed].map((photo) => ({
        type: 'Feature',
        properties: { id: photo.id, no: photo.label, mark: markOf(photo), title: photo.label },
        geometry: { type: 'Point', coordinates: [...photo.at] },
      })),
    });
    const line = geometry === null || nearM === null ? [] : nearLine(geometry, nearM);
    const far = placed.flatMap(({ at, distanceM, checks }) => {
      if (geometry === null || !distanceM || !checks.some((check) => check.id === 'E04' && wantsLook(check))) return [];
      return [{ at, edge: nearestPoint(geometry, at), label: `${Math.round(distanceM)} m` }];
    });
    // The limit is named at the top of its ring, or at the foot where a measured distance runs north.
    const south = far.some(({ at, edge }) => at[1] > edge[1] && besideMiddle(at, edge).anchor === 'left');
    const tip = tipOf(line, south);
    map.setOverlay('near', {
      type: 'FeatureCollection',
      features: [
        ...line.map((coordinates) => ({
          type: 'Feature' as const,
          properties: { look: 'limit' as const },
          geometry: { type: 'LineString' as const, coordinates },
        })),
        ...(tip === null
          ? []
          : [
              {
                type: 'Feature' as const,
                properties: {
                  look: 'limit' as const,
                  label: t('near', { n: nearM ?? 0 }),
                  anchor: south ? ('top' as const) : ('bottom' as const),
                },
                geometry: { type: 'Point' as const, coordinates: tip },
              },
            ]),
      ],
    });
    map.setOverlay('far', {
      type: 'FeatureCollection',
      features: far.flatMap(({ at, edge, label }) => {
        const beside = besideMiddle(at, edge);
        return [
          {
            type: 'Feature' as const,
            properties: { look: 'measure' as const },
            geometry: { type: 'LineString' as const, coordinates: [[...at], edge] },
          },
          {
            type: 'Feature' as const,
            properties: { look: 'measure' as const, label, anchor: beside.anchor },
            geometry: { type: 'Point' as const, coordinates: beside.at },
          },
        ];
      }),
    });
    map.setOverlay(
      'parcel',
      geometry === null
        ? null
        : { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { look: 'outline' }, geometry }] },
    );
    const known = geometry === null && point !== null ? [point] : [];
    const points = [...known, ...placed.map(({ at }) => at)].map((at) => ({
      type: 'Point' as const,
      coordinates: [...at],
    }));
    void import('@shoutian/map').then(({ bboxOf }) => {
      const lines = line.map((coordinates) => ({ type: 'LineString' as const, coordinates }));
      const box = bboxOf(geometry === null ? points : [geometry, ...lines, ...points]);
      if (box !== null) void map.ready.then(() => map.fitTo(box, { fly: false, padding: 34, maxZoom: 19 }));
    });
  }, [map, photos, geometry, point, nearM, t]);
  useEffect(() => map?.select(picked), [map, picked]);
  useEffect(() => map?.onPick((key) => key !== null && onPick(key)), [map, onPick]);
  return <GroundMap id={id} label={t('mapLabel')} onMap={setMap} />;
}

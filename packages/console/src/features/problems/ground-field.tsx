import { type PolygonGeometry, tryOverlay } from '@shoutian/domain/api';
import type { DrawSession, DrawState, ShoutianMap } from '@shoutian/map';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useAct, useCan } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { AreaText, GroundMap, Icon, muText, Toned } from '../../kit/index.ts';
import { type Ground, parseGround } from './parse-ground.ts';
import { newTexts } from './texts-new.ts';

export interface GroundFieldProps {
  value: Ground | null;
  onChange: (value: Ground | null) => void;
  /** Village the ground lies in by the boundaries, once it is known. */
  onVillage?: (code: string, name: string) => void;
  /** Outline that stands until now: it stays in sight and only a polygon can take its place. */
  earlier?: PolygonGeometry | null;
  /** A place without an outline will not do. */
  polygonOnly?: boolean;
}

/** Ground drawn on a map of its own, set as a point, or pasted; says at once what lies under it. */
export function GroundField({
  value,
  onChange,
  onVillage,
  earlier,
  polygonOnly = earlier !== undefined,
}: GroundFieldProps) {
  const t = useTexts(newTexts);
  const [map, setMap] = useState<ShoutianMap | null>(null);
  const [session, setSession] = useState<DrawSession | null>(null);
  const [drawing, setDrawing] = useState<DrawState | null>(null);
  const [pasting, setPasting] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const may = useCan('layer.read');
  const hand = useRef({ onChange, onVillage });
  hand.current = { onChange, onVillage };
  const look = useAct(tryOverlay, {
    onDone: ({ village }) => village !== null && hand.current.onVillage?.(village.code, village.name),
  });
  const ask = look.mutate;
  const newMark = t('newMark');
  useEffect(
    () =>
      map?.onDrawEnd((geometry) => {
        setSession(null);
        setDrawing(null);
        if (geometry === null) return;
        if (geometry.type === 'Point') {
          const [lon = 0, lat = 0] = geometry.coordinates;
          hand.current.onChange({ kind: 'point', point: [lon, lat] });
        } else hand.current.onChange({ kind: 'polygon', geometry });
      }),
    [map],
  );
  useEffect(() => {
    if (map === null) return;
    map.setFeatures('own', {
      type: 'FeatureCollection',
      features:
        value === null || session !== null
          ? []
          : [
              {
                type: 'Feature',
                properties: { id: 'own', no: newMark, mark: 'active' },
                geometry: value.kind === 'point' ? { type: 'Point', coordinates: value.point } : value.geometry,
              },
            ],
    });
  }, [map, value, session, newMark]);
  useEffect(() => {
    if (value?.kind === 'polygon' && may) ask({ body: { geometry: value.geometry } });
  }, [value, may, ask]);
  useEffect(() => {
    if (map === null || earlier === undefined || earlier === null) return;
    map.setOverlay('earlier', {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { look: 'outline' }, geometry: earlier }],
    });
    void import('@shoutian/map').then(({ bboxOf }) => {
      const bounds = bboxOf([earlier]);
      if (bounds !== null) void map.ready.then(() => map.fitTo(bounds, { fly: false, padding: 60, maxZoom: 18 }));
    });
  }, [map, earlier]);
  const start = (kind: 'polygon' | 'point' | 'edit') => {
    setPasting(null);
    const begun =
      kind === 'edit' ? (value?.kind === 'polygon' ? map?.startEdit(value.geometry) : null) : map?.startDraw(kind);
    if (begun === null || begun === undefined) return;
    setSession(begun);
    setDrawing(begun.state());
    begun.onChange(setDrawing);
  };
  const take = () => {
    const parsed = parseGround(pasting ?? '');
    if (parsed.kind === 'bad') return setTrouble(t(parsed.why));
    if (polygonOnly && parsed.kind === 'point') return setTrouble(t('twoCorners'));
    setTrouble(null);
    setPasting(null);
    onChange(parsed);
    const box = parsed.kind === 'point' ? { type: 'Point' as const, coordinates: parsed.point } : parsed.geometry;
    void import('@shoutian/map').then(({ bboxOf }) => {
      const bounds = bboxOf([box]);
      if (bounds !== null) map?.fitTo(bounds, { maxZoom: 16 });
    });
  };
  const result = look.data;
  return (
    <div className="st-col">
      <div className="st-draw-map">
        <GroundMap id="problems" label={t('mapLabel')} onMap={setMap} home={!earlier} />
        <div className="st-draw-tools">
          {session === null ? (
            <>
              <Button size="small" icon={<Icon name="edit" size={14} />} onClick={() => start('polygon')}>
                {value === null ? t('drawPolygon') : t('redraw')}
              </Button>
              {value?.kind === 'polygon' && (
                <Button size="small" onClick={() => start('edit')}>
                  {t('editShape')}
                </Button>
              )}
              {!polygonOnly && (
                <Button size="small" icon={<Icon name="place" size={14} />} onClick={() => start('point')}>
                  {t('drawPoint')}
                </Button>
              )}
              <Button size="small" onClick={() => setPasting(pasting === null ? '' : null)}>
                {t('paste')}
              </Button>
            </>
          ) : (
            <>
              <Button size="small" type="primary" disabled={drawing?.problem !== null} onClick={() => session.finish()}>
                {t('finish')}
              </Button>
              <Button size="small" disabled={!drawing?.canUndo} onClick={() => session.undo()}>
                {t('undo')}
              </Button>
              <Button size="small" onClick={() => session.cancel()}>
                {t('drop')}
              </Button>
            </>
          )}
        </div>
      </div>
      {pasting !== null && (
        <div className="st-col">
          <Input.TextArea
            rows={4}
            value={pasting}
            aria-label={t('paste')}
            placeholder={t('pasteHint')}
            onChange={(event) => setPasting(event.target.value)}
          />
          <div className="st-row">
            {trouble !== null && <span className="st-tone-red st-grow">{trouble}</span>}
            <Button size="small" className="st-end" onClick={take}>
              {t('useText')}
            </Button>
          </div>
        </div>
      )}
      <div className="st-second" aria-live="polite">
        {session !== null && drawing !== null ? (
          drawing.corners === 0 ? (
            t('drawHint')
          ) : (
            <>
              {t('drawn', { mu: drawing.mu, n: drawing.corners })}{' '}
              {drawing.problem !== null && drawing.corners > 2 && <Toned tone="red">{drawing.problem}</Toned>}
            </>
          )
        ) : value === null ? (
          t(polygonOnly ? 'outlineNeeded' : 'nothingYet')
        ) : value.kind === 'point' ? (
          t('pointSet', { lon: value.point[0].toFixed(6), lat: value.point[1].toFixed(6) })
        ) : look.isPending ? (
          t('asking')
        ) : result === undefined ? null : result.landClasses === null ? (
          t('underNone')
        ) : (
          <>
            <AreaText m2={result.subjectM2} strong unit /> ·{' '}
            {t('under', {
              farm: muText(result.farmGrossM2 ?? 0),
              pbf: muText(result.pbfM2 ?? 0),
              village: result.village?.name ?? '—',
            })}
          </>
        )}
      </div>
    </div>
  );
}

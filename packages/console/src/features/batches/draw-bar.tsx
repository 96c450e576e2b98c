import { addDraft, type DraftRow, type InputOf } from '@shoutian/domain/api';
import type { ShoutianMap } from '@shoutian/map';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useAct } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { batchTexts } from './texts.ts';

type Session = NonNullable<ReturnType<ShoutianMap['startDraw']>>;
type State = ReturnType<Session['state']>;

export interface DrawBarProps {
  batchId: string;
  map: ShoutianMap;
  kind: 'polygon' | 'point';
  onEnd: (row: DraftRow | null) => void;
}

/** Draws one clue on the map and asks the little that a hand-drawn one needs; the same checks follow. */
export function DrawBar({ batchId, map, kind, onEnd }: DrawBarProps) {
  const t = useTexts(batchTexts);
  const session = useRef<Session | null>(null);
  const [state, setState] = useState<State | null>(null);
  const [shape, setShape] = useState<State['geometry']>(null);
  const [words, setWords] = useState({ monitorNo: '', locationText: '', remark: '' });
  const add = useAct(addDraft, { onDone: (row) => onEnd(row) });
  useEffect(() => {
    const drawing = map.startDraw(kind);
    session.current = drawing;
    if (drawing === null) return;
    setState(drawing.state());
    const stop = drawing.onChange(setState);
    const ended = map.onDrawEnd((geometry) => setShape(geometry));
    return () => {
      stop();
      ended();
      session.current?.cancel();
      session.current = null;
    };
  }, [map, kind]);
  const ground = shape ?? state?.geometry ?? null;
  const send = () => {
    const done = shape ?? session.current?.finish() ?? null;
    if (done === null) return;
    const body: InputOf<typeof addDraft>['body'] = {
      geometry: done.type === 'Point' ? null : { type: done.type, coordinates: done.coordinates as never },
      point: done.type === 'Point' ? [done.coordinates[0] ?? 0, done.coordinates[1] ?? 0] : null,
      locationText: words.locationText,
      remark: words.remark,
      ...(words.monitorNo.trim() === '' ? {} : { monitorNo: words.monitorNo }),
    };
    add.mutate({ params: { id: batchId }, body });
  };
  const put = (part: Partial<typeof words>) => setWords({ ...words, ...part });
  return (
    <section className="st-batch-draw" aria-label={t(kind === 'point' ? 'drawPoint' : 'draw')}>
      <div className="st-row" aria-live="polite">
        <span className="st-grow">{state?.problem ?? t(kind === 'point' ? 'pointing' : 'drawing')}</span>
        {state !== null && state.areaM2 > 0 && <b className="st-num">{t('drawnArea', { mu: state.mu })}</b>}
      </div>
      <div className="st-batch-draw-fields">
        <Input
          placeholder={t('monitorNo')}
          aria-label={t('monitorNo')}
          value={words.monitorNo}
          maxLength={60}
          onChange={(event) => put({ monitorNo: event.target.value })}
        />
        <Input
          placeholder={t('locationHint')}
          aria-label={t('location')}
          value={words.locationText}
          maxLength={120}
          onChange={(event) => put({ locationText: event.target.value })}
        />
        <Input
          placeholder={t('remark')}
          aria-label={t('remark')}
          value={words.remark}
          maxLength={300}
          onChange={(event) => put({ remark: event.target.value })}
        />
      </div>
      <div className="st-row">
        <Button
          size="small"
          disabled={state?.canUndo !== true || shape !== null}
          onClick={() => session.current?.undo()}
        >
          {t('undoDraw')}
        </Button>
        <Button size="small" onClick={() => onEnd(null)}>
          {t('cancelDraw')}
        </Button>
        <Button
          size="small"
          type="primary"
          className="st-end"
          loading={add.isPending}
          disabled={ground === null || (state?.problem ?? null) !== null}
          onClick={send}
        >
          {t('addDrawn')}
        </Button>
      </div>
    </section>
  );
}

import { clueShapes, problemShapes } from '@shoutian/domain/api';
import type { ShoutianMap } from '@shoutian/map';
import { Segmented } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useEndpoint, useScope } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Go, GroundMap, isStateId, type RecordShape, StateTag, useRecords } from '../../kit/index.ts';
import { texts } from './texts.ts';

export interface AreaMapProps {
  /** Ids of the due rows: what 待办 shows. */
  todo: ReadonlySet<string>;
  selected: string | null;
  onSelect: (id: string) => void;
  onMap: (map: ShoutianMap | null) => void;
}

const openProblems = [
  'registered',
  'rectifying',
  'writeOffRequested',
  'townReview',
  'countyReview',
  'reopened',
  'suspended',
] as const;
const openClues = ['registered', 'dispatched', 'reported'] as const;

/** The area with its open problems and clues; a picked parcel is the row of the table, and the other way round. */
export function AreaMap({ todo, selected, onSelect, onMap }: AreaMapProps) {
  const t = useTexts(texts);
  const scope = useScope();
  const [map, setMap] = useState<ShoutianMap | null>(null);
  const [all, setAll] = useState(false);
  const problems = useEndpoint(
    problemShapes,
    { query: { division: [scope.code], state: [...openProblems] } },
    { keep: true },
  );
  const clues = useEndpoint(clueShapes, { query: { division: [scope.code], state: [...openClues] } }, { keep: true });
  const every = useMemo<readonly (RecordShape & { kind: 'problem' | 'clue' })[]>(
    () => [
      ...(clues.data?.features ?? []).map((one) => ({ ...one, kind: 'clue' as const })),
      ...(problems.data?.features ?? []).map((one) => ({ ...one, kind: 'problem' as const })),
    ],
    [problems.data, clues.data],
  );
  const due = useMemo(() => every.filter((one) => todo.has(one.id)), [every, todo]);
  // With nothing to do the map shows what there is: an empty map would say that there is no ground.
  const shown = all || due.length === 0 ? every : due;
  const counts = useRecords(map, 'desk', problems.data === undefined ? undefined : shown);
  const there = useRef<string | null>(null);
  useEffect(() => {
    onMap(map);
    return map?.onPick((id) => {
      if (id === null) return;
      there.current = id;
      onSelect(id);
    });
  }, [map, onMap, onSelect]);
  useEffect(() => {
    if (map === null || shown.length === 0) return;
    const fly = selected !== null && selected !== there.current;
    there.current = selected;
    void map.ready.then(() => map.select(selected, { fly }));
  }, [map, selected, shown]);
  const picked = every.find((one) => one.id === selected);
  const state = picked?.kind === 'problem' && picked.state === 'registered' ? 'problemRegistered' : picked?.state;
  return (
    <Card
      title={t('mapTitle', { place: scope.label })}
      flush
      className="st-desk-map"
      extra={
        <>
          <Segmented
            className="st-seg"
            value={all || due.length === 0 ? 'all' : 'todo'}
            onChange={(value) => setAll(value === 'all')}
            options={[
              { value: 'todo', label: t('mapTodo', { n: due.length }), disabled: due.length === 0 },
              { value: 'all', label: t('mapAll', { n: every.length }) },
            ]}
          />
          <Go to="/problems">{t('toLedger')}</Go>
        </>
      }
    >
      <GroundMap id="desk" label={t('mapLabel', { place: scope.label })} onMap={setMap} counts={counts} home>
        {picked !== undefined && (
          <div className="st-col" aria-live="polite">
            <div className="st-row st-wrap">
              <b>{picked.no}</b>
              <span>{picked.title}</span>
              {state !== undefined && isStateId(state) && <StateTag state={state} />}
            </div>
            <Go to={picked.kind === 'problem' ? `/problems/${picked.id}` : `/clues/${picked.id}`}>{t('view')}</Go>
          </div>
        )}
      </GroundMap>
    </Card>
  );
}

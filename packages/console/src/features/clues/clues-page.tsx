import { type ClueRow, listClues } from '@shoutian/domain/api';
import type { ShoutianMap } from '@shoutian/map';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { ask, useCan, useEndpoint, useGo, useScope, useSession, useToday } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  AreaText,
  EmptyState,
  GroundMap,
  ListPage,
  muText,
  StateTag,
  useBreadth,
  useLandscape,
  useListState,
  Workbench,
} from '../../kit/index.ts';
import { hiddenAtFirst, useColumns } from './columns.tsx';
import { DispatchDrawer } from './dispatch-drawer.tsx';
import { FILTER_KEYS, queryOf, useFilters, useViews } from './filters.ts';
import { MapCard } from './map-card.tsx';
import { texts } from './texts.ts';
import { useClueCounts } from './use-clue-counts.ts';
import { useClueMap } from './use-clue-map.ts';
import './clues.css';

/** Dispatch takes at most so many at once. */
const MOST = 500;

/** 分发核查: the clues as table and map, sent out singly or many at once. */
export default function CluesPage() {
  const t = useTexts(texts);
  useLandscape();
  const go = useGo();
  const navigate = useNavigate();
  const scope = useScope();
  const { person, demo } = useSession();
  const today = useToday();
  const breadth = useBreadth();
  const state = useListState(FILTER_KEYS);
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const selected = typeof search['sel'] === 'string' ? search['sel'] : null;
  const [map, setMap] = useState<ShoutianMap | null>(null);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [sending, setSending] = useState<readonly string[] | null>(null);
  const mayDispatch = useCan('clue.dispatch');
  const mayReview = useCan('clue.review');
  const mayImport = useCan('clue.import');
  const onSelect = useCallback(
    (id: string) =>
      void navigate({
        to: '.',
        search: ((was: Record<string, unknown>) => ({ ...was, sel: id })) as never,
        replace: true,
      }),
    [navigate],
  );
  const plain = queryOf(state, scope.code, null);
  const { counts, total, bounds } = useClueMap(map, { query: plain, selected, ticked, onSelect, onTick: setTicked });
  const query = queryOf(state, scope.code, bounds);
  const answer = useEndpoint(
    listClues,
    { query: { ...query, page: state.page, pageSize: state.pageSize } },
    { keep: true },
  );
  // Ticked rows may stand on other pages: what was seen of them is kept for the sum.
  const seen = useRef(new Map<string, ClueRow>());
  for (const row of answer.data?.rows ?? []) seen.current.set(row.id, row);
  const known = ticked.flatMap((id) => seen.current.get(id) ?? []);
  const columns = useColumns(state.filters['returned']?.[0] === 'true');
  const filters = useFilters();
  const tabs = useClueCounts(scope.code);
  const views = useViews(tabs);
  const sums = answer.data?.sums;
  const inMap = state.filters['inMap']?.[0] === 'true';
  const picked = answer.data?.rows.find((row) => row.id === selected);
  const waiting = tabs['toDispatch'] ?? 0;
  const sendWaiting = async () => {
    const ids: string[] = [];
    for (let page = 1; ids.length < Math.min(waiting, MOST); page += 1) {
      const { rows } = await ask(listClues, {
        query: { ...query, state: ['registered'], page, pageSize: 200 },
      });
      if (rows.length === 0) break;
      ids.push(...rows.map((row) => row.id));
    }
    if (ids.length > 0) setSending(ids.slice(0, MOST));
  };
  return (
    <>
      <Workbench
        id="clues"
        map={
          <GroundMap
            id="clues"
            label={t('mapLabel')}
            onMap={setMap}
            counts={counts}
            recordsLabel={t('records')}
            panel={breadth !== 'phone'}
          >
            {picked !== undefined && <MapCard row={picked} onDispatch={() => setSending([picked.id])} />}
          </GroundMap>
        }
      >
        <ListPage<ClueRow>
          id="clues"
          title={t('list')}
          tags={
            <StateTag tone="grey" mark={false}>
              {scope.label}
            </StateTag>
          }
          actions={
            <>
              {mayReview && (tabs['toReview'] ?? 0) > 0 && (
                <Button onClick={() => go('/clues/review')}>{t('openReview', { n: tabs['toReview'] ?? 0 })}</Button>
              )}
              {mayDispatch && waiting > 0 && (
                <Button type="primary" onClick={() => void sendWaiting()}>
                  {t('dispatchAll', { n: Math.min(waiting, MOST) })}
                </Button>
              )}
            </>
          }
          print={{ unit: person.unit ?? scope.label, snapshotAt: today, demo }}
          state={state}
          answer={answer}
          filters={filters}
          searchHint={t('searchHint')}
          views={views}
          sumsLead={
            <Checkbox
              className="st-noprint"
              checked={inMap}
              onChange={() => state.setFilter('inMap', inMap ? [] : ['true'])}
            >
              {t('inMap')}
            </Checkbox>
          }
          sums={
            sums && (
              <>
                {t('sumCount')} <b>{sums.count}</b> {t('unit')} · {t('sumArea')} <b>{muText(sums.areaM2)}</b> {t('mu')}{' '}
                · {t('sumFarm')} <b>{muText(sums.farmM2)}</b> {t('mu')} · {t('sumPbf')}{' '}
                <b className={sums.pbfM2 > 0 ? 'st-tone-red' : ''}>{muText(sums.pbfM2)}</b> {t('mu')}
                {total > 5000 && ` · ${t('shapesCut')}`}
              </>
            )
          }
          unit={t('unit')}
          table={{
            columns,
            hiddenAtFirst,
            rowKey: (row) => row.id,
            rowName: (row) => `${row.clueNo} ${row.villageName}`,
            selected,
            onSelect,
            onOpen: (id) => go(`/clues/${id}`),
            onHover: (id) => map?.hover(id),
            ...(mayDispatch ? { ticked, onTick: setTicked } : {}),
          }}
          bulkNote={known.length > 0 && <AreaText m2={known.reduce((sum, row) => sum + row.areaM2, 0)} unit />}
          bulk={
            <Button type="primary" onClick={() => setSending(ticked)}>
              {t('doDispatch', { n: ticked.length })}
            </Button>
          }
          empty={
            <EmptyState
              title={t('emptyTitle')}
              text={t('emptyText')}
              action={mayImport && <Button onClick={() => go('/batches')}>{t('toImport')}</Button>}
            />
          }
        />
      </Workbench>
      {sending !== null && (
        <DispatchDrawer
          ids={sending}
          onClose={(done) => {
            setSending(null);
            if (done) setTicked([]);
          }}
        />
      )}
    </>
  );
}

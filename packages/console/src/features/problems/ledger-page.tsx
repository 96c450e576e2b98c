import { addressOf, exportOutlines, exportProblems, listProblems, type ProblemRow } from '@shoutian/domain/api';
import type { ShoutianMap } from '@shoutian/map';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useCan, useEndpoint, useGo, useScope, useSession, useToday } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  AreaText,
  EmptyState,
  GroundMap,
  Icon,
  KeyCaps,
  ListPage,
  muText,
  StateTag,
  useBreadth,
  useDownload,
  useLandscape,
  useListState,
  Workbench,
} from '../../kit/index.ts';
import { AddToListDialog } from '../lists/index.ts';
import { hiddenAtFirst, useColumns } from './columns.tsx';
import { ExportButton, type ExportFormat } from './export-button.tsx';
import { FILTER_KEYS, queryOf, useFilters, useVillages } from './filters.ts';
import { MapCard } from './map-card.tsx';
import { NewProblem } from './new-problem.tsx';
import { rememberQueue } from './queue.ts';
import { texts } from './texts.ts';
import { useLedgerMap } from './use-ledger-map.ts';
import { useViews } from './views.ts';
import './problems.css';

/** 问题台账: one filter, drawn as a table and as a map (screen 03). */
export default function LedgerPage() {
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
  const creating = search['do'] === 'new';
  const [map, setMap] = useState<ShoutianMap | null>(null);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [adding, setAdding] = useState(false);
  const { busy, download } = useDownload();
  const [can, villages] = [
    {
      create: useCan('problem.create'),
      import: useCan('problem.import'),
      export: useCan('problem.export'),
      list: useCan('list.prepare'),
    },
    useVillages(),
  ];

  const put = useCallback(
    (changes: Record<string, string | undefined>) =>
      void navigate({
        to: '.',
        search: ((was: Record<string, unknown>) => ({ ...was, ...changes })) as never,
        replace: true,
      }),
    [navigate],
  );
  const onSelect = useCallback((id: string) => put({ sel: id }), [put]);
  const plain = queryOf(state, scope.code, null);
  const { counts, total, bounds } = useLedgerMap(map, { query: plain, selected, ticked, onSelect, onTick: setTicked });
  const query = queryOf(state, scope.code, bounds);
  const answer = useEndpoint(
    listProblems,
    { query: { ...query, page: state.page, pageSize: state.pageSize } },
    { keep: true },
  );
  // Ticked rows may stand on other pages: what was seen of them is kept for the sum.
  const seen = useRef(new Map<string, ProblemRow>());
  for (const row of answer.data?.rows ?? []) seen.current.set(row.id, row);
  const known = ticked.flatMap((id) => seen.current.get(id) ?? []);
  const columns = useColumns();
  const filters = useFilters();
  const { views, onSave } = useViews();
  const sums = answer.data?.sums;
  const open = (id: string) => {
    if (answer.data)
      rememberQueue({
        ids: answer.data.rows.map((row) => row.id),
        offset: (state.page - 1) * state.pageSize,
        total: answer.data.total,
        query,
        pageSize: state.pageSize,
      });
    go(`/problems/${id}`);
  };
  const save = (ids: readonly string[], format: ExportFormat) => {
    const chosen = { query: { ...query, ...(ids.length > 0 ? { ids } : {}) } };
    void (format === 'xlsx'
      ? download(addressOf(exportProblems, chosen), t('fileName'))
      : download(
          addressOf(exportOutlines, { query: { ...chosen.query, format } }),
          t('outlinesName', { extension: format }),
        ));
  };
  const inMap = state.filters['inMap']?.[0] === 'true';
  const hint = useMemo(
    () => (
      <div className="st-note st-row st-wrap st-ledger-hint st-noprint">
        {t('keysHint')} <KeyCaps keys="ArrowUp" /> <KeyCaps keys="ArrowDown" /> {t('keyMove')} <KeyCaps keys=" " />{' '}
        {t('keyTick')} <KeyCaps keys="Enter" /> {t('keyOpen')} <KeyCaps keys="m" /> {t('keySwitch')}
      </div>
    ),
    [t],
  );

  return (
    <>
      <Workbench
        id="problems"
        map={
          <GroundMap
            id="problems"
            label={t('mapLabel')}
            onMap={setMap}
            counts={counts}
            recordsLabel={t('records')}
            panel={breadth !== 'phone'}
          >
            {selected !== null && <MapCard id={selected} row={answer.data?.rows.find((row) => row.id === selected)} />}
          </GroundMap>
        }
      >
        <ListPage<ProblemRow>
          id="problems"
          title={t('ledger')}
          tags={
            <StateTag tone="grey" mark={false}>
              {t('extent', { place: scope.label, n: villages.length })}
            </StateTag>
          }
          actions={
            <>
              {can.import && breadth !== 'phone' && (
                <Button icon={<Icon name="upload" size={14} />} onClick={() => go('/problems/import')}>
                  {t('importHistory')}
                </Button>
              )}
              {can.export && (
                <ExportButton icon label={t('export')} busy={busy} onSave={(format) => save([], format)} />
              )}
              {can.create && (
                <Button type="primary" icon={<Icon name="add" size={14} />} onClick={() => put({ do: 'new' })}>
                  {t('newOne')}
                </Button>
              )}
            </>
          }
          print={{ unit: person.unit ?? scope.label, period: t('period', { day: today }), measure: t('measure'), demo }}
          state={state}
          answer={answer}
          filters={filters}
          searchHint={t('searchHint')}
          views={views}
          onSaveView={onSave}
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
                {total > 5000 && ` · ${t('shapesCut', { n: total })}`}
              </>
            )
          }
          unit={t('unit')}
          table={{
            columns,
            hiddenAtFirst,
            rowKey: (row) => row.id,
            rowName: (row) => `${row.problemNo} ${row.title}`,
            selected,
            onSelect,
            onOpen: open,
            onHover: (id) => map?.hover(id),
            ticked,
            onTick: setTicked,
          }}
          bulkNote={
            known.length > 0 && (
              <>
                {known.length === 1 && `${known[0]?.problemNo ?? ''} · `}
                <AreaText m2={known.reduce((sum, row) => sum + row.areaM2, 0)} unit />
              </>
            )
          }
          bulk={
            <>
              {can.list && <Button onClick={() => setAdding(true)}>{t('addToList')}</Button>}
              {can.export && (
                <ExportButton label={t('exportTicked')} busy={busy} onSave={(format) => save(ticked, format)} />
              )}
            </>
          }
          empty={
            <EmptyState
              title={t('emptyTitle')}
              text={t('emptyText')}
              action={
                can.create && (
                  <Button type="primary" onClick={() => put({ do: 'new' })}>
                    {t('newOne')}
                  </Button>
                )
              }
            />
          }
          after={breadth === 'phone' ? undefined : hint}
        />
      </Workbench>
      {creating && (
        <NewProblem onClose={() => put({ do: undefined })} onMade={(id) => put({ do: undefined, sel: id })} />
      )}
      {adding && (
        <AddToListDialog
          problemIds={ticked}
          onClose={(done) => {
            setAdding(false);
            if (done) setTicked([]);
          }}
        />
      )}
    </>
  );
}

import { type LookBackView, listLookBacks } from '@shoutian/domain/api';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useCan, useEndpoint, useGo, useScope } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  type Column,
  DueLabel,
  type FilterDef,
  Icon,
  ListPage,
  type SavedView,
  StateTag,
  useListState,
} from '../../kit/index.ts';
import { DrawDrawer } from './draw-drawer.tsx';
import { RecordVisit } from './record-visit.tsx';
import { writeOffTexts } from './texts.ts';

const FILTERS = ['state', 'kind', 'problemId'] as const;
const STATES = ['due', 'overdue', 'done', 'all'] as const;
const KINDS = ['plan', 'draw', 'rebound'] as const;
const RESULTS = { kept: 'ok', rebound: 'purple', doubt: 'amber' } as const;

/** 回头看: visits by plan, by draw and because new clues overlap. */
export default function LookBacksPage() {
  const t = useTexts(writeOffTexts);
  const go = useGo();
  const mayDraw = useCan('problem.drawInspection');
  const scope = useScope();
  const state = useListState(FILTERS);
  const [visit, setVisit] = useState<LookBackView | null>(null);
  const [drawing, setDrawing] = useState(false);
  const english = useLanguage() === 'en';
  const whyNot = (row: LookBackView) =>
    (row.missing?.['problem.lookBack'] ?? [])
      .map((one) => (english ? (one.messageEn ?? one.message) : one.message))
      .join('；');
  const chosen = (state.filters['state']?.[0] ?? 'due') as (typeof STATES)[number];
  const kind = state.filters['kind']?.[0] as (typeof KINDS)[number] | undefined;
  const problemId = state.filters['problemId']?.[0];
  const answer = useEndpoint(
    listLookBacks,
    {
      query: {
        page: state.page,
        pageSize: state.pageSize,
        state: chosen,
        division: scope.code,
        kind: kind ?? 'all',
        ...(problemId ? { problemId } : {}),
        ...(state.q === undefined ? {} : { q: state.q }),
      },
    },
    { keep: true },
  );
  const counts = answer.data?.counts ?? {};
  const words = { due: t('due'), overdue: t('overdue'), done: t('finished'), all: t('all') };
  const views: readonly SavedView[] = STATES.map((key) => ({
    key,
    label: words[key],
    ...(counts[key] === undefined ? {} : { count: counts[key] }),
    view: key === 'due' ? {} : { filters: { state: [key] } },
  }));
  const filters: readonly FilterDef[] = [
    {
      key: 'kind',
      label: t('kind'),
      kind: 'choice',
      options: KINDS.map((value) => ({ value, label: t(`kind_${value}`) })),
    },
  ];
  const columns: readonly Column<LookBackView>[] = [
    { key: 'problemNo', title: t('problem'), heading: true, cell: (row) => row.problemNo },
    { key: 'title', title: t('visitTitle'), cut: true, cell: (row) => row.title },
    { key: 'village', title: t('village'), cell: (row) => row.villageName },
    {
      key: 'kind',
      title: t('kind'),
      cell: (row) => <StateTag tone={row.kind === 'rebound' ? 'purple' : 'blue'}>{t(`kind_${row.kind}`)}</StateTag>,
    },
    { key: 'due', title: t('dueOn'), cell: (row) => <DueLabel due={row.dueOn} finished={row.state !== 'due'} /> },
    {
      key: 'result',
      title: t('result'),
      cell: (row) => (row.result === null ? '—' : <StateTag tone={RESULTS[row.result]}>{t(row.result)}</StateTag>),
    },
    {
      key: 'visited',
      title: t('visitedOn'),
      cell: (row) => (row.visitedOn === null ? '—' : `${row.visitedOn} ${row.visitorName ?? ''}`),
    },
    {
      key: 'act',
      title: '',
      width: 80,
      cell: (row) => (
        <Tooltip title={whyNot(row)}>
          <Button
            size="small"
            type="link"
            disabled={!row.abilities.includes('problem.lookBack')}
            onClick={() => setVisit(row)}
          >
            {t('record')}
          </Button>
        </Tooltip>
      ),
    },
  ];
  return (
    <>
      <ListPage<LookBackView>
        id="look-backs"
        title={t('lookBack')}
        actions={
          mayDraw && (
            <Button type="primary" icon={<Icon name="add" size={14} />} onClick={() => setDrawing(true)}>
              {t('draw')}
            </Button>
          )
        }
        state={state}
        answer={answer}
        filters={filters}
        views={views}
        searchHint={t('hint')}
        sums={t('sums', { n: answer.data?.total ?? 0 })}
        unit=""
        table={{
          columns,
          rowKey: (row) => row.id,
          rowName: (row) => row.problemNo,
          onOpen: (id) => go(`/problems/${answer.data?.rows.find((row) => row.id === id)?.problemId ?? ''}`),
        }}
      />
      {visit !== null && <RecordVisit visit={visit} onClose={() => setVisit(null)} />}
      {drawing && <DrawDrawer onClose={() => setDrawing(false)} />}
    </>
  );
}

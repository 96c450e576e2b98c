import { type BatchView, listBatches } from '@shoutian/domain/api';
import { type Channel, channels } from '@shoutian/domain/dictionaries';
import { formatDayLong } from '@shoutian/domain/format';
import { Button } from 'antd';
import { useCan, useEndpoint, useGo } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  type Column,
  DueLabel,
  EmptyState,
  type FilterDef,
  Icon,
  ListPage,
  StateTag,
  useListState,
} from '../../kit/index.ts';
import { batchTexts } from './texts.ts';
import './batch.css';

const FILTERS = ['channel', 'state'] as const;
const TONES = { draft: 'grey', storing: 'blue', stored: 'ok', discarded: 'grey' } as const;

/** State of a batch with what still keeps a draft from being stored. */
export function BatchState({ batch }: { batch: BatchView }) {
  const t = useTexts(batchTexts);
  const { draft } = batch;
  return (
    <span className="st-row">
      <StateTag tone={TONES[batch.state]}>{t(batch.state)}</StateTag>
      {batch.state === 'draft' && draft !== null && draft.undecided > 0 && (
        <StateTag tone="amber">{t('undecidedTag', { n: draft.undecided })}</StateTag>
      )}
      {batch.state === 'draft' && draft !== null && draft.refused > 0 && (
        <StateTag tone="red">{t('refusedTag', { n: draft.refused })}</StateTag>
      )}
    </span>
  );
}

/** 批次接收: what came in, what is still a draft. */
export default function BatchesPage() {
  const t = useTexts(batchTexts);
  const language = useLanguage();
  const go = useGo();
  const mayImport = useCan('clue.import');
  const state = useListState(FILTERS);
  const chosen = state.filters['state']?.[0];
  const answer = useEndpoint(
    listBatches,
    {
      query: {
        page: state.page,
        pageSize: state.pageSize,
        channel: (state.filters['channel'] ?? []) as Channel[],
        ...(chosen === 'draft' || chosen === 'stored' ? { state: chosen } : {}),
        ...(state.q === undefined ? {} : { q: state.q }),
      },
    },
    { keep: true },
  );
  const filters: readonly FilterDef[] = [
    {
      key: 'channel',
      label: t('channel'),
      kind: 'choice',
      multiple: true,
      options: channels.entries.map((entry) => ({ value: entry.code, label: entry[language] })),
    },
    {
      key: 'state',
      label: t('state'),
      kind: 'choice',
      options: [
        { value: 'draft', label: t('draft') },
        { value: 'stored', label: t('stored') },
      ],
    },
  ];
  const columns: readonly Column<BatchView>[] = [
    { key: 'batchNo', title: t('batchNo'), heading: true, cell: (row) => row.batchNo },
    { key: 'title', title: t('batchTitle'), cut: true, cell: (row) => row.title },
    { key: 'channel', title: t('channel'), cell: (row) => channels.label(row.channel, language) },
    { key: 'docNo', title: t('docNo'), cell: (row) => row.docNo || '—' },
    { key: 'received', title: t('receivedOn'), cell: (row) => formatDayLong(row.receivedOn) },
    {
      key: 'due',
      title: t('dueOn'),
      cell: (row) => (row.dueOn === null ? '—' : <DueLabel due={row.dueOn} />),
    },
    {
      key: 'count',
      title: t('count'),
      number: true,
      cell: (row) => (row.state === 'stored' ? row.clueCount : (row.draft?.total ?? 0)),
    },
    { key: 'state', title: t('state'), cell: (row) => <BatchState batch={row} /> },
    { key: 'by', title: t('by'), cell: (row) => row.createdByName },
  ];
  const add = mayImport && (
    <Button className="st-pc" type="primary" icon={<Icon name="add" size={14} />} onClick={() => go('/batches/new')}>
      {t('newBatch')}
    </Button>
  );
  return (
    <ListPage<BatchView>
      id="batches"
      title={t('menu')}
      crumbs={[{ label: t('clues') }]}
      actions={add}
      state={state}
      answer={answer}
      filters={filters}
      searchHint={t('hint')}
      sums={t('sums', { n: answer.data?.total ?? 0 })}
      unit=""
      empty={<EmptyState title={t('emptyTitle')} text={t('emptyText')} action={add} />}
      table={{
        columns,
        rowKey: (row) => row.id,
        rowName: (row) => row.title,
        onOpen: (id) => go(`/batches/${id}`),
      }}
    />
  );
}

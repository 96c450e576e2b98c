import { createList, type ListView, listLists } from '@shoutian/domain/api';
import { Button, Checkbox, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useAct, useCan, useEndpoint, useGo, useSession, useToday } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  type Column,
  EmptyState,
  Field,
  FieldGrid,
  type FilterDef,
  Icon,
  ListPage,
  StateTag,
  useLandscape,
  useListState,
} from '../../kit/index.ts';
import { texts } from './texts.ts';

const FILTER_KEYS = ['year', 'state'] as const;
const looks = { draft: 'draft', frozen: 'frozen', discarded: 'voided' } as const;

/** A new draft: its name and year; what the last version did not finish comes along. */
function MakeList({ onClose }: { onClose: () => void }) {
  const t = useTexts(texts);
  const go = useGo();
  const thisYear = Number(useToday().slice(0, 4));
  const [title, setTitle] = useState(t('namePropose', { year: thisYear }));
  const [year, setYear] = useState(thisYear);
  const [carryOver, setCarryOver] = useState(true);
  const make = useAct(createList, {
    invalidate: [listLists],
    done: t('made'),
    onDone: (list) => go(`/lists/${list.id}`),
  });
  return (
    <Modal
      open
      title={t('makeTitle')}
      onCancel={onClose}
      okText={t('makeVerb')}
      cancelText={t('notNow')}
      okButtonProps={{ loading: make.isPending, disabled: title.trim().length < 2 }}
      onOk={() => make.mutate({ body: { title: title.trim(), year, carryOver, problemIds: [] } })}
    >
      <FieldGrid>
        <Field name="title" label={t('name')} required wide>
          <Input value={title} maxLength={80} placeholder={t('nameHint')} onChange={(e) => setTitle(e.target.value)} />
        </Field>
        <Field name="year" label={t('year')} required>
          <InputNumber min={2000} max={2100} value={year} onChange={(value) => setYear(value ?? thisYear)} />
        </Field>
      </FieldGrid>
      <Checkbox checked={carryOver} onChange={(event) => setCarryOver(event.target.checked)}>
        {t('carryOver')}
      </Checkbox>
    </Modal>
  );
}

/** 整改清单: every version, drafts first. */
export default function ListsPage() {
  const t = useTexts(texts);
  useLandscape();
  const go = useGo();
  const { demo } = useSession();
  const today = useToday();
  const mayMake = useCan('list.prepare');
  const [making, setMaking] = useState(false);
  const state = useListState(FILTER_KEYS);
  const year = state.filters['year']?.[0];
  const wanted = state.filters['state']?.[0];
  const answer = useEndpoint(
    listLists,
    {
      query: {
        page: state.page,
        pageSize: state.pageSize,
        state: wanted === 'draft' || wanted === 'frozen' ? wanted : 'all',
        ...(year === undefined ? {} : { year: Number(year) }),
        ...(state.sort === undefined ? {} : { sort: state.sort }),
        ...(state.q === undefined ? {} : { q: state.q }),
      },
    },
    { keep: true },
  );
  const columns: Column<ListView>[] = [
    { key: 'title', title: t('title'), heading: true, cell: (row) => row.title },
    { key: 'listNo', title: t('listNo'), cell: (row) => row.listNo || '—' },
    { key: 'version', title: t('version'), cell: (row) => t('versionNo', { n: row.versionNo }) },
    {
      key: 'state',
      title: t('state'),
      cell: (row) => <StateTag state={looks[row.state]}>{t(row.state)}</StateTag>,
    },
    { key: 'formedOn', title: t('formedOn'), cell: (row) => row.formedOn ?? '—' },
    { key: 'approver', title: t('approver'), cell: (row) => row.approverName ?? '—' },
    { key: 'items', title: t('count'), number: true, cell: (row) => <b>{row.items}</b> },
    { key: 'new', title: t('isNewCount'), number: true, cell: (row) => row.newItems },
    { key: 'writtenOff', title: t('writtenOff'), number: true, cell: (row) => row.writtenOff },
    {
      key: 'overdue',
      title: t('overdue'),
      number: true,
      cell: (row) => <span className={row.overdue > 0 ? 'st-tone-red st-strong' : ''}>{row.overdue}</span>,
    },
    { key: 'by', title: t('by'), cell: (row) => row.createdByName },
  ];
  const thisYear = Number(today.slice(0, 4));
  const filters: FilterDef[] = [
    {
      key: 'year',
      label: t('yearFilter'),
      kind: 'choice',
      multiple: false,
      options: Array.from({ length: 6 }, (_, i) => ({ value: String(thisYear - i), label: String(thisYear - i) })),
    },
    {
      key: 'state',
      label: t('stateFilter'),
      kind: 'choice',
      multiple: false,
      options: [
        { value: 'draft', label: t('draft') },
        { value: 'frozen', label: t('frozen') },
      ],
    },
  ];
  const makeButton = mayMake && (
    <Button type="primary" icon={<Icon name="add" size={14} />} onClick={() => setMaking(true)}>
      {t('make')}
    </Button>
  );
  return (
    <>
      <ListPage<ListView>
        id="lists"
        title={t('lists')}
        crumbs={[{ label: t('group') }, { label: t('lists') }]}
        actions={makeButton}
        print={{ snapshotAt: today, demo }}
        state={state}
        answer={answer}
        filters={filters}
        searchHint={t('searchHint')}
        unit={t('unit')}
        table={{
          columns,
          rowKey: (row) => row.id,
          rowName: (row) => row.title,
          onSelect: (id) => go(`/lists/${id}`),
          onOpen: (id) => go(`/lists/${id}`),
        }}
        empty={<EmptyState title={t('emptyTitle')} text={t('emptyText')} action={makeButton} />}
      />
      {making && <MakeList onClose={() => setMaking(false)} />}
    </>
  );
}

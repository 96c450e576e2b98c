import { type LayerVersionView, listLayers } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { type LayerKind, layerKinds } from '@shoutian/domain/layers';
import { Button } from 'antd';
import { useCan, useEndpoint, useGo } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  AreaText,
  type Column,
  EmptyState,
  type FilterDef,
  Icon,
  ListPage,
  StateTag,
  useListState,
} from '../../kit/index.ts';
import { layerTexts } from './texts.ts';
import { figure, kindName, stateTones } from './words.ts';

const FILTERS = ['kind', 'state'] as const;
/** While a version is being loaded its row changes by itself. */
const BUSY_MS = 3000;

/** 图层: every delivery with its source, year, secrecy, hash and state. */
export default function LayersPage() {
  const t = useTexts(layerTexts);
  const go = useGo();
  const may = useCan('layer.import');
  const state = useListState(FILTERS);
  const query = {
    page: state.page,
    pageSize: state.pageSize,
    kind: (state.filters['kind'] ?? []) as LayerKind[],
    state: state.filters['state']?.[0] === 'active' ? ('active' as const) : ('all' as const),
    ...(state.q === undefined ? {} : { q: state.q }),
    ...(state.sort === undefined ? {} : { sort: state.sort }),
  };
  const input = { query: { ...query, ...(query.kind.length === 0 ? { kind: undefined } : {}) } };
  const answer = useEndpoint(listLayers, input, { keep: true });
  const busy = answer.data?.rows.some((row) => row.state === 'loading') === true;
  useEndpoint(listLayers, input, { enabled: busy, every: BUSY_MS });
  const open = () => go('/layers/import');
  const filters: readonly FilterDef[] = [
    {
      key: 'kind',
      label: t('kind'),
      kind: 'choice',
      multiple: true,
      options: layerKinds.codes.map((value) => ({ value, label: kindName(value) })),
    },
    { key: 'state', label: t('state'), kind: 'choice', options: [{ value: 'active', label: t('activeOnly') }] },
  ];
  const columns: readonly Column<LayerVersionView>[] = [
    { key: 'kind', title: t('kind'), sort: 'kind', width: 120, cell: (row) => kindName(row.kind) },
    { key: 'title', title: t('title'), heading: true, cut: true, sort: 'title', cell: (row) => row.title },
    { key: 'year', title: t('year'), number: true, width: 76, sort: 'year', cell: (row) => row.year },
    { key: 'source', title: t('source'), cut: true, cell: (row) => row.sourceUnit || '—' },
    { key: 'secrecy', title: t('secrecy'), width: 72, cell: (row) => t(row.secrecy) },
    {
      key: 'features',
      title: t('features'),
      number: true,
      width: 96,
      sort: 'featureCount',
      cell: (row) => (row.state === 'loading' || row.state === 'failed' ? '—' : figure(row.featureCount)),
    },
    {
      key: 'area',
      title: t('area'),
      number: true,
      width: 120,
      cell: (row) => (row.areaM2 === 0 ? '—' : <AreaText m2={row.areaM2} unit />),
    },
    { key: 'refused', title: t('refused'), number: true, width: 76, cell: (row) => figure(row.refusedCount) },
    { key: 'repaired', title: t('repaired'), number: true, width: 76, cell: (row) => figure(row.repairedCount) },
    {
      key: 'state',
      title: t('state'),
      width: 108,
      cell: (row) => <StateTag tone={stateTones[row.state]}>{t(row.state)}</StateTag>,
    },
    {
      key: 'hash',
      title: t('hash'),
      width: 108,
      cell: (row) => <span className="st-num st-second">{row.fileSha256.slice(0, 8)}…</span>,
    },
    {
      key: 'imported',
      title: t('imported'),
      sort: 'importedAt',
      width: 168,
      cell: (row) => t('by', { who: row.importedByName, day: shanghaiDay(new Date(row.importedAt)) }),
    },
  ];
  return (
    <ListPage<LayerVersionView>
      id="layers"
      title={t('layers')}
      actions={
        may && (
          <Button type="primary" icon={<Icon name="upload" size={14} />} onClick={open}>
            {t('import')}
          </Button>
        )
      }
      state={state}
      answer={answer}
      filters={filters}
      searchHint={t('hint')}
      sums={t('count', { n: answer.data?.total ?? 0 })}
      unit=""
      empty={
        <EmptyState
          title={t('emptyTitle')}
          text={t('emptyText')}
          action={may && <Button onClick={open}>{t('import')}</Button>}
        />
      }
      table={{
        columns,
        rowKey: (row) => row.id,
        rowName: (row) => row.title,
        hiddenAtFirst: ['hash'],
        onOpen: (id) => go(`/layers/${id}`),
      }}
    />
  );
}

import { Button, Pagination } from 'antd';
import type { ReactNode } from 'react';
import { ApiProblem } from '../../app/api.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { Crumb } from '../page/card.tsx';
import { PageTitle } from '../page/page-title.tsx';
import { EmptyByFilter, EmptyState, ErrorState, Loading, NoPermission } from '../page/states.tsx';
import { WorkbenchSwitch } from '../page/workbench.tsx';
import { PrintHead, type PrintHeadProps } from '../print.tsx';
import { kitTexts } from '../texts.ts';
import { DataTable, type DataTableProps } from './data-table.tsx';
import { FilterBar } from './filter-bar.tsx';
import { type FilterDef, filterWords } from './filters.ts';
import { type SavedView, SavedViews, type SavedViewsProps } from './saved-views.tsx';
import { TableSetupBar } from './table-setup.tsx';
import type { ListState } from './use-list-state.ts';
import { useTableSetup } from './use-table-setup.ts';
import './list.css';

/** What a list needs of its query; a TanStack result fits. */
export interface ListAnswer<Row> {
  data: { rows: readonly Row[]; total: number } | undefined;
  error: Error | null;
  isFetching: boolean;
  refetch: () => unknown;
}

export interface ListPageProps<Row> {
  /** Names the table in this computer's memory (columns, density). */
  id: string;
  title: string;
  crumbs?: readonly Crumb[];
  tags?: ReactNode;
  /** Buttons of the title line, the primary one last. */
  actions?: ReactNode;
  state: ListState;
  answer: ListAnswer<Row>;
  filters?: readonly FilterDef[];
  searchHint?: string;
  views?: readonly SavedView[];
  onSaveView?: SavedViewsProps['onSave'];
  /** Before the sums: 只看地图范围内. */
  sumsLead?: ReactNode;
  /** 「共 16 宗 · 占地 58.01 亩」, following the filter. */
  sums?: ReactNode;
  /** Under the title, above the tabs: read-only bar, notices. */
  notice?: ReactNode;
  table: Pick<
    DataTableProps<Row>,
    'columns' | 'rowKey' | 'rowName' | 'selected' | 'onSelect' | 'onOpen' | 'onHover' | 'ticked' | 'onTick' | 'foot'
  > & {
    caption?: string;
    hiddenAtFirst?: readonly string[];
  };
  /** Counting word of the rows: 宗, 条, 件. */
  unit: string;
  /** Bulk buttons, shown while rows are ticked. */
  bulk?: ReactNode;
  /** What is ticked, in short: number and sum. */
  bulkNote?: ReactNode;
  /** Heading on paper; the title alone without it. */
  print?: Omit<PrintHeadProps, 'title'>;
  /** Shown when there has never been anything. */
  empty?: ReactNode;
  tools?: ReactNode;
  /** Under the last row, scrolling with the table: what the keys do here. */
  after?: ReactNode;
}

function Rows<Row extends object>(
  props: ListPageProps<Row> & { hidden: readonly string[]; density: 'dense' | 'normal' | 'loose' },
) {
  const { answer, state, filters = [], table } = props;
  if (answer.data === undefined && answer.error !== null)
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Loading lines={8} />;
  if (answer.data.rows.length === 0) {
    if (!state.filtered) return props.empty ?? <EmptyState />;
    const active = filters.filter((filter) => (state.filters[filter.key] ?? []).length > 0);
    const loosen = active.map((filter) => ({
      label: `${filter.label} ${filterWords(filter, state.filters[filter.key] ?? [])}`.trim(),
      run: () => state.setFilter(filter.key, []),
    }));
    return <EmptyByFilter loosen={loosen} onClear={state.clear} />;
  }
  const { caption, hiddenAtFirst: _first, ...rest } = table;
  return (
    <DataTable<Row>
      {...rest}
      caption={caption ?? props.title}
      rows={answer.data.rows}
      hidden={props.hidden}
      density={props.density}
      sort={state.sort}
      onSort={state.setSort}
      loading={answer.isFetching}
      cards
    />
  );
}

/** Title, saved views, conditions, sums, table, selection bar, pager: one ledger. Also the left half of a Workbench. */
export function ListPage<Row extends object>(props: ListPageProps<Row>) {
  const { state, answer, table, unit } = props;
  const t = useTexts(kitTexts);
  const setup = useTableSetup(props.id, table.hiddenAtFirst ?? []);
  const ticked = table.ticked ?? [];
  const total = answer.data?.total ?? 0;
  if (answer.error instanceof ApiProblem && answer.error.status === 403)
    return <NoPermission text={answer.error.message} />;
  return (
    <div className="st-list">
      <PrintHead title={props.title} {...props.print} />
      <PageTitle
        title={props.title}
        {...(props.crumbs ? { crumbs: props.crumbs } : {})}
        {...(props.tags ? { tags: props.tags } : {})}
        actions={
          <>
            <WorkbenchSwitch />
            {props.actions}
          </>
        }
      />
      {props.notice}
      {props.views && (
        <SavedViews views={props.views} state={state} {...(props.onSaveView ? { onSave: props.onSaveView } : {})} />
      )}
      <FilterBar
        filters={props.filters ?? []}
        state={state}
        {...(props.searchHint ? { searchHint: props.searchHint } : {})}
        {...(props.tools ? { tools: props.tools } : {})}
      />
      <div className="st-sums">
        {props.sumsLead}
        <span className="st-grow st-second" aria-live="polite">
          {answer.data && (props.sums ?? t('total', { n: total }))}
        </span>
        <TableSetupBar
          setup={setup}
          columns={table.columns.map((column) => ({
            key: column.key,
            title: column.title,
            ...(column.heading ? { fixed: true } : {}),
          }))}
        />
      </div>
      <div className="st-list-rows">
        <Rows {...props} hidden={setup.hidden} density={setup.density} />
        {total > 0 && props.after}
      </div>
      {ticked.length > 0 && (
        <section className="st-bulk" aria-label={t('ticked', { n: ticked.length, unit })}>
          <b>{t('ticked', { n: ticked.length, unit })}</b>
          <span className="st-second st-grow">{props.bulkNote}</span>
          {props.bulk}
          <Button onClick={() => table.onTick?.([])}>{t('clearTicked')}</Button>
        </section>
      )}
      {total > 0 && (
        <div className="st-pager">
          <Pagination
            size="small"
            current={state.page}
            pageSize={state.pageSize}
            total={total}
            showSizeChanger
            pageSizeOptions={[20, 50, 100, 200]}
            showTotal={(n, [from, to]) => t('range', { from, to, total: n })}
            onChange={(page, size) => state.setPage(size === state.pageSize ? page : 1, size)}
          />
        </div>
      )}
    </div>
  );
}

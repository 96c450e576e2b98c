import type { BatchView, DraftRow } from '@shoutian/domain/api';
import { Pagination, Segmented } from 'antd';
import { useTexts } from '../../i18n/texts.ts';
import {
  AreaText,
  type Column,
  DataTable,
  EmptyState,
  ErrorState,
  type ListAnswer,
  Loading,
  Toned,
} from '../../kit/index.ts';
import { checkOf, percent, rowNumber } from './row-words.ts';
import { batchTexts } from './texts.ts';

export type Only = 'all' | 'undecided' | 'refused' | 'repaired' | 'duplicates';

export interface PreviewTableProps {
  batch: BatchView;
  answer: ListAnswer<DraftRow>;
  only: Only;
  onOnly: (only: Only) => void;
  page: number;
  pageSize: number;
  onPage: (page: number) => void;
  selected: string | null;
  onSelect: (id: string) => void;
}

/** The draft's rows with what the checks found; equal to the map above it. */
export function PreviewTable(props: PreviewTableProps) {
  const { answer, batch } = props;
  const t = useTexts(batchTexts);
  const columns: readonly Column<DraftRow>[] = [
    { key: 'row', title: t('row'), heading: true, width: 64, cell: (row) => rowNumber(row, t) },
    {
      key: 'no',
      title: t('monitorNo'),
      cell: (row) => <span title={row.monitorNo ?? ''}>{shortened(row.monitorNo)}</span>,
    },
    {
      key: 'village',
      title: t('village'),
      cell: (row) =>
        row.village === null
          ? '—'
          : `${row.village.name}${row.village.share === null ? '' : ` ${percent(row.village.share)}`}`,
    },
    { key: 'area', title: t('areaMu'), number: true, cell: (row) => <AreaText m2={row.areaM2} strong /> },
    {
      key: 'check',
      title: t('checks'),
      cut: true,
      cell: (row) => {
        const { tone, text } = checkOf(row, t);
        return <Toned tone={tone}>{text}</Toned>;
      },
    },
  ];
  const { draft } = batch;
  const counted = (word: string, n: number | undefined) => (n === undefined || n === 0 ? word : `${word} ${n}`);
  const total = answer.data?.total ?? 0;
  return (
    <div className="st-batch-rows">
      <div className="st-batch-rows-head">
        <Segmented<Only>
          size="small"
          value={props.only}
          onChange={props.onOnly}
          options={[
            { value: 'all', label: counted(t('all'), draft?.total) },
            { value: 'undecided', label: counted(t('undecided'), draft?.undecided) },
            { value: 'duplicates', label: t('duplicates') },
            { value: 'repaired', label: counted(t('repaired'), draft?.repaired) },
            { value: 'refused', label: counted(t('refused'), draft?.refused) },
          ]}
        />
        {total > props.pageSize && (
          <Pagination
            simple
            size="small"
            current={props.page}
            pageSize={props.pageSize}
            total={total}
            showSizeChanger={false}
            onChange={props.onPage}
          />
        )}
      </div>
      <div className="st-batch-rows-body">
        {answer.data === undefined ? (
          answer.error === null ? (
            <Loading lines={4} />
          ) : (
            <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
          )
        ) : (
          <DataTable<DraftRow>
            caption={t('preview')}
            density="dense"
            columns={columns}
            rows={answer.data.rows}
            rowKey={(row) => row.id}
            selected={props.selected}
            onSelect={props.onSelect}
            loading={answer.isFetching}
            empty={<EmptyState title={t('clean')} />}
          />
        )}
      </div>
    </div>
  );
}

/** 「9999…0041」: the first and the last four of a long number. */
function shortened(no: string | null): string {
  if (no === null) return '—';
  return no.length > 14 ? `${no.slice(0, 4)}…${no.slice(-6)}` : no;
}

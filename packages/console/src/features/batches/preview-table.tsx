import { type BatchView, type DraftRow, draftGround } from '@shoutian/domain/api';
import { Pagination, Segmented } from 'antd';
import { useEndpoint } from '../../app/index.ts';
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
  const shown = (answer.data?.rows ?? []).filter(({ geometry, refused }) => geometry !== null && !refused);
  const ground = useEndpoint(
    draftGround,
    { params: { id: batch.id }, query: { row: shown.map(({ id }) => id) } },
    { enabled: shown.length > 0, keep: true, staleMs: 600_000 },
  );
  const under = new Map(ground.data?.rows.map((row) => [row.id, row]));
  // Null where there is nothing to lay over, undefined (未套合) where no layer was loaded or it is still being measured.
  const groundOf = (row: DraftRow): { farmM2: number | null | undefined; pbfM2: number | null | undefined } => {
    const found = under.get(row.id);
    if (row.geometry === null || row.refused) return { farmM2: null, pbfM2: null };
    return { farmM2: found?.farmM2 ?? undefined, pbfM2: found?.pbfM2 ?? undefined };
  };
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
    { key: 'farm', title: t('farm'), number: true, cell: (row) => <AreaText m2={groundOf(row).farmM2} /> },
    { key: 'pbf', title: t('pbf'), number: true, cell: (row) => <AreaText m2={groundOf(row).pbfM2} pbf /> },
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

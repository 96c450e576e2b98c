import { listWriteOffs, type OutputOf } from '@shoutian/domain/api';
import { useEndpoint, useGo, useScope } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  AreaText,
  type Column,
  type FilterDef,
  ListPage,
  type SavedView,
  StateTag,
  useListState,
} from '../../kit/index.ts';
import { writeOffTexts } from './texts.ts';

type Row = OutputOf<typeof listWriteOffs>['rows'][number];
type State = 'siteCheck' | 'townReview' | 'countyReview' | 'approved' | 'returned' | 'open' | 'all';

const FILTERS = ['state', 'mine'] as const;
const STATES = ['open', 'siteCheck', 'townReview', 'countyReview', 'approved', 'returned', 'all'] as const;
const LOOKS = {
  siteCheck: 'writeOffRequested',
  townReview: 'townReview',
  countyReview: 'countyReview',
  approved: 'writtenOff',
  returned: 'returned',
} as const;

/** 销号办理: every application with its step and what it still lacks. */
export default function WriteOffsPage() {
  const t = useTexts(writeOffTexts);
  const go = useGo();
  const scope = useScope();
  const state = useListState(FILTERS);
  const mine = state.filters['mine'] !== undefined;
  const chosen = (state.filters['state']?.[0] ?? 'open') as State;
  const answer = useEndpoint(
    listWriteOffs,
    {
      query: {
        page: state.page,
        pageSize: state.pageSize,
        state: chosen,
        division: scope.code,
        ...(mine ? { waitingForMe: 'true' } : {}),
        ...(state.q === undefined ? {} : { q: state.q }),
        ...(state.sort === undefined ? {} : { sort: state.sort }),
      },
    },
    { keep: true },
  );
  const counts = answer.data?.counts ?? {};
  const views: readonly SavedView[] = STATES.map((key) => ({
    key,
    label: t(key),
    ...(counts[key] === undefined ? {} : { count: counts[key] }),
    view: key === 'open' ? {} : { filters: { state: [key] } },
  }));
  const filters: readonly FilterDef[] = [{ key: 'mine', label: t('mine'), kind: 'flag' }];
  const columns: readonly Column<Row>[] = [
    { key: 'writeOffNo', title: t('no'), heading: true, cell: (row) => row.writeOffNo },
    { key: 'title', title: t('problem'), cut: true, cell: (row) => `${row.problemNo} ${row.title}` },
    { key: 'village', title: t('village'), cell: (row) => row.villageName },
    { key: 'area', title: t('area'), number: true, cell: (row) => <AreaText m2={row.areaM2} strong /> },
    { key: 'state', title: t('state'), cell: (row) => <StateTag state={LOOKS[row.state]}>{t(row.state)}</StateTag> },
    {
      key: 'missing',
      title: t('missing'),
      cell: (row) => (
        <span className="st-row">
          {row.missingCount === 0 ? '—' : <StateTag tone="red">{t('missingTag', { n: row.missingCount })}</StateTag>}
          {row.overrideCount > 0 && <StateTag tone="amber">{t('overridden', { n: row.overrideCount })}</StateTag>}
        </span>
      ),
    },
    { key: 'applicant', title: t('applicant'), cell: (row) => row.applicantName },
    { key: 'appliedOn', title: t('appliedOn'), cell: (row) => row.appliedOn },
    {
      key: 'waits',
      title: t('waits'),
      number: true,
      cell: (row) => (row.state === 'approved' || row.state === 'returned' ? '—' : t('days', { n: row.waitingDays })),
    },
  ];
  return (
    <ListPage<Row>
      id="write-offs"
      title={t('title')}
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
        rowName: (row) => row.writeOffNo,
        onOpen: (id) => go(`/write-offs/${id}`),
      }}
    />
  );
}

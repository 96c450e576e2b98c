import {
  type Dashboard,
  getDashboard,
  listCampaigns,
  listLookBacks,
  listProblems,
  type ProblemRow,
} from '@shoutian/domain/api';
import { formatInstant } from '@shoutian/domain/format';
import { problemStates } from '@shoutian/domain/problem';
import { Button, DatePicker, Select, Tooltip } from 'antd';
import dayjs from 'dayjs';
import { useMemo, useState } from 'react';
import { useCan, useEndpoint, useGo, useScope, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  Answer,
  AreaText,
  Card,
  type Column,
  DataTable,
  DueLabel,
  EmptyState,
  Go,
  Icon,
  Page,
  PageTitle,
  StateMark,
  StatRow,
  StatTile,
} from '../../kit/index.ts';
import { CompositionCard } from './composition-card.tsx';
import { rateText, sixFigures } from './figures-row.tsx';
import { Paper } from './paper.tsx';
import { texts } from './texts.ts';
import { TrendFigure } from './trend-figure.tsx';
import { VillageFigure } from './village-figure.tsx';
import './dashboard.css';

const SHOWN = 6;
/** Figures stay as they were taken until somebody refreshes: they are read aloud in meetings. */
const FOREVER = Number.POSITIVE_INFINITY;

/** 领导看板: the same figures in the same order on screen and on A4; every number opens its rows. */
export default function DashboardPage() {
  const t = useTexts(texts);
  const today = useToday();
  const scope = useScope();
  const [campaign, setCampaign] = useState<string | null>(null);
  const [day, setDay] = useState<string | null>(null);
  const campaigns = useEndpoint(
    listCampaigns,
    { query: { pageSize: 100 } },
    { enabled: useCan('campaign.read'), staleMs: 600_000 },
  );
  const of = { division: scope.code, ...(campaign === null ? {} : { campaignId: campaign }) };
  const data = useEndpoint(
    getDashboard,
    { query: { ...of, ...(day === null ? {} : { asOf: day }) } },
    { keep: true, staleMs: FOREVER },
  );
  const ledger = { division: [scope.code], ...(campaign === null ? {} : { campaignId: campaign }) };
  const late = useEndpoint(
    listProblems,
    { query: { ...ledger, due: 'overdue', sort: 'due', pageSize: SHOWN } },
    { staleMs: FOREVER },
  );
  const rebounds = useEndpoint(
    listProblems,
    { query: { ...ledger, rebound: true, pageSize: 4 } },
    { staleMs: FOREVER },
  );
  const refresh = () => {
    void data.refetch();
    void late.refetch();
    void rebounds.refetch();
  };
  const rows = campaigns.data?.rows ?? [];
  return (
    <Page>
      <div className="st-noprint st-col st-dash">
        <PageTitle
          title={t('title')}
          tags={
            <>
              {rows.length > 0 && (
                <Select
                  aria-label={t('campaign')}
                  value={campaign ?? ''}
                  onChange={(id: string) => setCampaign(id === '' ? null : id)}
                  options={[
                    { value: '', label: t('campaign') },
                    ...rows.map((one) => ({ value: one.id, label: one.title })),
                  ]}
                  style={{ minWidth: 140 }}
                />
              )}
              <DatePicker
                aria-label={t('asOf')}
                placeholder={t('asOf')}
                value={day === null ? null : dayjs(day)}
                maxDate={dayjs(today)}
                onChange={(picked) => setDay(picked === null ? null : picked.format('YYYY-MM-DD'))}
              />
            </>
          }
          actions={
            <>
              <span className="st-note">
                {data.data && t('takenAt', { at: formatInstant(data.data.takenAt, today) })}
              </span>
              <Button loading={data.isFetching} onClick={refresh}>
                {t('refresh')}
              </Button>
              <Button
                type="primary"
                icon={<Icon name="print" />}
                disabled={data.data === undefined}
                onClick={() => window.print()}
              >
                {t('print')}
              </Button>
            </>
          }
        />
        <Answer query={data} lines={8}>
          {(figures) =>
            figures.all.count === 0 ? (
              <EmptyState title={t('empty')} text={t('emptyText')} action={<Go to="/clues">{t('board')}</Go>} />
            ) : (
              <Screen
                data={figures}
                late={late.data?.rows ?? []}
                lateTotal={late.data?.total ?? 0}
                rebounds={rebounds.data?.rows ?? []}
              />
            )
          }
        </Answer>
      </div>
      {data.data !== undefined && (
        <Paper data={data.data} late={late.data?.rows ?? []} rebounds={rebounds.data?.rows ?? []} />
      )}
    </Page>
  );
}

interface ScreenProps {
  data: Dashboard;
  late: readonly ProblemRow[];
  lateTotal: number;
  rebounds: readonly ProblemRow[];
}

function Screen({ data, late, lateTotal, rebounds }: ScreenProps) {
  const t = useTexts(texts);
  const go = useGo();
  const language = useLanguage();
  const columns = useMemo(
    (): readonly Column<ProblemRow>[] => [
      { key: 'no', title: t('no'), heading: true, cell: (row) => <Go to={`/problems/${row.id}`}>{row.problemNo}</Go> },
      { key: 'village', title: t('village'), cell: (row) => row.villageName },
      { key: 'name', title: t('name'), cut: true, cell: (row) => row.title },
      { key: 'farm', title: t('farm'), number: true, cell: (row) => <AreaText m2={row.farmM2 ?? undefined} /> },
      { key: 'late', title: t('lateBy'), cell: (row) => <DueLabel due={row.dueOn} /> },
      { key: 'leader', title: t('leader'), cell: (row) => row.responsiblePerson ?? '—' },
      { key: 'stuck', title: t('stuck'), cell: (row) => problemStates.label(row.state, language) },
    ],
    [t, language],
  );
  return (
    <>
      <StatRow>
        {sixFigures(data, t).map((one) => (
          <Tooltip key={one.key} title={one.tip}>
            <div className="st-dash-tile">
              <StatTile
                label={one.label}
                value={one.value}
                note={one.note}
                to={one.to}
                unit={t('cases')}
                {...(one.tone === undefined ? {} : { tone: one.tone })}
              />
            </div>
          </Tooltip>
        ))}
      </StatRow>
      <div className="st-dash-grid">
        <Card title={t('villages')} extra={t('villagesNote')}>
          <VillageFigure groups={data.byVillage} />
        </Card>
        <Card title={t('trend')}>
          <TrendFigure trend={data.trend} openNow={data.open.count} />
        </Card>
        <LookBackCard data={data} rebounds={rebounds} />
      </div>
      <div className="st-dash-low">
        <Card
          title={t('overdueTitle', { n: lateTotal, shown: late.length })}
          extra={<Go to="/problems?due=overdue">{t('allOverdue')}</Go>}
          flush
        >
          {late.length === 0 ? (
            <EmptyState title={t('overdueNone')} text={t('overdueNoneText')} />
          ) : (
            <DataTable<ProblemRow>
              caption={t('overdue')}
              columns={columns}
              rows={late}
              rowKey={(row) => row.id}
              onOpen={(id) => go(`/problems/${id}`)}
              cards
            />
          )}
        </Card>
        <CompositionCard data={data} />
      </div>
    </>
  );
}

function LookBackCard({ data, rebounds }: { data: Dashboard; rebounds: readonly ProblemRow[] }) {
  const t = useTexts(texts);
  const scope = useScope();
  const may = { enabled: useCan('problem.read'), staleMs: FOREVER };
  const counts = useEndpoint(listLookBacks, { query: { pageSize: 1, division: scope.code } }, may).data?.counts ?? {};
  const lines = [
    { key: 'due', label: t('lookBackDue'), n: counts['due'] },
    { key: 'overdue', label: t('lookBackOverdue'), n: counts['overdue'] },
    { key: 'done', label: t('lookBackDone'), n: counts['done'] },
  ] as const;
  return (
    <Card title={t('lookBack')} extra={<Go to="/problems?rebound=true">{`${data.rebound.part} ${t('cases')}`}</Go>}>
      <div className="st-col">
        {rebounds.length === 0 ? (
          <p className="st-note">{t('noRebound')}</p>
        ) : (
          rebounds.map((row) => (
            <div key={row.id} className="st-row">
              <StateMark tone="purple" />
              <Go to={`/problems/${row.id}`} className="st-ellipsis">
                {row.problemNo} {row.villageName} {row.title}
              </Go>
            </div>
          ))
        )}
        {lines.map(({ key, label, n }) => (
          <Go key={key} to={`/look-backs?state=${key}`} className="st-row st-between st-dash-line">
            <span>{label}</span>
            <b className={key === 'overdue' && (n ?? 0) > 0 ? 'st-tone-red' : ''}>{n ?? '—'}</b>
          </Go>
        ))}
        <Tooltip title={t('earlyTip', { part: data.early.part, of: data.early.of })}>
          <div className="st-row st-between st-dash-line">
            <span>{t('early')}</span>
            <b>{rateText(data.early.rate, t)}</b>
          </div>
        </Tooltip>
        <Go to="/problems?farmland=true" className="st-row st-between st-dash-line">
          <span>{t('onFarmland')}</span>
          <span>
            <b>{data.onFarmland.count}</b> {t('cases')} · <AreaText m2={data.onFarmland.farmM2} unit />
          </span>
        </Go>
        <Go to="/problems?pbfMu=0.01.." className="st-row st-between st-dash-line">
          <span>{t('onPbf')}</span>
          <span>
            <b>{data.onPbf.count}</b> {t('cases')} · <AreaText m2={data.onPbf.pbfM2} pbf unit />
          </span>
        </Go>
      </div>
    </Card>
  );
}

import { getClue, type ProblemDetail, type VerificationView } from '@shoutian/domain/api';
import { channels, constructionStages, groundFindings, partyTypes, verdicts } from '@shoutian/domain/dictionaries';
import { formatInstant } from '@shoutian/domain/format';
import { useEndpoint, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Answer, Card, type Column, DataTable, Facts, Go, StateTag } from '../../kit/index.ts';
import { detailTexts } from './texts-detail.ts';

function Verification({ report }: { report: VerificationView }) {
  const t = useTexts(detailTexts);
  const language = useLanguage();
  const today = useToday();
  const review =
    report.review === null
      ? t('notReviewed')
      : `${report.reviewedByName ?? ''} ${report.reviewedAt === null ? '' : formatInstant(report.reviewedAt, today)} ${t(report.review)}${report.reviewReason ? `：${report.reviewReason}` : ''}`;
  const amended = Object.keys(report.amendments);
  return (
    <Facts
      facts={[
        { label: t('reportedBy'), value: `${report.reportedByName} ${formatInstant(report.reportedAt, today)}` },
        {
          label: t('verdict'),
          value:
            report.verdict === null
              ? t('verdictNone')
              : `${report.verdict} ${verdicts.label(report.verdict, language)}`,
        },
        { label: t('ground'), value: report.onGround && groundFindings.label(report.onGround, language) },
        { label: t('description'), value: report.description },
        {
          label: t('stage'),
          value: report.constructionStage && constructionStages.label(report.constructionStage, language),
        },
        { label: t('builtYear'), value: report.builtYear },
        {
          label: t('party'),
          value: report.partyType && `${report.partyName ?? ''} ${partyTypes.label(report.partyType, language)}`,
        },
        { label: t('reviewed'), value: review },
        ...(amended.length > 0 ? [{ label: t('amended'), value: amended.join('、') }] : []),
      ]}
    />
  );
}

function ClueReports({ id, no }: { id: string; no: string }) {
  const t = useTexts(detailTexts);
  const clue = useEndpoint(getClue, { params: { id } }, { staleMs: 60_000 });
  return (
    <Card title={<Go to={`/clues/${id}`}>{no}</Go>}>
      <Answer query={clue} isEmpty={(data) => data.verifications.length === 0} empty={<p>{t('notReviewed')}</p>}>
        {({ verifications }) => (
          <div className="st-col">
            {verifications.map((report) => (
              <Verification key={report.id} report={report} />
            ))}
          </div>
        )}
      </Answer>
    </Card>
  );
}

/** What the village found on the ground, per clue, and what the town made of it. */
export function DetailVerify({ problem }: { problem: ProblemDetail }) {
  const t = useTexts(detailTexts);
  if (problem.clues.length === 0) return <p className="st-second">{t('noVerify')}</p>;
  return (
    <div className="st-col">
      {problem.clues.map((clue) => (
        <ClueReports key={clue.id} id={clue.id} no={clue.clueNo} />
      ))}
    </div>
  );
}

type ClueLine = ProblemDetail['clues'][number];

/** The clues that were found to be this one piece of ground. */
export function DetailClues({ problem }: { problem: ProblemDetail }) {
  const t = useTexts(detailTexts);
  const language = useLanguage();
  const columns: Column<ClueLine>[] = [
    { key: 'no', title: t('clueNo'), heading: true, cell: (row) => <Go to={`/clues/${row.id}`}>{row.clueNo}</Go> },
    { key: 'monitor', title: t('monitorNo'), cell: (row) => row.monitorNo ?? '—' },
    { key: 'channel', title: t('channel'), cell: (row) => channels.label(row.channel, language) },
    { key: 'batch', title: t('batch'), cut: true, cell: (row) => row.batchTitle },
    { key: 'state', title: t('state'), cell: (row) => <StateTag state={row.state} mark={false} /> },
  ];
  return (
    <DataTable<ClueLine>
      caption={t('clues')}
      columns={columns}
      rows={problem.clues}
      rowKey={(row) => row.id}
      empty={<p className="st-second">{t('noClues')}</p>}
      cards
    />
  );
}

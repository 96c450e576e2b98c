import { getPack, getWriteOff, type WriteOffDetail } from '@shoutian/domain/api';
import { formatInstant } from '@shoutian/domain/format';
import { type RoleId, roles } from '@shoutian/domain/people';
import { useParams } from '@tanstack/react-router';
import { useEndpoint, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Answer, ApprovalPage, Card, Facts, Go, StateTag } from '../../kit/index.ts';
import { ClosureCard } from './closure-card.tsx';
import { Decision } from './decision.tsx';
import { OverrideCard } from './override-card.tsx';
import { PlanCard } from './plan-card.tsx';
import { ProofCard } from './proof-card.tsx';
import { writeOffTexts } from './texts.ts';
import { useGuards } from './use-guards.ts';
import './write-offs.css';

const ORDER = ['siteCheck', 'townReview', 'countyReview', 'approved'] as const;

/** 销号申请: conditions, proof, areas, the opinions so far and the next one. */
export default function WriteOffPage() {
  const { writeOffId = '' } = useParams({ strict: false });
  const query = useEndpoint(getWriteOff, { params: { id: writeOffId } });
  return <Answer query={query}>{(writeOff) => <Application writeOff={writeOff} />}</Answer>;
}

function Application({ writeOff }: { writeOff: WriteOffDetail }) {
  const t = useTexts(writeOffTexts);
  const guards = useGuards(writeOff.guards, writeOff.problemId, writeOff.abilities);
  const pack = useEndpoint(getPack, { params: { id: writeOff.problemId } });
  const last = (step: WriteOffDetail['opinions'][number]['step']) =>
    writeOff.opinions
      .filter((opinion) => opinion.step === step && opinion.stands)
      .map((opinion) => opinion.personName)
      .join('、');
  const at = ORDER.indexOf(writeOff.state as (typeof ORDER)[number]);
  const now = writeOff.state === 'approved' ? 5 : writeOff.state === 'returned' ? 0 : at + 1;
  return (
    <ApprovalPage
      title={t('application', { title: `${writeOff.problemNo} ${writeOff.title}` })}
      crumbs={[{ label: t('problemWork') }, { label: t('title'), to: '/write-offs' }, { label: writeOff.writeOffNo }]}
      tags={
        <>
          <StateTag tone={writeOff.state === 'approved' ? 'ok' : writeOff.state === 'returned' ? 'red' : 'blue'}>
            {t(writeOff.state)}
          </StateTag>
          {writeOff.missingCount > 0 && <StateTag tone="red">{t('missingTag', { n: writeOff.missingCount })}</StateTag>}
          {writeOff.overrideCount > 0 && (
            <StateTag tone="amber">{t('overridden', { n: writeOff.overrideCount })}</StateTag>
          )}
        </>
      }
      now={now}
      steps={[
        { key: 'apply', title: t('stepApply'), note: `${writeOff.applicantName} ${writeOff.appliedOn.slice(5)}` },
        { key: 'site', title: t('stepSite'), note: last('siteCheck') },
        { key: 'town', title: t('stepTown'), note: last('townReview') },
        { key: 'county', title: t('stepCounty'), note: last('countyReview') },
        { key: 'done', title: t('stepDone') },
      ]}
      guardsTitle={t('guards')}
      guards={guards}
      proof={
        <Answer query={pack}>
          {(data) => (
            <>
              <ProofCard pack={data} />
              <ClosureCard pack={data} />
            </>
          )}
        </Answer>
      }
      opinion={<Decision writeOff={writeOff} />}
      aside={
        <>
          <OpinionsCard writeOff={writeOff} />
          <PlanCard writeOff={writeOff} />
          <OverrideCard writeOff={writeOff} />
          <Card title={t('related')}>
            <Facts
              facts={[
                { label: t('problem'), value: <Go to={`/problems/${writeOff.problemId}`}>{writeOff.problemNo}</Go> },
                ...writeOff.related.map((one) => ({
                  label: one.label,
                  value: one.link === null ? one.value : <Go to={one.link}>{one.value}</Go>,
                })),
              ]}
            />
          </Card>
        </>
      }
    />
  );
}

function OpinionsCard({ writeOff }: { writeOff: WriteOffDetail }) {
  const t = useTexts(writeOffTexts);
  const language = useLanguage();
  const today = useToday();
  const names = (ids: readonly string[]) => ids.map((id) => roles[id as RoleId]?.[language] ?? id).join('、');
  return (
    <Card title={t('opinions')}>
      <ul className="st-writeoff-opinions">
        {writeOff.opinions.map((opinion) => (
          <li key={`${opinion.personName}-${opinion.at}`} className={opinion.stands ? '' : 'st-writeoff-void'}>
            <div className="st-row st-wrap">
              <b>{opinion.personName}</b>
              <span className="st-note">{names(opinion.roles)}</span>
              <StateTag tone={opinion.agree ? 'ok' : 'red'}>{t(opinion.agree ? 'agreeWord' : 'refuseWord')}</StateTag>
              {!opinion.stands && <StateTag tone="grey">{t('void')}</StateTag>}
              <span className="st-end st-note">{formatInstant(opinion.at, today)}</span>
            </div>
            <div className="st-second">{opinion.opinion}</div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

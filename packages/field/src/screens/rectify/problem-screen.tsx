import { getProblem, type ProblemDetail, previewWriteOff } from '@shoutian/domain/api';
import { formatMu } from '@shoutian/domain/format';
import { useState } from 'react';
import { useEndpoint } from '../../app/api.ts';
import { go } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { language } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Icon, StateMark } from '../../parts/icon.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Failed, Loading } from '../../parts/states.tsx';
import { dayWords } from '../../words/day.ts';
import { dueWords } from '../../words/due.ts';
import { problemPlace } from '../../words/place.ts';
import { ProgressSheet } from './progress-sheet.tsx';
import { StepList } from './step-list.tsx';
import { rectifyTexts } from './texts.ts';

/** One problem as the village sees it: what to do by when, the steps, and the three things to report. */
export function ProblemScreen({ params }: { params: Record<string, string> }) {
  const t = useTexts(rectifyTexts);
  const { person } = useSession();
  const id = params['id'] ?? '';
  const problem = useEndpoint(getProblem, { params: { id } }, { personId: person.id });
  const mayAsk = problem.data?.state === 'rectifying' && person.roles.includes('village');
  const guards = useEndpoint(previewWriteOff, { params: { id } }, { enabled: mayAsk, personId: person.id });
  const [reporting, setReporting] = useState(false);
  if (problem.data === undefined)
    return (
      <Screen title={t('title', { place: '' })}>
        {problem.error ? <Failed error={problem.error} onRetry={() => void problem.refetch()} /> : <Loading />}
      </Screen>
    );
  const { data } = problem;
  const place = problemPlace(data);
  const lacking = (guards.data?.guards ?? []).filter((guard) => guard.step === 'request' && guard.status === 'missing');
  const canReport = data.abilities.includes('problem.recordMilestone');
  return (
    <Screen
      title={t('title', { place })}
      foot={
        <div className="f-pair">
          <button type="button" className="f-button is-big" onClick={() => go(`/problem/${id}/evidence`)}>
            <Icon name="camera" />
            {t('evidence')}
          </button>
          <button
            type="button"
            className="f-button is-main is-big"
            disabled={!canReport}
            onClick={() => setReporting(true)}
          >
            {t('progress')}
          </button>
        </div>
      }
    >
      <Plan problem={data} />
      {data.ongoing && (
        <div className="f-alert is-red">
          <Icon name="hand" />
          <button type="button" className="f-button is-red f-grow" onClick={() => go(`/stop?problem=${id}`)}>
            {t('stop')}
          </button>
        </div>
      )}
      {data.milestones.length > 0 && <StepList problem={data} place={place} />}
      {!canReport && data.state === 'registered' && <p className="f-alert is-blue">{t('notYet')}</p>}
      {mayAsk && (
        <button
          type="button"
          className="f-button is-big"
          aria-disabled={lacking.length > 0}
          onClick={() => go(`/problem/${id}/write-off`)}
        >
          {lacking.length > 0 ? t('writeOffMissing', { n: lacking.length }) : t('writeOff')}
        </button>
      )}
      {reporting && <ProgressSheet problem={data} place={place} onClose={() => setReporting(false)} />}
    </Screen>
  );
}

function Plan({ problem }: { problem: ProblemDetail }) {
  const t = useTexts(rectifyTexts);
  const { today } = useSession();
  const { dueOn, originalDueOn, measures, responsiblePerson, areaM2, progressPct, locationText } = problem;
  const due = dueWords(dueOn, today);
  return (
    <section className="f-card f-col">
      <div className="f-row f-between f-wrap">
        <StateMark tone={due.tone}>{due[language()]}</StateMark>
        <span className="f-note">
          {dueOn === null ? '' : dayWords(dueOn, today)}
          {originalDueOn !== null && originalDueOn !== dueOn
            ? `（${t('original', { day: dayWords(originalDueOn, today) })}）`
            : ''}
        </span>
      </div>
      <h2>{locationText === '' ? problemPlace(problem) : locationText}</h2>
      <dl className="f-facts">
        <dt>{t('measures')}</dt>
        <dd>{measures ?? t('noMeasures')}</dd>
        <dt>{t('responsible')}</dt>
        <dd>{responsiblePerson ?? '—'}</dd>
        <dt>{t('area')}</dt>
        <dd>{t('mu', { mu: formatMu(areaM2) })}</dd>
      </dl>
      <div>
        <p className="f-note">{t('now', { n: progressPct })}</p>
        <div className="f-bar" role="img" aria-label={t('now', { n: progressPct })}>
          <i style={{ width: `${progressPct}%` }} />
        </div>
      </div>
    </section>
  );
}

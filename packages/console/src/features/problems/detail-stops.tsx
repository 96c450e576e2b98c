import { type FirstTimer, listStops, type ProblemDetail, type StopMeasureView } from '@shoutian/domain/api';
import { stopMeasures, stopResults } from '@shoutian/domain/dictionaries';
import { formatInstant } from '@shoutian/domain/format';
import { Button } from 'antd';
import { useEndpoint, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Answer, DueLabel, StateTag, type Tone, Toned } from '../../kit/index.ts';
import { detailTexts } from './texts-detail.ts';

const tones: Record<FirstTimer['state'], Tone> = {
  waiting: 'grey',
  unknown: 'grey',
  running: 'blue',
  late: 'red',
  met: 'ok',
  metLate: 'amber',
};
const words = {
  waiting: 'timerWaiting',
  unknown: 'timerUnknown',
  running: 'timerRunning',
  late: 'timerLate',
  met: 'timerMet',
  metLate: 'timerMetLate',
} as const;

function Timers({ timers }: { timers: readonly FirstTimer[] }) {
  const t = useTexts(detailTexts);
  const language = useLanguage();
  return (
    <ul className="st-timers" aria-label={t('timers')}>
      {timers.map((timer) => (
        <li key={timer.id}>
          <span className="st-note">{language === 'zh' ? timer.label : timer.labelEn}</span>
          <b>{timer.hours === null ? '—' : t('hours', { n: Math.round(timer.hours * 10) / 10 })}</b>
          <Toned tone={tones[timer.state]}>{t(words[timer.state])}</Toned>
          <span className="st-note">
            {timer.limitHours !== null && t('limit', { n: timer.limitHours })}
            {timer.indicatorOnly && ` ${t('indicator')}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Measure({ measure, onRecheck }: { measure: StopMeasureView; onRecheck: (id: string) => void }) {
  const t = useTexts(detailTexts);
  const language = useLanguage();
  const today = useToday();
  const result = measure.recheckResult === null ? null : stopResults.get(measure.recheckResult);
  return (
    <li className="st-col st-stop">
      <div className="st-row st-between st-wrap">
        <b>{stopMeasures.label(measure.kind, language)}</b>
        <span className="st-note">
          {measure.recordedByName} {formatInstant(measure.takenAt, today)}
        </span>
      </div>
      {measure.content !== '' && <div>{measure.content}</div>}
      {measure.lawBasis !== '' && (
        <div className="st-note">
          {t('lawBasis')} {measure.lawBasis}
        </div>
      )}
      <div className="st-row st-wrap">
        {result === null ? (
          measure.recheckDueOn !== null && (
            <>
              <span className="st-second">{t('recheckDue')}</span> <DueLabel due={measure.recheckDueOn} />
              {measure.abilities.includes('stop.recheck') && (
                <Button size="small" onClick={() => onRecheck(measure.id)}>
                  {t('recheck')}
                </Button>
              )}
            </>
          )
        ) : (
          <>
            <StateTag tone={result.failed ? 'red' : 'ok'}>{result[language]}</StateTag>
            {measure.recheckedAt !== null && (
              <span className="st-note">
                {t('recheckBy', {
                  name: measure.recheckedByName ?? '',
                  at: formatInstant(measure.recheckedAt, today),
                })}{' '}
                {measure.note}
              </span>
            )}
          </>
        )}
        {measure.escalatedAt !== null && (
          <StateTag tone="red">{t('escalated', { at: formatInstant(measure.escalatedAt, today) })}</StateTag>
        )}
      </div>
    </li>
  );
}

export interface DetailStopsProps {
  problem: ProblemDetail;
  onRecord: () => void;
  onRecheck: (stopId: string) => void;
}

/** Stop measures with their rechecks, and the four firsts in hours that count. */
export function DetailStops({ problem, onRecord, onRecheck }: DetailStopsProps) {
  const t = useTexts(detailTexts);
  const stops = useEndpoint(listStops, { query: { subjectKind: 'problem', subjectId: problem.id } });
  return (
    <Answer query={stops}>
      {({ rows, timers }) => (
        <div className="st-col">
          {timers.length > 0 && <Timers timers={timers} />}
          <div className="st-row st-between">
            <span className="st-second">{rows.length === 0 && t('noStops')}</span>
            {problem.abilities.includes('stop.record') && (
              <Button size="small" onClick={onRecord}>
                {t('recordStop')}
              </Button>
            )}
          </div>
          <ul className="st-col">
            {rows.map((measure) => (
              <Measure key={measure.id} measure={measure} onRecheck={onRecheck} />
            ))}
          </ul>
        </div>
      )}
    </Answer>
  );
}

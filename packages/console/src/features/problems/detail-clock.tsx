import { listRules, type ProblemDetail } from '@shoutian/domain/api';
import { useCan, useEndpoint, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ClockBar, Go, Notice, ReadOnlyBar } from '../../kit/index.ts';
import { detailTexts } from './texts-detail.ts';
import { dayWords, stepWords } from './words.ts';

/** Length and kind of days of the term as the rule has it; null where the rules cannot be read. */
function useSpan(): { length: number; unit: 'W' | 'C' | 'M' | 'Y' } | null {
  const may = useCan('setting.read');
  const rules = useEndpoint(listRules, {}, { enabled: may, staleMs: 600_000 });
  const value = rules.data?.rows.find((rule) => rule.key === 'rectify.span')?.value;
  if (typeof value !== 'object' || value === null || !('length' in value) || !('unit' in value)) return null;
  const unit = (['W', 'C', 'M', 'Y'] as const).find((one) => one === value.unit);
  return typeof value.length === 'number' && unit !== undefined ? { length: value.length, unit } : null;
}

/** The rectification clock: from the list's formation to the due day, an extension as a second end. */
export function DetailClock({ problem }: { problem: ProblemDetail }) {
  const t = useTexts(detailTexts);
  const today = useToday();
  const language = useLanguage();
  const span = useSpan();
  const { listFormedOn: formed, dueOn } = problem;
  const original = problem.originalDueOn ?? dueOn;
  if (formed === null || dueOn === null || original === null) {
    return ['registered', 'reopened'].includes(problem.state) ? <p className="st-second">{t('noClock')}</p> : null;
  }
  const words = {
    list: problem.listTitle ?? problem.listNo ?? '',
    formed: dayWords(formed, today, language),
    due: dayWords(dueOn, today, language),
    original: dayWords(original, today, language),
  };
  const extended = dueOn !== original;
  return (
    <ClockBar
      title={
        span === null
          ? t('clockPlain')
          : t(span.unit === 'M' || span.unit === 'Y' ? 'clockPlain' : 'clock', { n: span.length })
      }
      detail={`${t(extended ? 'clockExtended' : 'clockDetail', words)}${span === null ? '' : span.unit === 'W' ? t('workingDays') : t('calendarDays')}`}
      start={formed}
      end={original}
      {...(extended ? { extendedTo: dueOn } : {})}
      warnAt={problem.warnDays}
      milestones={problem.milestones.map((one) => ({
        key: one.id,
        label: stepWords(one.step, one.name, language),
        planned: one.plannedOn,
        actual: one.actualOn,
      }))}
      finishedOn={problem.writtenOffOn}
    />
  );
}

/** Why nothing runs, or where the matter went on. */
export function DetailNotice({ problem }: { problem: ProblemDetail }) {
  const t = useTexts(detailTexts);
  const linked = (words: string, others: readonly { id: string; problemNo: string }[]) => (
    <Notice tone="blue">
      {words}{' '}
      {others.map((other) => (
        <Go key={other.id} to={`/problems/${other.id}`}>
          {other.problemNo}{' '}
        </Go>
      ))}
    </Notice>
  );
  const paused = problem.suspensions.at(-1);
  return (
    <>
      {problem.state === 'suspended' && (
        <Notice tone="amber">
          {t('suspendedTill', { day: problem.resumeOn ?? '—', reason: paused?.reason ?? '' })}
        </Notice>
      )}
      {problem.mergedInto !== null && linked(t('mergedInto'), [problem.mergedInto])}
      {problem.state === 'transferred' && (
        <ReadOnlyBar>{t('transferredTo', { to: problem.transferredTo ?? '' })}</ReadOnlyBar>
      )}
      {problem.state === 'noAction' && <ReadOnlyBar>{t('noActionBar')}</ReadOnlyBar>}
      {problem.state === 'writtenOff' && (
        <ReadOnlyBar>
          {t('writtenOffBar', { day: problem.writtenOffOn ?? '', until: problem.watchUntil ?? '—' })}
        </ReadOnlyBar>
      )}
      {problem.reboundOf !== null && linked(t('reboundOf'), [problem.reboundOf])}
      {problem.rebounds.length > 0 && linked(t('reboundsBar'), problem.rebounds)}
    </>
  );
}

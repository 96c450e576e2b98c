import type { ProblemDetail } from '@shoutian/domain/api';
import { daysBetween } from '@shoutian/domain/deadlines';
import { formatDay } from '@shoutian/domain/format';
import { useToday } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { ClockBar, Go, Notice, ReadOnlyBar } from '../../kit/index.ts';
import { detailTexts } from './texts-detail.ts';

/** The rectification clock: from the list's formation to the due day, an extension as a second end. */
export function DetailClock({ problem }: { problem: ProblemDetail }) {
  const t = useTexts(detailTexts);
  const today = useToday();
  const { listFormedOn: formed, dueOn } = problem;
  const original = problem.originalDueOn ?? dueOn;
  if (formed === null || dueOn === null || original === null) {
    return ['registered', 'reopened'].includes(problem.state) ? <p className="st-second">{t('noClock')}</p> : null;
  }
  const words = {
    list: problem.listTitle ?? problem.listNo ?? '',
    formed: formatDay(formed, today),
    due: formatDay(dueOn, today),
    original: formatDay(original, today),
  };
  const extended = dueOn !== original;
  return (
    <ClockBar
      title={t('clock', { n: daysBetween(formed, original) })}
      detail={t(extended ? 'clockExtended' : 'clockDetail', words)}
      start={formed}
      end={original}
      {...(extended ? { extendedTo: dueOn } : {})}
      warnAt={problem.warnDays}
      milestones={problem.milestones.map((one) => ({
        key: one.id,
        label: one.name,
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

import type { FirstTimer } from '@shoutian/domain/api';
import { useTexts } from '../../i18n/texts.ts';
import { Toned } from '../marks/state-mark.tsx';
import type { Tone } from '../marks/state-table.ts';
import { timerTexts } from './timer-texts.ts';

const tones: Record<FirstTimer['state'], Tone> = {
  waiting: 'grey',
  unknown: 'grey',
  running: 'blue',
  late: 'red',
  met: 'ok',
  metLate: 'red',
};

/** Up to two days people think in hours, beyond in days. */
function useSpan(): (hours: number) => string {
  const t = useTexts(timerTexts);
  return (hours) => {
    if (hours < 1) return t('minutes', { n: Math.round(hours * 60) });
    if (hours < 48) return t('hours', { n: hours < 10 ? Math.round(hours * 10) / 10 : Math.round(hours) });
    return t('days', { n: Math.round((hours / 24) * 10) / 10 });
  };
}

export interface TimerTextProps {
  timer: FirstTimer | undefined;
  /** Name and limit, for a column's heading. */
  head?: boolean;
  /** Puts the limit of a heading under its name, in this class. */
  limitClass?: string;
}

/** One of the 四个第一时间: how long it took, or what is left; 「报告 ≤2小时」 as a heading. */
export function TimerText({ timer, head = false, limitClass }: TimerTextProps) {
  const t = useTexts(timerTexts);
  const span = useSpan();
  if (timer === undefined) return <>—</>;
  if (head) {
    const label = t(`first_${timer.id}`);
    if (timer.limitHours === null) return <>{label}</>;
    return (
      <>
        {label} <span className={limitClass}>≤{span(timer.limitHours)}</span>
      </>
    );
  }
  if (timer.state === 'waiting') return <span className="st-tone-grey">—</span>;
  if (timer.state === 'unknown') return <span className="st-note">{t('unknown')}</span>;
  if (timer.state === 'running') {
    if (timer.dueAt === null) return <Toned tone="blue">{t('running', { span: span(timer.hours ?? 0) })}</Toned>;
    const left = (Date.parse(timer.dueAt) - Date.now()) / 3_600_000;
    return <Toned tone={left < 6 ? 'amber' : 'blue'}>{t('left', { span: span(Math.max(0, left)) })}</Toned>;
  }
  const words = timer.hours === null ? '' : span(timer.hours);
  return (
    <Toned tone={timer.indicatorOnly && timer.late ? 'amber' : tones[timer.state]} strong={timer.late}>
      {timer.state === 'late' ? t('late', { span: words }) : words}
    </Toned>
  );
}

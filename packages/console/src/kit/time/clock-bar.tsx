import { useToday } from '../../app/today.ts';
import { useTexts } from '../../i18n/texts.ts';
import { shortDay } from '../marks/due.ts';
import { kitTexts } from '../texts.ts';
import { useWidth } from '../use-width.ts';
import {
  type ClockSpan,
  isDone,
  type Milestone,
  type PlacedMilestone,
  placeDay,
  placeMilestones,
  readClock,
} from './clock-layout.ts';
import './time.css';

export interface ClockBarProps extends ClockSpan {
  /** 「60 日整改期」; the number of days comes from the rules. */
  title: string;
  /** List, number, day formed, day due, kind of days. */
  detail: string;
  milestones: readonly Milestone[];
  /** Days before the end that carry a warning mark, from the rules: [15, 7, 3]. */
  warnAt: readonly number[];
  /** Day everything was done; stops the countdown. */
  finishedOn?: string | null;
}

/** Widths of the day line at 11 px: 「计划 11-05 · 实际 11-09」 and 「计划 11-25」. */
const DONE_PX = 124;
const OPEN_PX = 66;
/** Of a name at 13 px semibold, measured: a Latin letter, and everything wider. */
const LATIN_PX = 7.2;
const WIDE_PX = 13;

/** Width of a milestone's words in px: its name or its days, whichever is longer. */
function wordsPx(one: Milestone): number {
  const name = [...one.label].reduce((sum, char) => sum + (char < '\u2e80' ? LATIN_PX : WIDE_PX), 0);
  return Math.max(isDone(one) ? DONE_PX : OPEN_PX, name);
}

function Mark({ one, today }: { one: PlacedMilestone; today: string }) {
  const t = useTexts(kitTexts);
  const done = one.actual !== undefined && one.actual !== null;
  const tone = done ? (one.late ? 'amber' : 'ok') : one.planned < today ? 'red' : 'open';
  return (
    <li className={`st-clock-mark st-clock-${tone}`} style={{ left: `${one.at * 100}%` }}>
      <span className="st-clock-dot" aria-hidden="true">
        {done ? '✓' : ''}
      </span>
      <span className={`st-clock-words st-clock-hang-${one.align}`} style={{ ['--st-level' as string]: one.level }}>
        <b>{one.label}</b>
        <span>
          {t('planned', { day: shortDay(one.planned, today) })}
          {done && ` · ${t('actual', { day: shortDay(one.actual ?? '', today) })}`}
        </span>
      </span>
    </li>
  );
}

/** The rectification clock: time passed, milestones planned and done, warning marks, today, both ends. */
export function ClockBar(props: ClockBarProps) {
  const { title, detail, milestones, warnAt, finishedOn } = props;
  const t = useTexts(kitTexts);
  const today = useToday();
  const [ref, width] = useWidth<HTMLDivElement>();
  const reading = readClock(props, milestones, finishedOn ?? today, warnAt);
  const bar = Math.max(1, width - 130);
  const placed = placeMilestones(milestones, props, (one) => wordsPx(one) / bar);
  const last = props.extendedTo ?? props.end;
  const passed = placeDay(finishedOn ?? today, props);
  const marks = warnAt
    .map((days) => ({ days, at: placeDay(minusDays(last, days), props) }))
    .sort((a, b) => a.at - b.at);
  const amberFrom = marks[0]?.at ?? 1;
  const state =
    finishedOn !== undefined && finishedOn !== null
      ? t('finishedIn', { used: reading.usedDays, day: shortDay(finishedOn, today) })
      : reading.leftDays < 0
        ? t('usedOver', { used: reading.usedDays, over: -reading.leftDays })
        : t('used', { used: reading.usedDays, left: reading.leftDays });
  return (
    <section className="st-card st-clock" aria-label={title} ref={ref}>
      <div className="st-clock-head">
        <b>{title}</b>
        <span className="st-second st-grow">{detail}</span>
        <b className={`st-tone-${finishedOn ? 'ok' : reading.tone}`}>{state}</b>
        <span className="st-note">
          {t('nodes', { done: reading.done, all: milestones.length })}
          {reading.late > 0 && `，${t('nodesLate', { n: reading.late })}`}
        </span>
      </div>
      <div
        className="st-clock-track"
        style={{ ['--st-levels' as string]: Math.max(0, ...placed.map((one) => one.level)) }}
      >
        <div className="st-clock-bar" aria-hidden="true">
          <i className="st-clock-passed" style={{ width: `${Math.min(passed, amberFrom) * 100}%` }} />
          {passed > amberFrom && (
            <i
              className="st-clock-amber"
              style={{ left: `${amberFrom * 100}%`, width: `${(passed - amberFrom) * 100}%` }}
            />
          )}
          {marks.map((mark) => (
            <i key={mark.days} className="st-clock-warn" style={{ left: `${mark.at * 100}%` }}>
              <span>{t('daysLeftMark', { n: mark.days })}</span>
            </i>
          ))}
          {props.extendedTo && (
            <i className="st-clock-end" style={{ left: `${placeDay(props.end, props) * 100}%` }}>
              <span>{shortDay(props.end, today)}</span>
            </i>
          )}
          {!finishedOn && (
            <i className="st-clock-today" style={{ left: `${passed * 100}%` }}>
              <span>{t('today')}</span>
            </i>
          )}
        </div>
        <ol className="st-clock-marks">
          {placed.map((one) => (
            <Mark key={one.key} one={one} today={today} />
          ))}
        </ol>
      </div>
    </section>
  );
}

function minusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

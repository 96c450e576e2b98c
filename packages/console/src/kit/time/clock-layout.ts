import { dayGap } from '../marks/due.ts';

export interface Milestone {
  key: string;
  label: string;
  /** `YYYY-MM-DD`. */
  planned: string;
  actual?: string | null;
}

export interface ClockSpan {
  /** Day the list was formed; the clock starts there. */
  start: string;
  /** Original last day; stays visible after an extension. */
  end: string;
  extendedTo?: string | null;
}

export interface PlacedMilestone extends Milestone {
  /** 0…1 along the bar. */
  at: number;
  late: boolean;
  /** How the words hang on the mark so that neighbours do not cover each other. */
  align: 'start' | 'middle' | 'end';
  /** Lower lines of words when even that is not enough: steps caught up on one day all stand on it. */
  level: number;
}

/** More lines than this would make the bar a list. */
const MOST_LEVELS = 4;

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** Position of a day on the bar, 0 at the start, 1 at the (extended) end; outside days stick to the ends. */
export function placeDay(day: string, span: ClockSpan): number {
  const whole = dayGap(span.start, span.extendedTo ?? span.end);
  return whole <= 0 ? 1 : clamp(dayGap(span.start, day) / whole);
}

/**
 * Places milestones along the bar. A done one stands on its actual day, an open one on its planned day.
 * @param widthOf share of the bar that a milestone's words take (label px / bar px)
 */
export function placeMilestones(
  milestones: readonly Milestone[],
  span: ClockSpan,
  widthOf: (one: Milestone) => number,
): PlacedMilestone[] {
  const sorted = milestones
    .map((one) => ({ ...one, at: placeDay(one.actual ?? one.planned, span), late: isLate(one) }))
    .sort((a, b) => a.at - b.at);
  const ends: number[] = [-1];
  return sorted.map((one, i) => {
    const next = sorted[i + 1]?.at;
    const width = widthOf(one);
    const tight = next !== undefined && next - one.at < width * 0.95;
    // The last one has the room behind the bar to itself; what else stands at the end hangs to the left.
    const atEnd = one.at >= 0.97;
    const align = (atEnd && next === undefined) || one.at < width / 2 ? 'start' : tight || atEnd ? 'end' : 'middle';
    const left = align === 'start' ? one.at : align === 'end' ? one.at - width : one.at - width / 2;
    const free = ends.findIndex((end) => left >= end - 0.004);
    const level = free >= 0 ? free : Math.min(ends.length, MOST_LEVELS - 1);
    ends[level] = left + width;
    return { ...one, align, level };
  });
}

/** Has a day of its own: its words name two days. */
export function isDone(one: Milestone): boolean {
  return one.actual !== undefined && one.actual !== null;
}

function isLate(one: Milestone): boolean {
  return isDone(one) && (one.actual ?? '') > one.planned;
}

export interface ClockReading {
  usedDays: number;
  leftDays: number;
  done: number;
  late: number;
  tone: 'ok' | 'amber' | 'red';
}

/**
 * Days used and left on `today` against the (extended) end.
 * @param warnAt days before the end from which the clock is amber (the marks drawn on the bar), from the rules.
 */
export function readClock(
  span: ClockSpan,
  milestones: readonly Milestone[],
  today: string,
  warnAt: readonly number[],
): ClockReading {
  const leftDays = dayGap(today, span.extendedTo ?? span.end);
  const warn = Math.max(0, ...warnAt);
  return {
    usedDays: Math.max(0, dayGap(span.start, today)),
    leftDays,
    done: milestones.filter(isDone).length,
    late: milestones.filter(isLate).length,
    tone: leftDays < 0 ? 'red' : leftDays <= warn ? 'amber' : 'ok',
  };
}

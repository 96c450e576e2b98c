import type { FirstTimer as TimerView } from '@shoutian/domain/api';
import { type FirstKind, type FirstTimer, fourFirsts, startOfDay } from '@shoutian/domain/deadlines';
import { constructionStages } from '@shoutian/domain/dictionaries';
import type { Rules } from '@shoutian/domain/rules';
import type { ActRow } from './queries/stops.ts';

const names: Record<FirstKind, { zh: string; en: string }> = {
  report: { zh: '第一时间报告', en: 'Report' },
  find: { zh: '第一时间发现', en: 'Find' },
  stop: { zh: '第一时间制止', en: 'Stop' },
  eliminate: { zh: '第一时间消除', en: 'Eliminate' },
};

const HOUR = 3_600_000;

/** Limit of a timer by the rules, hours; null where the plan's day is the limit. */
function limitOf(kind: FirstKind, act: ActRow, rules: Rules): number | null {
  switch (kind) {
    case 'report':
      return rules.value('firsts.reportHours');
    case 'find':
      return rules.value('firsts.findDays') * 24;
    case 'stop':
      return rules.value('firsts.stopHours');
    case 'eliminate':
      return act.stage !== null && constructionStages.get(act.stage).early
        ? rules.value('firsts.eliminateDays') * 24
        : null;
  }
}

/** 四个第一时间 of one act (5.8.3), in the order of the source plan: report first. */
export function timersOf(act: ActRow, rules: Rules, now: Date): TimerView[] {
  const ms = (at: Date | null): number | null => at?.getTime() ?? null;
  const timers = fourFirsts(
    {
      begunAt: null,
      foundAt: ms(act.found_at),
      reportedAt: ms(act.reported_at),
      stoppedAt: ms(act.stopped_at),
      eliminatedAt: ms(act.eliminated_at),
      stage: act.stage,
      // The plan's last day counts whole.
      plannedEndAt: act.planned_end === null ? null : startOfDay(act.planned_end).getTime() + 24 * HOUR,
      noSignalMs: (act.no_signal_s ?? 0) * 1000,
    },
    rules,
    now.getTime(),
  );
  return timers.map((timer) => presentTimer(timer, act, rules));
}

function presentTimer(timer: FirstTimer, act: ActRow, rules: Rules): TimerView {
  const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
  return {
    id: timer.kind,
    label: names[timer.kind].zh,
    labelEn: names[timer.kind].en,
    startedAt: iso(timer.startAt),
    stoppedAt: iso(timer.doneAt),
    hours: timer.elapsedMs === null ? null : timer.elapsedMs / HOUR,
    limitHours: limitOf(timer.kind, act, rules),
    dueAt: iso(timer.dueAt),
    state: timer.state,
    late: timer.state === 'late' || timer.state === 'metLate',
    indicatorOnly: timer.indicatorOnly,
  };
}

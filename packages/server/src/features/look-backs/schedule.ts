import { addDays, daysBetween, shanghaiDay } from '@shoutian/domain/deadlines';
import { formatDay } from '@shoutian/domain/format';
import type { Schedule } from '../../platform/jobs/index.ts';
import type { LooseWork } from '../../platform/request.ts';
import { tellResponsible } from '../problems/index.ts';
import { dueVisits, type VisitRow } from './queries/visits.ts';

const AHEAD_DAYS = 7;

/** Tells of visits that come up and, once a week as long as they wait, of those that are overdue. */
export async function remindOfVisits(work: LooseWork): Promise<void> {
  await work.transaction(async (inner) => {
    const today = shanghaiDay(inner.now);
    for (const row of await dueVisits(inner.tx, inner.actor.countyCode, addDays(today, AHEAD_DAYS))) {
      const late = daysBetween(row.due_on, today);
      await tellResponsible(
        inner,
        {
          id: row.problem_id,
          divisionCode: row.division_code,
          leadUnit: row.lead_unit,
          coUnits: row.co_units,
          responsiblePersonId: row.responsible_person_id,
        },
        { ...words(row, late), dedupe: `lookBack/${row.id}/${late > 0 ? `late${Math.ceil(late / 7)}` : 'soon'}` },
      );
    }
  });
}

function words(row: VisitRow, late: number) {
  const what = `${row.problem_no} ${row.title}`;
  return late > 0
    ? {
        kind: 'lookBack.overdue',
        level: 'alert' as const,
        title: `回头看逾期 ${late} 天 ${what}`,
        body: `应在 ${formatDay(row.due_on)} 前到场。`,
        leaders: true,
        link: '/look-backs?state=overdue',
      }
    : {
        kind: 'lookBack.due',
        level: 'info' as const,
        title: `回头看 ${formatDay(row.due_on)}前到场 ${what}`,
        body: row.cause ?? '',
        link: '/look-backs',
      };
}

export const lookBackSchedule: Schedule = { name: 'lookBack.remind', cron: '40 7 * * *', run: remindOfVisits };

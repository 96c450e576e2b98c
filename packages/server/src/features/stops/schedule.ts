import { daysBetween, shanghaiDay } from '@shoutian/domain/deadlines';
import type { Schedule } from '../../platform/jobs/index.ts';
import { lateRechecks } from './queries/stops.ts';
import { linkOf, tell } from './tell.ts';

/** From this many days late the town's leader is told too. */
const LEADER_AFTER_DAYS = 3;

/** Rechecks nobody made: told once on the first day and once more, higher up, after three. */
export const overdueRechecks: Schedule = {
  name: 'stop.recheckOverdue',
  cron: '0 8 * * *',
  run: (work) =>
    work.transaction(async (inner) => {
      const today = shanghaiDay(inner.now);
      for (const late of await lateRechecks(inner.tx, inner.actor.countyCode, today)) {
        const days = daysBetween(late.due_on, today);
        const higher = days >= LEADER_AFTER_DAYS;
        await tell(
          inner,
          late.division_code,
          higher ? ['townEnforce', 'townLeader'] : ['townEnforce'],
          {
            kind: 'stop.recheckOverdue',
            level: higher ? 'alert' : 'warn',
            title: `${late.title} 逾 ${days} 天`,
            body: '制止之后还没有人去复查，停没停工不知道。',
            link: linkOf(late.subject_kind, late.subject_id),
            subjectKind: late.subject_kind,
            subjectId: late.subject_id,
            dedupe: `stop.recheckOverdue/${late.stop_id}/${higher ? 'leader' : 'first'}`,
          },
          [late.assigned_to],
        );
      }
    }),
};

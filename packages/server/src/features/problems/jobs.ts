import { daysBetween, dueStatus, shanghaiDay, weekday } from '@shoutian/domain/deadlines';
import { formatDay } from '@shoutian/domain/format';
import type { Schedule } from '../../platform/jobs/index.ts';
import { sendNotices } from '../../platform/notices.ts';
import type { Work } from '../../platform/request.ts';
import { peopleFor } from '../people/index.ts';
import { rulesFor } from '../settings/index.ts';
import { type ProblemNotice, tellMany } from './commands/tell.ts';
import { type DueProblem, dueProblems, ongoingProblems, orphansByTown } from './queries/due.ts';

/**
 * Warnings go out in the morning; the later runs of the day reach a server that was off then. What was sent is not sent
 * again: the key of a notice names the thing and the mark.
 */
export const problemSchedules = (): readonly Schedule[] => [
  { name: 'problem.warn', cron: '5 8-20 * * *', run: (work) => work.transaction(warn) },
  { name: 'problem.ongoing', cron: '15 8-20/4 * * *', run: (work) => work.transaction(warnOngoing) },
  { name: 'problem.orphans', cron: '20 8-20/4 * * 1', run: (work) => work.transaction(warnOrphans) },
];

/** Warnings at the rule's marks (15, 7, 3 days) and when overdue: the day after, then once a week. */
export async function warn(work: Work): Promise<void> {
  const rules = await rulesFor(work.tx, work.actor.countyCode, work.now);
  const marks = rules.value('rectify.warnDays');
  const today = shanghaiDay(work.now);
  const due = await dueProblems(work.tx, work.actor.countyCode, today, Math.max(0, ...marks));
  await tellMany(work, due, (problem) => dueNotice(problem, today, marks));
}

function dueNotice(problem: DueProblem, today: string, marks: readonly number[]): ProblemNotice {
  const status = dueStatus(problem.dueOn, null, today, marks);
  const base = {
    kind: 'problem.due',
    body: `${problem.title}，期限 ${formatDay(problem.dueOn, today)}`,
    leaders: true,
  };
  const key = `problem.due/${problem.id}/${problem.dueOn}`;
  if (status.state !== 'overdue') {
    const left = status.daysLeft ?? 0;
    return {
      ...base,
      level: 'warn',
      title: left === 0 ? `今天到期 ${problem.problemNo}` : `还剩 ${left} 天 ${problem.problemNo}`,
      dedupe: `${key}/${status.mark ?? 0}`,
    };
  }
  const late = daysBetween(problem.dueOn, today);
  return {
    ...base,
    level: 'alert',
    title: `逾期 ${late} 天 ${problem.problemNo}`,
    dedupe: `${key}/late${Math.floor((late - 1) / 7)}`,
  };
}

/** What is still being built and was never stopped comes up every day. */
export async function warnOngoing(work: Work): Promise<void> {
  const today = shanghaiDay(work.now);
  await tellMany(work, await ongoingProblems(work.tx, work.actor.countyCode), (problem) => ({
    kind: 'problem.ongoing',
    level: 'alert',
    title: `还在施工，没有制止记录 ${problem.problemNo}`,
    body: problem.title,
    dedupe: `problem.ongoing/${problem.id}/${today}`,
    leaders: true,
  }));
}

/** No state without an owner and a due day: each Monday the centres and the leader get the count, by town. */
export async function warnOrphans(work: Work): Promise<void> {
  const { tx, actor, now } = work;
  const today = shanghaiDay(now);
  if (weekday(today) !== 1) return;
  for (const { town, count } of await orphansByTown(tx, actor.countyCode)) {
    const people = await peopleFor(tx, actor.countyCode, {
      roles: ['townBuild', 'townIndustry', 'townLeader'],
      divisionCode: town,
    });
    await sendNotices(
      tx,
      actor.countyCode,
      now,
      people.map((person) => ({
        personId: person.id,
        kind: 'problem.orphan',
        level: 'warn',
        title: `有 ${count} 个问题没有责任人或期限`,
        link: '/problems?orphan=true',
        dedupe: `problem.orphan/${town}/${today}`,
      })),
    );
  }
}

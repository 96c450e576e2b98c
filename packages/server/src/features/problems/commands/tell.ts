import type { RoleId } from '@shoutian/domain/people';
import { type NewNotice, sendNotices } from '../../../platform/notices.ts';
import type { Work } from '../../../platform/request.ts';
import { peopleFor } from '../../people/index.ts';
import type { ProblemRecord } from '../queries/record.ts';

export interface ProblemNotice {
  readonly kind: string;
  readonly level: 'info' | 'warn' | 'alert';
  readonly title: string;
  readonly body?: string;
  /** Once a person and key: name the thing and, where it may come again, the day. */
  readonly dedupe: string;
  /** The town leader too. */
  readonly leaders?: boolean;
  readonly link?: string;
}

type Told = Pick<ProblemRecord, 'id' | 'divisionCode' | 'leadUnit' | 'coUnits' | 'responsiblePersonId'>;

/** Roles that a problem concerns: the leading units, else both centres; the village; where it matters the leader. */
function audience(problem: Told, leaders: boolean): string[] {
  const leads = [problem.leadUnit, ...problem.coUnits].filter((role) => role !== '');
  return [
    ...(leads.length > 0 ? leads : (['townBuild', 'townIndustry'] satisfies RoleId[])),
    'village',
    ...(leaders ? ['townLeader'] : []),
  ];
}

/** Whom a problem concerns: its responsible person, the leading units of the place, else both centres; the village. */
export async function tellResponsible(work: Work, problem: Told, notice: ProblemNotice): Promise<void> {
  const roles = audience(problem, notice.leaders ?? false);
  const people = await peopleFor(work.tx, work.actor.countyCode, { roles, divisionCode: problem.divisionCode });
  await tellPeople(work, problem, notice, [
    ...people.map((person) => person.id),
    ...(problem.responsiblePersonId === null ? [] : [problem.responsiblePersonId]),
  ]);
}

/** People with one of the roles over the problem's place. */
export async function tellRoles(
  work: Work,
  problem: Pick<ProblemRecord, 'id' | 'divisionCode'>,
  roles: readonly RoleId[],
  notice: ProblemNotice,
): Promise<void> {
  const people = await peopleFor(work.tx, work.actor.countyCode, { roles, divisionCode: problem.divisionCode });
  await tellPeople(
    work,
    problem,
    notice,
    people.map((person) => person.id),
  );
}

/** Nobody is told of the own act. */
function noticesTo(
  work: Work,
  problem: Pick<ProblemRecord, 'id'>,
  notice: ProblemNotice,
  personIds: readonly string[],
): NewNotice[] {
  return [...new Set(personIds)]
    .filter((id) => id !== work.actor.id)
    .map((personId) => ({
      personId,
      kind: notice.kind,
      level: notice.level,
      title: notice.title,
      body: notice.body ?? '',
      link: notice.link ?? `/problems/${problem.id}`,
      subjectKind: 'problem',
      subjectId: problem.id,
      dedupe: notice.dedupe,
    }));
}

/** Tells named people, the actor excepted. */
export async function tellPeople(
  work: Work,
  problem: Pick<ProblemRecord, 'id'>,
  notice: ProblemNotice,
  personIds: readonly string[],
): Promise<void> {
  await sendNotices(work.tx, work.actor.countyCode, work.now, noticesTo(work, problem, notice, personIds));
}

/**
 * One notice a problem, many problems: the people of a place and unit are looked up once, the notices go in one statement.
 * @returns how many inboxes were written to
 */
export async function tellMany<P extends Told>(
  work: Work,
  problems: readonly P[],
  noticeOf: (problem: P) => ProblemNotice,
): Promise<number> {
  const people = new Map<string, string[]>();
  const all: NewNotice[] = [];
  for (const problem of problems) {
    const notice = noticeOf(problem);
    const roles = audience(problem, notice.leaders ?? false);
    const key = `${problem.divisionCode}/${roles.join()}`;
    const known =
      people.get(key) ??
      (await peopleFor(work.tx, work.actor.countyCode, { roles, divisionCode: problem.divisionCode })).map(
        ({ id }) => id,
      );
    people.set(key, known);
    const own = problem.responsiblePersonId === null ? [] : [problem.responsiblePersonId];
    all.push(...noticesTo(work, problem, notice, [...known, ...own]));
  }
  await sendNotices(work.tx, work.actor.countyCode, work.now, all);
  return all.length;
}

import type { RoleId } from '@shoutian/domain/people';
import { sendNotices } from '../../../platform/notices.ts';
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

/** Whom a problem concerns: its responsible person, the leading units of the place, else both centres; the village. */
export async function tellResponsible(work: Work, problem: Told, notice: ProblemNotice): Promise<void> {
  const leads = [problem.leadUnit, ...problem.coUnits].filter((role) => role !== '');
  const roles: string[] = [
    ...(leads.length > 0 ? leads : (['townBuild', 'townIndustry'] satisfies RoleId[])),
    'village',
    ...(notice.leaders ? ['townLeader'] : []),
  ];
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
export async function tellPeople(
  work: Work,
  problem: Pick<ProblemRecord, 'id'>,
  notice: ProblemNotice,
  personIds: readonly string[],
): Promise<void> {
  await sendNotices(
    work.tx,
    work.actor.countyCode,
    work.now,
    [...new Set(personIds)]
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
      })),
  );
}

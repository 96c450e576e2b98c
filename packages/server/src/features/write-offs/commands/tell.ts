import type { RoleId } from '@shoutian/domain/people';
import type { Work } from '../../../platform/request.ts';
import { type ProblemRecord, tellPeople, tellRoles } from '../../problems/index.ts';

interface Word {
  readonly id: string;
  readonly no: string;
  readonly kind: string;
  readonly level: 'info' | 'warn' | 'alert';
  readonly title: string;
  readonly body: string;
  /** Version that the act made: the same step may come again after a return. */
  readonly version: number;
}

const notice = (problem: ProblemRecord, word: Word) => ({
  kind: `writeOff.${word.kind}`,
  level: word.level,
  title: `${word.title} ${word.no} ${problem.title}`,
  body: word.body,
  dedupe: `writeOff.${word.kind}/${word.id}/${word.version}`,
  link: `/write-offs/${word.id}`,
});

/** The next in line. */
export async function tellDesk(
  work: Work,
  problem: ProblemRecord,
  roles: readonly RoleId[],
  word: Word,
): Promise<void> {
  await tellRoles(work, problem, roles, notice(problem, word));
}

export async function tellApplicant(
  work: Work,
  problem: ProblemRecord,
  applicantId: string,
  word: Word,
): Promise<void> {
  await tellPeople(work, problem, notice(problem, word), [applicantId]);
}

/** Who may check on site: the leading centre (both where nobody leads) and the brigade. */
export function fieldRoles(problem: Pick<ProblemRecord, 'leadUnit' | 'coUnits'>): RoleId[] {
  const leads = [problem.leadUnit, ...problem.coUnits].filter((role) => role !== '') as RoleId[];
  return [...(leads.length > 0 ? leads : (['townBuild', 'townIndustry'] satisfies RoleId[])), 'townEnforce'];
}

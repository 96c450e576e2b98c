import type { Actor, RoleId } from '@shoutian/domain/people';
import type { Missing } from '@shoutian/domain/problem';
import type { OpinionRow, Step } from './queries/read.ts';

const order: Record<Step, number> = { apply: 0, siteCheck: 1, townReview: 2, countyReview: 3 };

/**
 * Opinions that still count. A refusal sends the application one desk back: what was said from that desk on is void, what
 * was said before it stays (a county's return does not send two people into the field again, a town's does).
 * @param opinions of one application, oldest first
 */
export function inForce(opinions: readonly OpinionRow[]): OpinionRow[] {
  let kept: OpinionRow[] = [];
  for (const opinion of opinions) {
    if (opinion.agree) kept.push(opinion);
    else {
      const back = Math.max(order.siteCheck, order[opinion.step] - 1);
      kept = kept.filter((each) => order[each.step] < back);
    }
  }
  return kept;
}

const centres: readonly RoleId[] = ['townBuild', 'townIndustry'];

/** Whose named opinion stands: the village's as applicant or signer, a centre's from the field or as signer. */
export function signatures(standing: readonly OpinionRow[]): {
  village: OpinionRow | null;
  centre: OpinionRow | null;
} {
  return {
    village: standing.find((each) => each.step === 'apply' && each.person_roles.includes('village')) ?? null,
    centre:
      standing.find(
        (each) =>
          (each.step === 'apply' || each.step === 'siteCheck') &&
          each.person_roles.some((role) => centres.includes(role)),
      ) ?? null,
  };
}

/** Two different people who agreed on site. */
export function fieldReviewers(standing: readonly OpinionRow[]): OpinionRow[] {
  return standing.filter((each) => each.step === 'siteCheck');
}

const gap = (code: string, zh: string, en: string): Missing => ({ code, message: { zh, en } });

/**
 * Separation of duty inside one application (5.2, 8.3): who applied does not verify, nobody verifies twice, and nobody
 * decides on two desks. What was filed as evidence is the transition table's own question.
 */
export function chainGaps(
  step: Exclude<Step, 'apply'>,
  actor: Pick<Actor, 'id'>,
  applicantId: string,
  standing: readonly OpinionRow[],
): Missing[] {
  const own = standing.filter((each) => each.person_id === actor.id);
  if (step === 'siteCheck') {
    if (applicantId === actor.id || own.some((each) => each.step === 'apply'))
      return [gap('duty.applicant', '本人申请的销号，本人不能现场核实', 'the applicant cannot verify on site')];
    if (own.length > 0)
      return [gap('duty.twice', '您已核实过，还要另外一人到场', 'you have verified already; another person must')];
    return [];
  }
  if (applicantId === actor.id || own.length > 0)
    return [
      gap('duty.chain', '同一人不能在一件销号里办两个环节', 'one person cannot act on two steps of one write-off'),
    ];
  return [];
}

import { rectificationClock } from '@shoutian/domain/deadlines';
import type { RectifyMethod } from '@shoutian/domain/dictionaries';
import { type PlannedMilestone, proposeMilestones } from '@shoutian/domain/problem';
import type { Rules } from '@shoutian/domain/rules';

export interface Proposal {
  dueOn: string;
  /** Said when the last day fell on a day off and moved on. */
  dueNote: string | null;
  milestones: PlannedMilestone[];
}

/** Due day and proposed steps of an item by method and formation day. */
export function proposePlan(method: RectifyMethod, formedOn: string, rules: Rules): Proposal {
  return {
    dueOn: rectificationClock(formedOn, rules, formedOn).original.due,
    dueNote: dueNote(formedOn, rules),
    milestones: proposeMilestones(method, formedOn, rules),
  };
}

/** Whether and why the last day of a list formed on a day moves on. */
export function dueNote(formedOn: string, rules: Rules): string | null {
  const { original } = rectificationClock(formedOn, rules, formedOn);
  return original.moved ? `${original.raw} 是休息日，期限顺延到 ${original.due}` : null;
}

import { rectificationClock } from '../deadlines/clock.ts';
import { addDays, type Day, daysBetween } from '../deadlines/day.ts';
import {
  type MilestoneKind,
  milestoneKinds,
  type RectifyMethod,
  rectifyMethods,
} from '../dictionaries/rectification.ts';
import type { Rules } from '../rules/rows.ts';

/** A planned step of rectification. */
export interface PlannedMilestone {
  readonly step: MilestoneKind;
  readonly name: string;
  readonly plannedOn: Day;
}

/**
 * Proposed steps for a method: shares of the period (rule `rectify.steps`) from formation to due day, in order of time.
 * They pre-fill a plan; a person changes them.
 */
export function proposeMilestones(method: RectifyMethod, formedOn: Day, rules: Rules): PlannedMilestone[] {
  const kind = rectifyMethods.get(method);
  const { due } = rectificationClock(formedOn, rules, formedOn).original;
  const span = daysBetween(formedOn, due);
  return rules
    .value('rectify.steps')
    .filter(({ when }) => when === 'always' || kind[when])
    .map(({ step, share }) => ({
      step,
      name: milestoneKinds.get(step).zh,
      plannedOn: addDays(formedOn, Math.round(span * share)),
    }))
    .sort((a, b) => (a.plannedOn < b.plannedOn ? -1 : a.plannedOn > b.plannedOn ? 1 : 0));
}

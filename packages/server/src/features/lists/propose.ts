import { addDays, daysBetween, rectificationClock, workingDayFrom } from '@shoutian/domain/deadlines';
import { type MilestoneKind, milestoneKinds, type RectifyMethod, rectifyMethods } from '@shoutian/domain/dictionaries';
import type { Rules } from '@shoutian/domain/rules';

export interface Proposal {
  dueOn: string;
  /** Said when the last day fell on a day off and moved on. */
  dueNote: string | null;
  milestones: { step: MilestoneKind; name: string; plannedOn: string }[];
}

/** Share of the clock by which a step is usually done. Our proposal: a person may move every day of it. */
const shares: Partial<Record<MilestoneKind, number>> = {
  stopped: 0.05,
  demolished: 0.4,
  hardeningBroken: 0.55,
  approvalObtained: 0.75,
  recultivated: 0.8,
  townChecked: 0.92,
};

/**
 * Milestones for a method and a formation day: the steps the method needs, spread over the clock of the rule (60 calendar
 * days unless it says otherwise, R-094), each on a working day and none after the due day.
 */
export function proposeMilestones(method: RectifyMethod, formedOn: string, rules: Rules): Proposal {
  const { original } = rectificationClock(formedOn, rules, formedOn);
  const { demolishes, legalises, replants } = rectifyMethods.get(method);
  const steps: MilestoneKind[] = [
    'listed',
    'stopped',
    ...(demolishes ? (['demolished', 'hardeningBroken'] as const) : []),
    ...(replants || method === 'combined' ? (['recultivated'] as const) : []),
    ...(legalises ? (['approvalObtained'] as const) : []),
    'townChecked',
    'writtenOff',
  ];
  const span = daysBetween(formedOn, original.due);
  const calendar = rules.value('calendar');
  const onDay = (step: MilestoneKind): string => {
    if (step === 'listed') return formedOn;
    if (step === 'writtenOff') return original.due;
    const day = workingDayFrom(addDays(formedOn, Math.round(span * (shares[step] ?? 1))), calendar);
    return day < original.due ? day : original.due;
  };
  return {
    dueOn: original.due,
    dueNote: original.moved ? `${original.raw} 是休息日，期限顺延到 ${original.due}` : null,
    milestones: steps
      .map((step) => ({ step, name: milestoneKinds.get(step).zh, plannedOn: onDay(step) }))
      .sort((a, b) => (a.plannedOn < b.plannedOn ? -1 : a.plannedOn > b.plannedOn ? 1 : 0)),
  };
}

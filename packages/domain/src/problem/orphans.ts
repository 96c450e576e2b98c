import type { Day } from '../deadlines/day.ts';
import type { Words } from '../dictionaries/entry.ts';
import { type ProblemState, problemStates } from './states.ts';

/** What the orphan detector looks at (R-093: no open state without owner and due date). */
export interface Kept {
  readonly state: ProblemState;
  readonly leadRole: string | null;
  readonly responsiblePerson: string | null;
  readonly dueOn: Day | null;
  /** Planned end of a suspension. */
  readonly resumeOn: Day | null;
}

/** Why an open problem has fallen out of the loop; empty when somebody holds it by a date. */
export function orphanReasons(problem: Kept): Words[] {
  if (!problemStates.get(problem.state).open) return [];
  const reasons: Words[] = [];
  if (problem.leadRole === null) reasons.push({ zh: '没有牵头单位', en: 'no lead unit' });
  const listed = problem.state !== 'registered' && problem.state !== 'reopened';
  if (listed && !problem.responsiblePerson) reasons.push({ zh: '没有责任人', en: 'nobody responsible' });
  if (problem.state === 'suspended' && problem.resumeOn === null)
    reasons.push({ zh: '暂缓没有恢复日期', en: 'suspended without an end' });
  if (listed && problem.state !== 'suspended' && problem.dueOn === null)
    reasons.push({ zh: '没有期限', en: 'no due day' });
  return reasons;
}

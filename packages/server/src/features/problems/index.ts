import type { Feature } from '../../platform/feature.ts';
import { problemSchedules } from './jobs.ts';
import { problemRoutes } from './routes.ts';

export { checkedPlan } from './commands/edit.ts';
export { type ClueFinding, createProblemFromClue, joinProblem } from './commands/from-clue.ts';
export { planGaps, putOnList } from './commands/listing.ts';
export { askRebound, liftRebound, markEliminated, markStopped, type Rebound, setOngoing } from './commands/rebound.ts';
export { type ProblemNotice, tellMany, tellPeople, tellResponsible, tellRoles } from './commands/tell.ts';
export { type Act, applyTransition, type Moved, refusal } from './commands/transition.ts';
export { loadProblem, problemFacts, problemRightsOf, provideWriteOffGuards, viewOf, wireMissing } from './facts.ts';
export { type DayView, dueOf } from './present.ts';
export { dutyOf } from './queries/duty.ts';
export { tickingStates } from './queries/filter.ts';
export { carryOnList, type ListedPlan } from './queries/listing.ts';
export { type ProblemChanges, type ProblemRecord, problemRecords } from './queries/record.ts';
export { needleOf } from './search.ts';

export const problems: Feature = { name: 'problems', routes: problemRoutes, schedules: problemSchedules };

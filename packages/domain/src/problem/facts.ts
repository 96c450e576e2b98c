import type { ProblemType } from '../dictionaries/problem-type.ts';
import type { Category, RectifyMethod, VerifyResult } from '../dictionaries/rectification.ts';
import type { RoleId } from '../people/roles.ts';
import type { TableActor } from './machine.ts';
import type { ProblemState } from './states.ts';
import type { GuardResult } from './write-off-facts.ts';

/** What the table needs to know of a problem row; the server builds it from one query, the phone from its own store. */
export interface ProblemView {
  readonly id: string;
  readonly state: ProblemState;
  /** State before `suspended`, else null. */
  readonly stateBefore: ProblemState | null;
  /** Deepest known place: county 6, town 9, village 12 digits. */
  readonly divisionCode: string;
  /** The unit that leads; null until someone assigned it. Co-leads may do the same. */
  readonly leadRole: RoleId | null;
  readonly coRoles: readonly RoleId[];
  readonly type: ProblemType | null;
  readonly verifyResult: VerifyResult | null;
  readonly category: Category | null;
  readonly rectifyMethod: RectifyMethod | null;
  readonly measures: string | null;
  readonly responsibleUnit: string | null;
  readonly responsiblePerson: string | null;
  readonly milestoneCount: number;
  readonly demolitionRequired: boolean | null;
}

/** Who did what before: separation of duty (specification 8.3) compares these with the actor. Ids of people. */
export interface DutyFacts {
  readonly evidenceUploaders: readonly string[];
  readonly fieldReviewers: readonly string[];
  readonly townApprover: string | null;
  readonly countyApprover: string | null;
  readonly extensionRequester: string | null;
  readonly extensionPending: boolean;
}

/** Everything the guards may ask. `writeOff` is the result of `writeOffGuards`, null where it was not computed. */
export interface ProblemFacts {
  readonly problem: ProblemView;
  readonly actor: TableActor;
  readonly duty: DutyFacts;
  readonly writeOff: readonly GuardResult[] | null;
}

export const noDuty: DutyFacts = {
  evidenceUploaders: [],
  fieldReviewers: [],
  townApprover: null,
  countyApprover: null,
  extensionRequester: null,
  extensionPending: false,
};

/** What must already be true before an act; `guards.ts` checks each and names what is missing. */
export type ProblemGuard =
  | 'planComplete'
  | 'noActionFound'
  | 'extensionPending'
  | 'notOwnExtension'
  | 'writeOffForRequest'
  | 'writeOffForTown'
  | 'writeOffForCounty'
  | 'twoReviewers'
  | 'notOwnEvidence'
  | 'notTownApprover'
  | 'notWriteOffApprover';

/** What an act must bring with it. */
export type ProblemInput =
  | 'reason'
  | 'document'
  | 'receiver'
  | 'target'
  | 'list'
  | 'milestone'
  | 'evidence'
  | 'decision'
  | 'stop'
  | 'recheck'
  | 'extensionPlan'
  | 'resumeOn'
  | 'verification'
  | 'opinion'
  | 'guard'
  | 'cause'
  | 'visit';

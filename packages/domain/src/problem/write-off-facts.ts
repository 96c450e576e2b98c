import type { Words } from '../dictionaries/entry.ts';
import type { RectifyMethod, VerifyResult } from '../dictionaries/rectification.ts';
import type { AreaPart } from './closure.ts';
import type { Missing } from './machine.ts';

/** The eleven conditions of a write-off (specification 5.2), in the order in which they are shown. */
export const writeOffGuardIds = [
  'verified',
  'areaClosed',
  'demolished',
  'authentic',
  'fieldReviewed',
  'noticed',
  'penaltyPerformed',
  'caseSettled',
  'approved',
  'signed',
  'lookBackPlanned',
] as const;
export type WriteOffGuardId = (typeof writeOffGuardIds)[number];

/** The step by which a guard must be met; later steps ask all earlier ones again. */
export type GuardStep = 'request' | 'town' | 'county';

export interface FieldReviewer {
  readonly personId: string;
  readonly name: string;
  /** Day of the visit, `YYYY-MM-DD`. */
  readonly on: string;
  readonly passed: boolean;
}

/** An approval document of 批文入库 with its computed cover. */
export interface ApprovalFact {
  readonly id: string;
  readonly docNo: string;
  /** Day of approval, `YYYY-MM-DD`. */
  readonly approvedOn: string;
  readonly areaM2: number;
  readonly scanId: string | null;
  /** Share of the problem's legalised ground that the document's polygon covers, 0…1; null without polygon. */
  readonly coverRatio: number | null;
}

/** An override: one guard, by a county user, with reason and document (5.2). */
export interface GuardOverride {
  readonly guard: WriteOffGuardId;
  readonly byId: string;
  readonly byName: string;
  readonly byCounty: boolean;
  readonly reason: string;
  readonly documentId: string;
}

export interface Signature {
  readonly personId: string;
  readonly name: string;
}

/** All that the eleven guards ask; the server reads it in one go. Areas m² unrounded, days civil. */
export interface WriteOffFacts {
  readonly verifyResult: VerifyResult | null;
  readonly verifiedOn: string | null;
  readonly verifiedByName: string | null;
  readonly areaM2: number;
  readonly parts: readonly AreaPart[];
  readonly method: RectifyMethod | null;
  readonly demolitionRequired: boolean;
  /** Number of a later legal decision that lifts the demolition. */
  readonly supersedingDecisionNo: string | null;
  /** What `evidence.completeness` still misses for the method. */
  readonly evidenceGaps: readonly Missing[];
  /** Authenticity reasons nobody has dealt with: check id and photo. */
  readonly openFlags: readonly { readonly id: string; readonly check: string; readonly photoId: string | null }[];
  readonly handledFlags: number;
  readonly uploaders: readonly string[];
  readonly reviewers: readonly FieldReviewer[];
  readonly notice: { readonly from: string; readonly to: string } | null;
  readonly penalty: { readonly imposed: boolean; readonly performed: boolean; readonly reason: string | null };
  readonly legalCase: { readonly filed: boolean; readonly closed: boolean; readonly noCaseReason: string | null };
  readonly approvals: readonly ApprovalFact[];
  readonly opinions: { readonly village: Signature | null; readonly centre: Signature | null };
  /** Days of the planned look-back visits. */
  readonly lookBackPlan: readonly string[];
  readonly overrides: readonly GuardOverride[];
  readonly today: string;
}

/** One guard's result. `blocks` false: the rule behind it is not confirmed, so it warns only. */
export interface GuardResult {
  readonly id: WriteOffGuardId;
  readonly title: Words;
  readonly step: GuardStep;
  readonly status: 'satisfied' | 'notApplicable' | 'missing';
  readonly blocks: boolean;
  /** What the status rests on: dates, names, figures. */
  readonly detail: Words;
  readonly missing: readonly Missing[];
  readonly override: GuardOverride | null;
}

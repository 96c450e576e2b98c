import type { ConstructionStage, GroundFinding, PartyType } from '../dictionaries/condition.ts';
import type { AttachmentKind, PhotoKind } from '../dictionaries/photo.ts';
import type { ProblemType } from '../dictionaries/problem-type.ts';
import type { Verdict, VerdictSubValue } from '../dictionaries/verdict.ts';
import type { LooseDate } from '../problem/stock.ts';

/** What was found on site, as far as it was filled in. Verdict, type and fields may come from the town later. */
export interface ReportFacts {
  readonly finding: GroundFinding | null;
  readonly ongoing: boolean | null;
  readonly stage: ConstructionStage | null;
  readonly partyType: PartyType | null;
  readonly builtOn: LooseDate | null;
  readonly verdict: Verdict | null;
  readonly subValue: VerdictSubValue | null;
  readonly problemType: ProblemType | null;
  readonly remark: string | null;
  /** Fields of the verdict by id (`verdictFields`). */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly attachments: readonly AttachmentKind[];
  readonly photos: readonly PhotoKind[];
  /** Whether a stored overlay snapshot exists. */
  readonly overlaid: boolean;
}

export const emptyReport: ReportFacts = {
  finding: null,
  ongoing: null,
  stage: null,
  partyType: null,
  builtOn: null,
  verdict: null,
  subValue: null,
  problemType: null,
  remark: null,
  fields: {},
  attachments: [],
  photos: [],
  overlaid: false,
};

import { shanghaiDay } from '@shoutian/domain/deadlines';
import { rectifyMethods } from '@shoutian/domain/dictionaries';
import {
  blockingGaps,
  type DutyFacts,
  type GuardOverride,
  type GuardResult,
  noDuty,
  type WriteOffFacts,
  writeOffGuards,
} from '@shoutian/domain/problem';
import type { Tx, Work } from '../../platform/request.ts';
import { type Evidence, evidenceOf } from '../evidence/index.ts';
import { dutyOf, type ProblemRecord } from '../problems/index.ts';
import { rulesFor } from '../settings/index.ts';
import { fieldReviewers, inForce, signatures } from './chain.ts';
import * as read from './queries/read.ts';

/** Where a problem stands on its way out. */
export interface Standing {
  readonly application: read.WriteOffRow | null;
  readonly opinions: readonly read.OpinionRow[];
  /** Opinions that still count. */
  readonly inForce: readonly read.OpinionRow[];
  /** Which life of the problem this is, 1 at first. */
  readonly round: number;
  /** Overrides of this life. */
  readonly overrides: readonly read.OverrideRow[];
  readonly duty: DutyFacts;
  readonly facts: WriteOffFacts;
  readonly guards: readonly GuardResult[];
}

const asOverride = (row: read.OverrideRow): GuardOverride => ({
  guard: row.guard,
  byId: row.person_id,
  byName: row.person_name,
  byCounty: true,
  reason: row.reason,
  documentId: row.document_sha256 ?? row.doc_no,
});

/** Papers about penalty and case as the pack has them; what nobody filled in counts as open, not as absent. */
function legalOf({ pack, attachments, method }: Evidence): Pick<WriteOffFacts, 'penalty' | 'legalCase'> {
  const penalty = pack?.penalty ?? null;
  const confiscated = method === 'confiscate';
  const decided = !confiscated || attachments.includes('penaltyDecision');
  return {
    penalty: {
      imposed: confiscated || penalty === null || penalty.applicable,
      performed: penalty !== null && penalty.note.trim() !== '' && decided,
      reason: penalty !== null && !penalty.applicable && penalty.note.trim() !== '' ? penalty.note : null,
    },
    legalCase: {
      filed: pack?.case_state === 'open' || pack?.case_state === 'closed',
      closed: pack?.case_state === 'closed',
      noCaseReason: pack?.case_note ?? null,
    },
  };
}

function factsOf(
  problem: ProblemRecord,
  evidence: Evidence,
  chain: Pick<Standing, 'application' | 'inForce' | 'overrides'>,
  uploaders: readonly string[],
  today: string,
): WriteOffFacts {
  const { application, overrides } = chain;
  const signed = signatures(chain.inForce);
  // only a later legal decision lifts a demolition, and only the county may enter one, with its paper.
  const lifting = overrides.find(
    (row) => row.guard === 'demolished' && row.doc_no !== '' && row.document_sha256 !== null,
  );
  const demolishes = evidence.method !== null && rectifyMethods.get(evidence.method).demolishes;
  return {
    verifyResult: problem.verifyResult,
    verifiedOn: problem.verifiedOn,
    verifiedByName: problem.verifiedBy,
    areaM2: problem.areaM2,
    parts: evidence.pack?.parts ?? [],
    method: evidence.method,
    demolitionRequired: problem.demolitionRequired,
    supersedingDecisionNo: lifting?.doc_no ?? null,
    evidenceGaps: lifting && !demolishes ? [] : blockingGaps(evidence.lines),
    openFlags: evidence.openFlags,
    handledFlags: evidence.handledFlags,
    uploaders,
    reviewers: fieldReviewers(chain.inForce).map((row) => ({
      personId: row.person_id,
      name: row.person_name,
      on: row.site_checked_on ?? shanghaiDay(row.at),
      passed: true,
    })),
    notice: application?.publicity ?? null,
    ...legalOf(evidence),
    approvals: evidence.approvals.map((doc) => ({
      id: doc.id,
      docNo: doc.doc_no,
      approvedOn: doc.approved_on,
      areaM2: doc.approved_m2 ?? 0,
      scanId: doc.scan_sha256,
      // Several documents cover the ground together, each place counted once.
      coverRatio: doc.geom === null ? null : evidence.coverRatio,
    })),
    opinions: {
      village: signed.village && { personId: signed.village.person_id, name: signed.village.person_name },
      centre: signed.centre && { personId: signed.centre.person_id, name: signed.centre.person_name },
    },
    lookBackPlan: application?.look_back_plan ?? [],
    overrides: overrides.map(asOverride),
    today,
  };
}

/** Everything the eleven guards ask of these problems, in a dozen statements however many problems there are. */
export async function standingOf(work: Work, problems: readonly ProblemRecord[]): Promise<Map<string, Standing>> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const ids = problems.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rules = await rulesFor(tx, county, now);
  const [evidence, duty, chains, overrideRows, approved] = await Promise.all([
    evidenceOf(tx, county, problems, rules),
    dutyOf(tx, county, ids),
    chainsOf(tx, county, ids),
    read.overridesOf(tx, county, ids),
    read.approvedCounts(tx, county, ids),
  ]);
  const { applications, opinions } = chains;
  const overrides = Map.groupBy(overrideRows, (row) => row.problem_id);
  return new Map(
    problems.flatMap((problem): [string, Standing][] => {
      const own = evidence.get(problem.id);
      if (own === undefined) return [];
      const application = applications.get(problem.id) ?? null;
      const said = opinions.get(application?.id ?? '') ?? [];
      const round = (approved.get(problem.id) ?? 0) + (problem.state === 'writtenOff' ? 0 : 1);
      const chain = {
        application,
        opinions: said,
        inForce: inForce(said),
        round,
        overrides: (overrides.get(problem.id) ?? []).filter((row) => row.round === round),
      };
      const did = duty.get(problem.id)?.duty ?? noDuty;
      const facts = factsOf(problem, own, chain, did.evidenceUploaders, rules.day);
      return [[problem.id, { ...chain, duty: did, facts, guards: writeOffGuards(facts, rules) }]];
    }),
  );
}

/** Applications under way by problem, and what was said about each. */
async function chainsOf(tx: Tx, county: string, problemIds: readonly string[]) {
  const applications = new Map((await read.underWay(tx, county, problemIds)).map((row) => [row.problem_id, row]));
  const asked = [...applications.values()].map(({ id }) => id);
  const said = asked.length === 0 ? [] : await read.opinionsOf(tx, county, asked);
  return { applications, opinions: Map.groupBy(said, (row) => row.write_off_id) };
}

/** One problem's standing. */
export async function standing(work: Work, problem: ProblemRecord): Promise<Standing> {
  const one = (await standingOf(work, [problem])).get(problem.id);
  if (one === undefined) throw new Error(`no standing of ${problem.id}`);
  return one;
}

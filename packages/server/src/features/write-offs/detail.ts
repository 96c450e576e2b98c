import type { GuardView, previewWriteOff, Rights, WriteOffDetail } from '@shoutian/domain/api';
import { lookBackDays, shanghaiDay } from '@shoutian/domain/deadlines';
import { can } from '@shoutian/domain/people';
import { abilities, type Missing, missing, type ProblemAction } from '@shoutian/domain/problem';
import type { z } from 'zod';
import { found } from '../../platform/errors.ts';
import type { Work } from '../../platform/request.ts';
import { loadProblem, type ProblemRecord, viewOf, wireMissing } from '../problems/index.ts';
import { rulesFor } from '../settings/index.ts';
import { chainGaps, inForce, signatures } from './chain.ts';
import { guardsOf, presentGuards, presentOpinions, presentRelated, presentRow } from './present.ts';
import { writeOffPage } from './queries/list.ts';
import * as read from './queries/read.ts';
import { type Standing, standing } from './standing.ts';

const chainActs = {
  'problem.requestWriteOff': null,
  'problem.withdrawWriteOff': null,
  'problem.verifyOnSite': 'siteCheck',
  'problem.townApprove': 'townReview',
  'problem.countyApprove': 'countyReview',
  'problem.returnWriteOff': null,
  'problem.overrideGuard': null,
} as const satisfies Partial<Record<ProblemAction, 'siteCheck' | 'townReview' | 'countyReview' | null>>;
type ChainAct = keyof typeof chainActs;

/** What the caller may do with the write-off of a problem, and what each permitted act still misses. */
function rightsOf(
  work: Work,
  problem: ProblemRecord,
  here: Standing,
  row: read.WriteOffRow | null,
): z.input<typeof Rights> {
  const facts = { problem: viewOf(problem, 0), actor: work.actor, duty: here.duty, writeOff: here.guards };
  const permitted = abilities(facts.problem, work.actor);
  const free: string[] = [];
  const gaps: Record<string, ReturnType<typeof wireMissing>> = {};
  for (const act of Object.keys(chainActs) as ChainAct[]) {
    if (!permitted.includes(act)) continue;
    const step = chainActs[act];
    const items: Missing[] = [
      // The first of two reviewers is not held up by being the first.
      ...missing(act, facts).filter((item) => item.code !== 'duty.twoReviewers'),
      ...(step === null || row === null ? [] : chainGaps(step, work.actor, row.applicant_id, here.inForce)),
    ];
    if (items.length === 0) free.push(act);
    else gaps[act] = wireMissing(items);
  }
  if (row !== null && row.state !== 'approved' && row.state !== 'returned') {
    if (can(work.actor, 'problem.planWriteOff')) free.push('problem.planWriteOff');
    if (maySign(work, here, row)) free.push('problem.signWriteOff');
  }
  return { abilities: free, missing: gaps };
}

function maySign(work: Work, here: Standing, row: read.WriteOffRow): boolean {
  if (row.state === 'countyReview' || !can(work.actor, 'problem.requestWriteOff')) return false;
  const signed = signatures(here.inForce);
  if (work.actor.roles.includes('village')) return signed.village === null;
  return signed.centre === null && !here.facts.uploaders.includes(work.actor.id);
}

/** Conditions and rights before anybody applied. */
export async function preview(work: Work, problemId: string): Promise<z.input<typeof previewWriteOff.response>> {
  const problem = await loadProblem(work.tx, work.actor.countyCode, problemId);
  const here = await standing(work, problem);
  return { guards: presentGuards(here), ...rightsOf(work, problem, here, here.application) };
}

/** One application with its guards, opinions and rights. @throws {AppError} notFound */
export async function writeOffDetail(work: Work, id: string): Promise<z.input<typeof WriteOffDetail>> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const { rows } = await writeOffPage(tx, actor, {
    states: ['siteCheck', 'townReview', 'countyReview', 'approved', 'returned'],
    mine: false,
    problemId: null,
    ids: [id],
    division: null,
    q: null,
    sort: undefined,
    page: 1,
    pageSize: 1,
  });
  const row = found(rows[0], '销号申请');
  const [problem, opinions, everyOverride, history, related, rules] = await Promise.all([
    loadProblem(tx, county, row.problem_id),
    read.opinionsOf(tx, county, [id]),
    read.overridesOf(tx, county, [row.problem_id]),
    read.historyOf(tx, county, row.problem_id),
    read.relatedOf(tx, county, row.problem_id),
    rulesFor(tx, county, now),
  ]);
  const overrides = everyOverride.filter((each) => each.round === row.round);
  const ofThisRound = history.filter((each) => each.round === row.round).map((each) => each.id);
  const [here, past] = await Promise.all([standing(work, problem), read.opinionsOf(tx, county, ofThisRound)]);
  const guards: GuardView[] = guardsOf(row, here);
  const today = shanghaiDay(now);
  return {
    ...presentRow(row, here, overrides.length, today),
    guards,
    opinions: presentOpinions(opinions, inForce(opinions)),
    lookBackPlan: row.look_back_plan,
    lookBackProposal: lookBackDays(today, rules),
    publicity: row.publicity,
    related: presentRelated(
      problem,
      related,
      past.filter((each) => !each.agree),
      overrides.length,
    ),
    ...(row.id === here.application?.id ? rightsOf(work, problem, here, row) : { abilities: [], missing: {} }),
  };
}

import type { PackView } from '@shoutian/domain/api';
import { abilities, missing, noDuty } from '@shoutian/domain/problem';
import type { Work } from '../../platform/request.ts';
import { dutyOf, loadProblem, viewOf, wireMissing } from '../problems/index.ts';
import { rulesFor } from '../settings/index.ts';
import { evidenceOf } from './gather.ts';
import { presentPack } from './present.ts';
import { groundsOf, overlayClasses } from './queries/gather.ts';

/** Acts that concern the pack; the others of a problem travel with the problem. */
const packActs = ['problem.recordEvidence', 'problem.reviewEvidence'] as const;

/** The pack of a problem as the caller may see and use it. @throws {AppError} notFound */
export async function packDetail(work: Work, problemId: string): Promise<PackView> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const [problem, rules] = await Promise.all([loadProblem(tx, county, problemId), rulesFor(tx, county, now)]);
  const [gathered, [ground], duties, classes] = await Promise.all([
    evidenceOf(tx, county, [problem], rules),
    groundsOf(tx, county, [problemId]),
    dutyOf(tx, county, [problemId]),
    overlayClasses(tx, county, problemId),
  ]);
  const evidence = gathered.get(problemId);
  if (evidence === undefined) throw new Error(`no evidence was gathered for ${problemId}`);
  // Filing and reviewing evidence do not ask the guards of a write-off: they are not worked out for this.
  const duty = duties.get(problemId)?.duty ?? noDuty;
  const facts = { problem: viewOf(problem, 0), actor, duty, writeOff: null };
  const permitted = packActs.filter((act) => abilities(facts.problem, actor).includes(act));
  const free = permitted.filter((act) => missing(act, facts).length === 0);
  return presentPack(problem, evidence, {
    rules,
    ground: ground?.geom ?? null,
    classes,
    rights: {
      abilities: [...free],
      missing: Object.fromEntries(
        permitted.filter((act) => !free.includes(act)).map((act) => [act, wireMissing(missing(act, facts))]),
      ),
    },
    approvalAbilities: free,
  });
}

import type { PackView } from '@shoutian/domain/api';
import { abilities, missing, problemRights } from '@shoutian/domain/problem';
import type { Work } from '../../platform/request.ts';
import { loadProblem, problemFacts, wireMissing } from '../problems/index.ts';
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
  const problem = await loadProblem(tx, county, problemId);
  const rules = await rulesFor(tx, county, now);
  const evidence = (await evidenceOf(tx, county, [problem], rules)).get(problemId);
  if (evidence === undefined) throw new Error(`no evidence was gathered for ${problemId}`);
  const [ground] = await groundsOf(tx, county, [problemId]);
  const facts = await problemFacts(work, problem);
  const rights = problemRights(facts);
  const permitted = abilities(facts.problem, actor);
  return presentPack(problem, evidence, {
    rules,
    ground: ground?.geom ?? null,
    classes: await overlayClasses(tx, county, problemId),
    rights: {
      abilities: packActs.filter((act) => rights.abilities.includes(act)),
      missing: Object.fromEntries(
        packActs.flatMap((act) => {
          const gaps = permitted.includes(act) ? missing(act, facts) : [];
          return gaps.length === 0 ? [] : [[act, wireMissing(gaps)]];
        }),
      ),
    },
    approvalAbilities: packActs.filter((act) => rights.abilities.includes(act)),
  });
}

import { recheckDay, shanghaiDay } from '@shoutian/domain/deadlines';
import { formatMu, formatPercent } from '@shoutian/domain/format';
import { flatFromWkb, intersectionArea } from '@shoutian/domain/geo';
import { isRebound, shares } from '@shoutian/domain/problem';
import type { Work } from '../../../platform/request.ts';
import { problemRecords, tellResponsible, tellRoles } from '../../problems/index.ts';
import { rulesFor } from '../../settings/index.ts';
import { overlapCandidates } from '../queries/visits.ts';
import { addVisits } from './visits.ts';

/** A written-off problem that a new clue overlaps. */
export interface ReboundSign {
  readonly problemId: string;
  readonly clueId: string;
  readonly overlapM2: number;
  /** The larger of the two shares, 0…1. */
  readonly share: number;
}

/**
 * E15: do these clues lie on ground that was written off? From the rule's share on (`rebound.overlapRatio`) a visit is set
 * and those who may reopen are told; the problem is reopened by a person who went there, never by geometry alone. Clues
 * that were merged into the problem are no news. Safe to call again: the same overlap is told once.
 */
export async function checkRebounds(work: Work, clueIds: readonly string[]): Promise<ReboundSign[]> {
  if (clueIds.length === 0) return [];
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const rules = await rulesFor(tx, county, now);
  const today = shanghaiDay(now);
  const signs: (ReboundSign & { clueNo: string })[] = [];
  for (const row of await overlapCandidates(tx, county, clueIds)) {
    const overlapM2 = intersectionArea(flatFromWkb(row.clue_geom), flatFromWkb(row.problem_geom));
    const overlap = { overlapM2, newM2: row.clue_m2, oldM2: row.problem_m2 };
    if (!isRebound('writtenOff', overlap, rules)) continue;
    const share = shares(overlap).larger;
    signs.push({ problemId: row.problem_id, clueId: row.clue_id, clueNo: row.clue_no, overlapM2, share });
  }
  const problems = new Map(
    (await problemRecords(tx, county, [...new Set(signs.map((sign) => sign.problemId))])).map((row) => [row.id, row]),
  );
  for (const sign of signs) {
    const problem = problems.get(sign.problemId);
    if (problem === undefined) continue;
    const cause = `新线索 ${sign.clueNo} 压占 ${formatMu(sign.overlapM2)} 亩（${formatPercent(sign.share)}）`;
    const made = await addVisits(work, [
      { problem, kind: 'rebound', dueOn: recheckDay(today, rules), clueId: sign.clueId, cause },
    ]);
    if (made.length === 0) continue;
    const notice = {
      kind: 'problem.rebound',
      level: 'alert' as const,
      title: `疑似反弹 ${problem.problemNo} ${problem.title}`,
      body: `${cause}，请到场核实后决定是否重开。`,
      dedupe: `problem.rebound/${problem.id}/${sign.clueId}`,
    };
    await tellResponsible(work, problem, { ...notice, leaders: true });
    await tellRoles(work, problem, ['countyNr'], notice);
  }
  return signs.map(({ problemId, clueId, overlapM2, share }) => ({ problemId, clueId, overlapM2, share }));
}

import { formatInstant } from '@shoutian/domain/format';
import { abilities, type Missing, missing, type ProblemAction } from '@shoutian/domain/problem';
import { AppError, found, unlessConflict } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/request.ts';
import { loadProblem, type ProblemRecord, problemFacts, refusal, wireMissing } from '../../problems/index.ts';
import { inForce } from '../chain.ts';
import * as read from '../queries/read.ts';
import { moveWriteOff } from '../queries/write.ts';

/** An application with its problem, both locked until the commit. */
export interface Opened {
  readonly row: read.WriteOffRow;
  readonly problem: ProblemRecord;
  readonly opinions: readonly read.OpinionRow[];
  readonly inForce: readonly read.OpinionRow[];
}

const desks: Record<read.WriteOffState, { zh: string; en: string }> = {
  siteCheck: { zh: '中心现场核实', en: 'site check' },
  townReview: { zh: '镇级审核', en: 'town review' },
  countyReview: { zh: '县级核查', en: 'county review' },
  approved: { zh: '已销号', en: 'written off' },
  returned: { zh: '已退回', en: 'returned' },
};

/**
 * Takes an application up for an act. The problem's row is the lock: everything that touches the chain queues there.
 * @param states in which the act is possible
 * @throws {AppError} notFound; conflict, naming who acted meanwhile; wrongState, naming the desk it lies on
 */
export async function openWriteOff(
  work: Work,
  id: string,
  rowVersion: number,
  states: readonly read.WriteOffState[],
): Promise<Opened> {
  const { tx, actor } = work;
  const county = actor.countyCode;
  const seen = found(await read.writeOffById(tx, county, id), '销号申请');
  const problem = await loadProblem(tx, county, seen.problem_id, { lock: true });
  const row = found(await read.writeOffById(tx, county, id), '销号申请');
  const opinions = await read.opinionsOf(tx, county, [id]);
  if (row.row_version !== rowVersion) {
    const last = opinions.at(-1);
    const who = last === undefined ? '有人' : `${last.person_name} ${formatInstant(last.at)}`;
    throw new AppError('conflict', `${who} 刚办过这件销号，现在在「${desks[row.state].zh}」，请看过再办。`, {
      en: `Somebody acted on it meanwhile; it is at: ${desks[row.state].en}.`,
    });
  }
  if (!states.includes(row.state))
    throw new AppError('wrongState', `这件销号在「${desks[row.state].zh}」，不能办这一步。`, {
      en: `Not possible: it is at ${desks[row.state].en}.`,
    });
  return { row, problem, opinions, inForce: inForce(opinions) };
}

/** @throws {AppError} missing, each item named */
export function refuseMissing(what: string, en: string, items: readonly Missing[]): void {
  if (items.length === 0) return;
  throw new AppError('missing', `${what}：${items.map((item) => item.message.zh).join('；')}。`, {
    en: `${en}: ${items.map((item) => item.message.en).join('; ')}.`,
    details: wireMissing(items),
  });
}

/**
 * May the caller do this now, as far as the problem's table and its guards say? For acts that do not change the state.
 * @param but guards that the act itself is about to meet
 * @throws {AppError} as applyTransition
 */
export async function requireAct(
  work: Work,
  problem: ProblemRecord,
  action: ProblemAction,
  but: readonly string[] = [],
): Promise<void> {
  const facts = await problemFacts(work, problem);
  if (!abilities(facts.problem, work.actor).includes(action))
    throw refusal(action, facts, { ok: false, why: 'notAllowed', missing: [] });
  const gaps = missing(action, facts).filter((item) => !but.includes(item.code));
  if (gaps.length > 0) throw refusal(action, facts, { ok: false, why: 'missing', missing: gaps });
}

/** @throws {AppError} conflict when somebody was faster */
export async function move(work: Work, row: read.WriteOffRow, to: Parameters<typeof moveWriteOff>[3]): Promise<void> {
  unlessConflict(await moveWriteOff(work.tx, work.actor.countyCode, row, to));
}

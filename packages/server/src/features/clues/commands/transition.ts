import {
  type ClueAction,
  type ClueFacts,
  type ClueInput,
  type ClueState,
  clueRule,
  clueStates,
  clueTransition,
} from '@shoutian/domain/clue';
import { type RoleId, roles, within } from '@shoutian/domain/people';
import { AppError, found, unlessConflict } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/request.ts';
import { wireMissing } from '../../problems/index.ts';
import { type ClueChanges, type ClueRecord, updateClue } from '../queries/record.ts';

export interface ClueAct {
  readonly action: ClueAction;
  readonly input?: Readonly<Partial<Record<ClueInput, unknown>>>;
  readonly set?: ClueChanges;
  readonly reason?: string;
  /** Into the audit row, beside the act's name and the two states. */
  readonly changes?: Record<string, unknown>;
}

/**
 * The only way a clue's state changes: the domain's table is asked, state and further columns are written with a new
 * version, and the audit row stands beside them. The caller has locked the row.
 * @throws {AppError} notAllowed (role, place, own report), wrongState, missing (each named)
 */
export async function applyClue(work: Work, record: ClueRecord, facts: ClueFacts, act: ClueAct): Promise<ClueRecord> {
  const outcome = clueTransition(act.action, facts, act.input ?? {});
  if (!outcome.ok) throw refusal(act.action, facts, outcome.missing);
  return writeMove(work, record, act, outcome.to);
}

async function writeMove(work: Work, record: ClueRecord, act: ClueAct, to: ClueState): Promise<ClueRecord> {
  const { tx, actor, now } = work;
  const rows = await updateClue(tx, actor.countyCode, record.id, record.rowVersion, {
    ...act.set,
    state: to,
    stateSince: now,
    updatedAt: now,
  });
  unlessConflict(rows);
  await work.audit({
    action: clueRule(act.action).right,
    subjectKind: 'clue',
    subjectId: record.id,
    divisionCode: record.divisionCode,
    ...(act.reason === undefined || act.reason === '' ? {} : { reason: act.reason }),
    changes: {
      act: act.action,
      clueNo: record.clueNo,
      ...(record.state === to ? {} : { state: [record.state, to] }),
      ...act.changes,
    },
  });
  return found(rows[0], '线索');
}

/** Why an act was refused, as a sentence: the state, the desk it belongs to, or what is missing. */
export function refusal(
  action: ClueAction,
  facts: ClueFacts,
  missing: readonly { code: string; message: { zh: string; en: string } }[],
): AppError {
  const rule = clueRule(action);
  const own = missing.find((item) => item.code === 'duty.ownReport');
  if (own) return new AppError('notAllowed', `${own.message.zh}，请换一位审核人。`, { en: `${own.message.en}.` });
  if (missing.length > 0)
    return new AppError(
      'missing',
      `「${rule.zh}」还缺 ${missing.length} 项：${missing.map((item) => item.message.zh).join('、')}。`,
      { en: `${rule.en}: ${missing.map((item) => item.message.en).join('; ')}.`, details: wireMissing(missing) },
    );
  const { clue, actor } = facts;
  if (rule.moves[clue.state] === undefined) {
    const now = clueStates.get(clue.state);
    return new AppError('wrongState', `这条线索现在是「${now.zh}」，不能办理「${rule.zh}」。`, {
      en: `Not possible while the clue is: ${now.en}.`,
    });
  }
  if (!within(clue.divisionCode, actor.scopeCode)) return new AppError('outsideScope');
  const desk: readonly RoleId[] = rule.rolesIn?.[clue.state] ?? rule.roles;
  if (actor.roles.some((role) => desk.includes(role)))
    return new AppError('notAllowed', '这条线索派给了别人，请接收人填报，或由镇里改派。', {
      en: 'It was sent to somebody else.',
    });
  return new AppError('notAllowed', `「${rule.zh}」由${desk.map((role) => roles[role].zh).join('、')}办理。`, {
    en: `${rule.en}: done by ${desk.map((role) => roles[role].en).join(', ')}.`,
  });
}

import type { editProblem } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { problemTypes } from '@shoutian/domain/dictionaries';
import { within } from '@shoutian/domain/people';
import { stockOrNew, transition } from '@shoutian/domain/problem';
import type { z } from 'zod';
import { AppError, found, unlessConflict } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/request.ts';
import { personById } from '../../people/index.ts';
import { rulesFor } from '../../settings/index.ts';
import { loadProblem, problemFacts } from '../facts.ts';
import { clueNumbers } from '../queries/clues.ts';
import { placeNames } from '../queries/places.ts';
import { type ProblemChanges, type ProblemRecord, updateProblem } from '../queries/record.ts';
import { searchOf } from '../search.ts';
import { conflictWith } from './conflict.ts';
import { searchFields } from './from-clue.ts';
import { refusal } from './transition.ts';

export type EditBody = z.output<NonNullable<(typeof editProblem)['body']>>;
type Plan = Pick<
  EditBody,
  'category' | 'rectifyMethod' | 'measures' | 'responsibleUnit' | 'responsiblePersonId' | 'leader'
>;

/** The plan's columns as they are stored. */
export interface PlanColumns {
  category?: string | null;
  rectifyMethod?: string | null;
  measures?: string | null;
  responsibleUnit?: string | null;
  responsiblePersonId?: string | null;
  responsiblePerson?: string | null;
  leader?: string | null;
}

/**
 * The plan's columns as they are stored; a responsible person is taken from the register with the name of today.
 * @throws {AppError} badInput for a person who is not in this county
 */
export async function checkedPlan(work: Work, plan: Partial<Plan>): Promise<PlanColumns> {
  const changes: PlanColumns = {};
  if (plan.category !== undefined) changes.category = plan.category;
  if (plan.rectifyMethod !== undefined) changes.rectifyMethod = plan.rectifyMethod;
  if (plan.measures !== undefined) changes.measures = plan.measures;
  if (plan.responsibleUnit !== undefined) changes.responsibleUnit = plan.responsibleUnit;
  if (plan.leader !== undefined) changes.leader = plan.leader;
  if (plan.responsiblePersonId === null) {
    changes.responsiblePersonId = null;
    changes.responsiblePerson = null;
  } else if (plan.responsiblePersonId !== undefined) {
    const person = await personById(work.tx, work.actor.countyCode, plan.responsiblePersonId, work.now);
    if (!person || person.disabled)
      throw new AppError('badInput', '这个责任人不在本县人员里或已停用，请重新选。', {
        en: 'No such person in this county; choose another.',
        details: [{ code: 'badInput', at: 'responsiblePersonId', message: '责任人' }],
      });
    changes.responsiblePersonId = person.id;
    changes.responsiblePerson = person.name;
  }
  return changes;
}

const plain = [
  'title',
  'locationText',
  'selfFound',
  'builtYear',
  'partyType',
  'partyName',
  'partyPhone',
  'currentState',
  'constructionStage',
  'ongoing',
  'demolitionRequired',
  'rejectReason',
  'leadUnit',
  'coUnits',
  'remark',
] as const satisfies readonly (keyof EditBody)[];

/**
 * Edits what the ledger holds of a problem. State, due day and list are not among the fields: they change by their acts.
 * @throws {AppError} notFound, conflict with one detail a field, notAllowed, wrongState, badInput, outsideScope
 */
export async function editByHand(work: Work, id: string, body: EditBody): Promise<void> {
  const { tx, actor, now } = work;
  const { rowVersion, ...wanted } = body;
  const record = await loadForEdit(work, id, rowVersion, wanted);
  const changes = await changesOf(work, record, body);
  const diff = difference(record, changes);
  if (Object.keys(diff).length === 0) return;
  const rows = await updateProblem(tx, actor.countyCode, id, record.rowVersion, {
    ...changes,
    ...(await searchAgain(work, record, changes)),
    rowVersion: record.rowVersion + 1,
    updatedBy: actor.id,
    updatedAt: now,
  });
  unlessConflict(rows);
  await work.audit({
    action: 'problem.edit',
    subjectKind: 'problem',
    subjectId: id,
    divisionCode: found(rows[0], '问题').divisionCode,
    changes: { act: 'problem.edit', version: record.rowVersion + 1, ...diff },
  });
}

/**
 * The problem, locked, when the caller may edit it as it stands.
 * @param wanted what a conflict sets beside the record as it is now
 * @throws {AppError} notFound, conflict, notAllowed, wrongState
 */
export async function loadForEdit(
  work: Work,
  id: string,
  rowVersion: number,
  wanted: Record<string, unknown>,
): Promise<ProblemRecord> {
  const record = await loadProblem(work.tx, work.actor.countyCode, id, { lock: true });
  if (rowVersion !== record.rowVersion) throw await conflictWith(work, record, rowVersion, wanted);
  const facts = await problemFacts(work, record);
  const outcome = transition('problem.edit', facts, {});
  if (!outcome.ok) throw refusal('problem.edit', facts, outcome);
  return record;
}

async function changesOf(work: Work, record: ProblemRecord, body: EditBody): Promise<ProblemChanges> {
  const changes: ProblemChanges = await checkedPlan(work, body);
  for (const field of plain) if (body[field] !== undefined) Object.assign(changes, { [field]: body[field] });
  if (body.divisionCode !== undefined && body.divisionCode !== record.divisionCode) {
    if (!within(body.divisionCode, work.actor.scopeCode)) throw new AppError('outsideScope');
    if ((await placeNames(work.tx, body.divisionCode)).name === null)
      throw new AppError('badInput', '没有这个行政区划，请从列表里选村或镇。', { en: 'No such place.' });
    changes.divisionCode = body.divisionCode;
  }
  if (body.type !== undefined) {
    const { nonAgri, nonGrain } = problemTypes.get(body.type);
    Object.assign(changes, { type: body.type, nonAgri, nonGrain });
  }
  if (body.verifyResult !== undefined && body.verifyResult !== record.verifyResult)
    Object.assign(changes, {
      verifyResult: body.verifyResult,
      verifiedBy: body.verifyResult === null ? null : work.actor.name,
      verifiedOn: body.verifyResult === null ? null : shanghaiDay(work.now),
    });
  return { ...changes, ...(await stockOf(work, record, body)) };
}

/** A person's decision with a reason wins; otherwise the rules decide again when type or year changed. */
async function stockOf(work: Work, record: ProblemRecord, body: EditBody): Promise<ProblemChanges> {
  if (body.stockOrNew !== undefined && body.stockOrNew !== record.stockOrNew) {
    if (body.stockOrNew !== null && !body.stockOrNewReason)
      throw new AppError('missing', '人工认定存量或新增，要写理由。', {
        en: 'A decision by hand needs a reason.',
        details: [{ code: 'problem.stockOrNewReason', at: 'body.stockOrNewReason', message: '存量/新增理由' }],
      });
    return { stockOrNew: body.stockOrNew, stockOrNewReason: body.stockOrNewReason ?? null };
  }
  const type = body.type ?? record.type;
  const built = body.builtYear === undefined ? record.builtYear : body.builtYear;
  if (type === record.type && built === record.builtYear) return {};
  const stock = stockOrNew(
    type,
    built === null ? null : String(built),
    await rulesFor(work.tx, work.actor.countyCode, work.now),
  );
  return stock.value === 'unknown' ? {} : { stockOrNew: stock.value, stockOrNewReason: stock.reason.zh };
}

const personal = new Set(['partyName', 'partyPhone']);

/** Old and new of each field that really changed; personal data are said to have changed, not what to. */
function difference(record: ProblemRecord, changes: ProblemChanges): Record<string, unknown> {
  const before: Record<string, unknown> = { ...record };
  return Object.fromEntries(
    Object.entries(changes)
      .filter(([field, value]) => JSON.stringify(before[field] ?? null) !== JSON.stringify(value ?? null))
      .map(([field, value]) => [field, personal.has(field) ? ['*', '*'] : [before[field] ?? null, value ?? null]]),
  );
}

async function searchAgain(work: Work, record: ProblemRecord, changes: ProblemChanges): Promise<ProblemChanges> {
  const now = { ...record, ...changes } as ProblemRecord;
  const place = await placeNames(work.tx, now.divisionCode);
  return searchOf(searchFields(now, place.name, await clueNumbers(work.tx, work.actor.countyCode, record.id)));
}

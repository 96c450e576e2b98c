import type { recordLookBack, reopenProblem } from '@shoutian/domain/api';
import { clueRule } from '@shoutian/domain/clue';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import { roles } from '@shoutian/domain/people';
import { abilities, nextState, type ReopenCause } from '@shoutian/domain/problem';
import type { z } from 'zod';
import { AppError, found, unlessConflict } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Work } from '../../../platform/request.ts';
import { divisionNames } from '../../divisions/index.ts';
import {
  applyTransition,
  askRebound,
  liftRebound,
  loadProblem,
  type ProblemRecord,
  problemFacts,
} from '../../problems/index.ts';
import { endTasks, openTasks, taskTitle } from '../../tasks/index.ts';
import * as read from '../queries/visits.ts';

type Recorded = z.output<NonNullable<(typeof recordLookBack)['body']>>;
type Reopen = z.output<NonNullable<(typeof reopenProblem)['body']>>;

/** A doubt is looked at again after so long: half the shortest span of the rule (30 days). */
const AGAIN_DAYS = 15;

type Visited = Pick<ProblemRecord, 'id' | 'divisionCode' | 'problemNo' | 'title' | 'leadUnit' | 'locationText'>;
type Wanted = Omit<read.NewVisit, 'id' | 'divisionCode' | 'problemId'> & { readonly problem: Visited };

/** Makes visits and what the phone shows of them. */
export async function addVisits(work: Work, wanted: readonly Wanted[]): Promise<string[]> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const rows = wanted.map((visit) => ({
    id: newId(),
    divisionCode: visit.problem.divisionCode,
    problemId: visit.problem.id,
    kind: visit.kind,
    dueOn: visit.dueOn,
    drawId: visit.drawId,
    clueId: visit.clueId,
    cause: visit.cause,
    problem: visit.problem,
  }));
  const made = new Set(await read.insertVisits(tx, county, rows));
  const names = await divisionNames(tx, [...new Set(rows.map((row) => row.divisionCode))]);
  await openTasks(
    tx,
    county,
    rows
      .filter((row) => made.has(row.id))
      .map((row) => ({
        divisionCode: row.divisionCode,
        kind: row.kind === 'draw' ? ('inspect' as const) : ('lookBack' as const),
        title: taskTitle(row.kind === 'draw' ? '抽查' : '回头看', {
          villageName: names.get(row.divisionCode) ?? row.divisionCode,
          locationText: row.problem.locationText,
          no: row.problem.problemNo,
        }),
        instructions: row.cause ?? '',
        subjectKind: 'lookBack' as const,
        subjectId: row.id,
        assignedTo: null,
        assignedName: null,
        // An inspector is not from the same village (6.4); a planned visit is the leading centre's as well.
        assignedRole: row.problem.leadUnit || 'townBuild',
        dueOn: row.dueOn,
      })),
    actor.id,
    now,
  );
  return [...made];
}

/** Visits of the plan, from the day a problem is written off. */
export async function planVisits(work: Work, problem: ProblemRecord, days: readonly string[]): Promise<void> {
  await addVisits(
    work,
    days.map((dueOn) => ({ problem, kind: 'plan' as const, dueOn })),
  );
}

/** Who may go: the table's question, and for a drawn one nobody of the village itself. @throws {AppError} notAllowed */
function refuseOwnVillage(work: Work, row: read.VisitRow): void {
  if (row.kind !== 'draw' || work.actor.scopeCode.length < 12) return;
  throw new AppError('notAllowed', `抽查由镇、县人员到场，${roles.village.zh}不查本村。`, {
    en: 'A drawn inspection is not made by the village itself.',
  });
}

const causes: Record<read.VisitRow['kind'], ReopenCause> = {
  plan: 'lookBackFailed',
  draw: 'inspectionFailed',
  rebound: 'newOverlap',
};

/**
 * Records a visit. Rebound: whoever may reopen does so with it, everybody else asks those who may. Doubt: another visit is
 * set.
 * @throws {AppError} what the table refuses (approvers of the write-off among it), conflict when it is recorded already
 */
export async function visited(work: Work, id: string, body: Recorded): Promise<void> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const row = found(await read.visitById(tx, county, id), '回头看');
  const today = shanghaiDay(now);
  if (body.visitedOn > today) throw new AppError('badInput', '到场日期不能在今天以后。', { en: 'Not after today.' });
  if (row.written_off_on !== null && body.visitedOn < row.written_off_on)
    throw new AppError('badInput', `到场日期早于销号（${row.written_off_on}）。`, { en: 'Before the write-off.' });
  if (row.state === 'cancelled')
    throw new AppError('wrongState', '这次回头看已取消：问题已经重开。', {
      en: 'Cancelled: the problem is open again.',
    });
  refuseOwnVillage(work, row);
  await loadProblem(tx, county, row.problem_id, { lock: true });
  const by = { id: actor.id, name: actor.name, now };
  unlessConflict(
    await read.endVisit(tx, county, id, { result: body.result, note: body.note, visitedOn: body.visitedOn, by }),
  );
  const { problem } = await applyTransition(work, row.problem_id, {
    action: 'problem.lookBack',
    input: { visit: id },
    reason: body.note,
    changes: { kind: row.kind, result: body.result, visitedOn: body.visitedOn },
  });
  for (const kind of ['lookBack', 'inspect'] as const)
    await endTasks(tx, county, {
      kind,
      subjectIds: [id],
      state: 'done',
      by: actor.id,
      now,
      result: { result: body.result },
    });
  switch (body.result) {
    case 'kept':
      return;
    case 'doubt':
      await addVisits(work, [
        {
          problem,
          kind: row.kind === 'rebound' ? 'plan' : row.kind,
          dueOn: addDays(today, AGAIN_DAYS),
          cause: `上次存疑：${body.note}`,
          drawId: row.draw_id ?? undefined,
        },
      ]);
      return;
    case 'rebound':
      await cameBack(work, problem, row, body.note);
  }
}

async function cameBack(work: Work, problem: ProblemRecord, row: read.VisitRow, note: string): Promise<void> {
  const facts = await problemFacts(work, problem);
  const clue = row.clue_id === null ? {} : { clueId: row.clue_id };
  if (!abilities(facts.problem, work.actor).includes('problem.reopen')) {
    await askRebound(work, problem.id, { reason: note, ...clue });
    return;
  }
  await reopen(work, problem.id, { reason: note, cause: causes[row.kind], ...clue });
}

/**
 * Reopens a written-off problem, ties the clue that shows it, and ends the visits of its former life.
 * @throws {AppError} as the tables of problem and clue say
 */
export async function reopen(
  work: Work,
  problemId: string,
  body: Omit<Reopen, 'rowVersion'> & { rowVersion?: number },
): Promise<{ id: string; problemNo: string }> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const clue = body.clueId === undefined ? undefined : found(await read.clueById(tx, county, body.clueId), '线索');
  const lifted = await liftRebound(work, problemId, {
    cause: body.cause ?? (clue === undefined ? 'lookBackFailed' : 'newOverlap'),
    reason: body.reason,
    ...(clue === undefined ? {} : { clue: { id: clue.id } }),
    ...(body.rowVersion === undefined ? {} : { rowVersion: body.rowVersion }),
  });
  if (clue !== undefined) await tie(work, clue, problemId);
  const ended = await read.cancelVisits(tx, county, problemId);
  for (const kind of ['lookBack', 'inspect'] as const)
    await endTasks(tx, county, { kind, subjectIds: ended, state: 'cancelled', by: actor.id, now });
  return lifted;
}

/** The clue joins the problem by the clue's own table. */
async function tie(work: Work, clue: read.ClueTie, problemId: string): Promise<void> {
  if (clue.problem_id === problemId) return;
  const to = nextState(clueRule('clue.mergeInto'), clue.state as Parameters<typeof nextState>[1], null);
  if (clue.problem_id !== null || to === null)
    throw new AppError('wrongState', '这条线索已经办结或并入别的问题，不能再并入。', {
      en: 'The clue is closed or belongs to another problem.',
    });
  unlessConflict(await read.tieClue(work.tx, work.actor.countyCode, clue, problemId, to, work.now));
  await work.audit({
    action: 'clue.decideDuplicate',
    subjectKind: 'clue',
    subjectId: clue.id,
    divisionCode: clue.division_code,
    changes: { act: 'clue.mergeInto', problemId, state: [clue.state, to] },
  });
}

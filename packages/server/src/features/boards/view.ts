import type { Board, boardCell, OutputOf } from '@shoutian/domain/api';
import { addDays, daysBetween, rectificationClock, shanghaiDay } from '@shoutian/domain/deadlines';
import { milestoneKinds } from '@shoutian/domain/dictionaries';
import { formatDay } from '@shoutian/domain/format';
import { within } from '@shoutian/domain/people';
import { AppError, found } from '../../platform/errors.ts';
import type { Work } from '../../platform/request.ts';
import { rulesFor } from '../settings/index.ts';
import { beside, closings, type Figures, figuresOf, type Grouping, keyOf } from './figures.ts';
import * as queries from './queries.ts';
import { Picture } from './snapshot.ts';

/** Pictures are taken of counties and towns: a village looks at its town's, and sees its own row. */
export const placeOf = (scope: string): string => scope.slice(0, 9);

/** The board as it stands now, with last week's gaps beside it. */
export async function liveBoard(work: Work, by: Grouping, listId: string | null): Promise<Board> {
  const { tx, actor, now } = work;
  const today = shanghaiDay(now);
  const rules = await rulesFor(tx, actor.countyCode, now);
  const list = listId === null ? undefined : found(await queries.frozenList(tx, actor.countyCode, listId), '清单');
  const figures = figuresOf(
    await queries.boardProblems(tx, actor.countyCode, listId, actor.scopeCode),
    by,
    today,
    rules,
  );
  const place = placeOf(actor.scopeCode);
  // A week ago or earlier: on a Wednesday last week's Monday counts, not this week's.
  const pictures = await queries.snapshotsUpTo(tx, actor.countyCode, { place, listId, upTo: today, limit: 12 });
  const earlier = pictures.find((row) => row.taken_on <= addDays(today, -6));
  return {
    ...beside(figures, earlier ? kept(earlier, by, actor.scopeCode) : undefined),
    by,
    listId,
    listTitle: list ? `${list.list_no} ${list.title}` : '全部在册整改任务',
    takenOn: today,
    sha256: null,
    near: rules.value('board.near'),
    ...elapsed(list?.formed_on ?? null, today, rules),
    trend: trendOf(pictures, by, actor.scopeCode),
  };
}

/** A stored picture, never worked out again. */
export async function storedBoard(work: Work, by: Grouping, snapshotId: string): Promise<Board> {
  const { tx, actor, now } = work;
  const row = found(await queries.snapshotById(tx, actor.countyCode, snapshotId), '快照');
  const list = row.list_id === null ? undefined : await queries.frozenList(tx, actor.countyCode, row.list_id);
  const rules = await rulesFor(tx, actor.countyCode, now);
  const pictures = await queries.snapshotsUpTo(tx, actor.countyCode, {
    place: row.division_code,
    listId: row.list_id,
    upTo: row.taken_on,
    limit: 12,
  });
  const before = pictures.find((each) => each.taken_on <= addDays(row.taken_on, -6));
  return {
    ...beside(kept(row, by, actor.scopeCode), before ? kept(before, by, actor.scopeCode) : undefined),
    by,
    listId: row.list_id,
    listTitle: list ? `${list.list_no} ${list.title}` : '全部在册整改任务',
    takenOn: row.taken_on,
    sha256: row.sha256,
    near: Picture.parse(row.data).near,
    ...elapsed(list?.formed_on ?? null, row.taken_on, rules),
    trend: trendOf(pictures, by, actor.scopeCode),
  };
}

function elapsed(formedOn: string | null, day: string, rules: Parameters<typeof rectificationClock>[1]) {
  if (formedOn === null) return { elapsedDays: null, spanDays: null };
  const { totalDays, usedDays } = rectificationClock(formedOn, rules, day);
  return { elapsedDays: usedDays, spanDays: totalDays };
}

/** One grouping of a picture, narrowed to the reader's own places: sums then add up the own rows only. */
function kept(row: queries.SnapshotRow, by: Grouping, scope: string): Figures {
  const figures = Picture.parse(row.data)[by];
  if (within(row.division_code, scope)) return figures;
  if (by !== 'village')
    throw new AppError('outsideScope', '快照按单位、按批次的数是全镇的，本村只能看按村的。', {
      en: 'Only the rows by village are yours.',
    });
  const rows = figures.rows.filter((each) => within(each.key, scope));
  return { steps: figures.steps, rows, sum: sumOf(rows, figures.sum) };
}

function sumOf(rows: Figures['rows'], template: Figures['sum']): Figures['sum'] {
  const add = (of: (row: Figures['sum']) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const items = add((row) => row.items);
  const writtenOff = add((row) => row.writtenOff);
  return {
    ...template,
    items,
    writtenOff,
    rate: items === 0 ? null : writtenOff / items,
    overdue: add((row) => row.overdue),
    cells: template.cells.map((cell, i) => ({
      ...cell,
      actual: add((row) => row.cells[i]?.actual ?? 0),
      planned: add((row) => row.cells[i]?.planned ?? 0),
      total: add((row) => row.cells[i]?.total ?? 0),
      gap: add((row) => row.cells[i]?.gap ?? 0),
      // One row is its own sum; the light of several would be a judgement that was not stored.
      light: rows.length === 1 ? (rows[0]?.cells[i]?.light ?? 'none') : 'none',
    })),
  };
}

const trendOf = (pictures: readonly queries.SnapshotRow[], by: Grouping, scope: string): Board['trend'] =>
  pictures
    .filter((row) => by === 'village' || within(row.division_code, scope))
    .map((row) => ({ takenOn: row.taken_on, ...closings(kept(row, by, scope)) }))
    .reverse();

/** The problems behind a cell, and what each is stuck on. `step` is a milestone or `overdue`. */
export async function cellRows(
  work: Work,
  query: { by: Grouping; key: string; step: string; listId: string | null; only: 'late' | 'all' },
): Promise<OutputOf<typeof boardCell>['rows']> {
  const { tx, actor, now } = work;
  const today = shanghaiDay(now);
  const problems = await queries.boardProblems(tx, actor.countyCode, query.listId, actor.scopeCode);
  return problems
    .filter((problem) => query.key === '' || keyOf(problem, query.by) === query.key)
    .map((problem) => ({ problem, step: (problem.milestones ?? []).find((each) => each.step === query.step) }))
    .filter(({ problem, step }) => {
      if (query.step === 'overdue')
        return problem.due_on !== null && problem.due_on < today && problem.state !== 'writtenOff';
      if (!step) return false;
      return query.only === 'all' || (step.plannedOn < today && (step.actualOn === null || step.actualOn > today));
    })
    .map(({ problem, step }) => ({
      problemId: problem.id,
      problemNo: problem.problem_no,
      title: problem.title,
      villageName: problem.village_name ?? problem.division_code,
      farmM2: problem.farm_m2,
      plannedOn: step?.plannedOn ?? null,
      actualOn: step?.actualOn ?? null,
      daysLeft: problem.due_on === null ? null : daysBetween(today, problem.due_on),
      stuck: stuckOn(problem, today),
      responsiblePerson: problem.responsible_person,
    }));
}

/** 卡在哪里: the desk it lies on and since when; in rectification the first late step and the last word about it. */
export function stuckOn(problem: queries.BoardProblem, today: string): string {
  const days = Math.max(0, daysBetween(shanghaiDay(problem.state_since), today));
  switch (problem.state) {
    case 'writeOffRequested':
      return `等中心现场核实，${days} 天`;
    case 'townReview':
      return `等镇级审核，${days} 天`;
    case 'countyReview':
      return `等县级核查，${days} 天`;
    case 'writtenOff':
      return '已销号';
    case 'suspended':
      return `暂缓，预计 ${problem.resume_on === null ? '未定' : formatDay(problem.resume_on)} 恢复`;
    case 'registered':
    case 'reopened':
      return '等列入清单';
    case 'rectifying':
    case 'transferred':
    case 'noAction':
    case 'mergedInto':
      return inWork(problem, today);
  }
}

function inWork(problem: queries.BoardProblem, today: string): string {
  const late = (problem.milestones ?? []).find((step) => step.actualOn === null && step.plannedOn < today);
  const parts = [
    ...(problem.extension_pending ? ['延期申请待批'] : []),
    ...(problem.responsible_person === null ? ['没有责任人'] : []),
    ...(late ? [`「${milestoneKinds.get(late.step).zh}」晚 ${daysBetween(late.plannedOn, today)} 天`] : []),
    ...(problem.last_progress ? [`最近：${problem.last_progress}`] : []),
  ];
  return parts.length > 0 ? parts.join('；') : '按计划进行';
}

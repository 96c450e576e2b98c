import type { DrawView, LookBackView, listDraws, listLookBacks } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { abilities, missing, noDuty, type ProblemView } from '@shoutian/domain/problem';
import type { z } from 'zod';
import { found } from '../../platform/errors.ts';
import type { Work } from '../../platform/request.ts';
import { dutyOf, problemRecords, viewOf, wireMissing } from '../problems/index.ts';
import { presentDraw, presentVisit } from './present.ts';
import * as draws from './queries/draws.ts';
import * as visits from './queries/visits.ts';

type Query<E extends { query?: z.ZodType }> = z.output<NonNullable<E['query']>>;

/** Visits with what the caller may do: an approver of the write-off sees why the visit is not theirs. */
async function present(work: Work, rows: readonly visits.VisitRow[]): Promise<z.input<typeof LookBackView>[]> {
  const { tx, actor, now } = work;
  const due = [...new Set(rows.filter((row) => row.state === 'due').map((row) => row.problem_id))];
  const duty = await dutyOf(tx, actor.countyCode, due);
  const problems = new Map(
    (await problemRecords(tx, actor.countyCode, due)).map((record): [string, ProblemView] => [
      record.id,
      viewOf(record, 0),
    ]),
  );
  const today = shanghaiDay(now);
  return rows.map((row) => {
    const view = problems.get(row.problem_id);
    const ownVillage = row.kind === 'draw' && actor.scopeCode.length === 12;
    if (row.state !== 'due' || view === undefined || ownVillage)
      return presentVisit(row, today, { abilities: [], missing: {} });
    const permitted = abilities(view, actor);
    const facts = { problem: view, actor, duty: duty.get(row.problem_id)?.duty ?? noDuty, writeOff: null };
    const gaps = permitted.includes('problem.lookBack') ? missing('problem.lookBack', facts) : [];
    return presentVisit(row, today, {
      abilities: permitted.filter(
        (act) => act === 'problem.reopen' || (act === 'problem.lookBack' && gaps.length === 0),
      ),
      missing: gaps.length === 0 ? {} : { 'problem.lookBack': wireMissing(gaps) },
    });
  });
}

export async function visitList(
  work: Work,
  query: Query<typeof listLookBacks>,
): Promise<z.input<typeof listLookBacks.response>> {
  const { tx, actor, now } = work;
  const today = shanghaiDay(now);
  const { rows, total } = await visits.visitPage(tx, actor.countyCode, {
    state: query.state,
    kind: query.kind,
    problemId: query.problemId ?? null,
    division: query.division ?? null,
    q: query.q || null,
    sort: query.sort,
    today,
    page: query.page,
    pageSize: query.pageSize,
  });
  const counts = await visits.visitCounts(tx, actor.countyCode, { today, division: query.division ?? null });
  return { rows: await present(work, rows), total, counts };
}

export async function visitDetail(work: Work, id: string): Promise<z.input<typeof LookBackView>> {
  const row = found(await visits.visitById(work.tx, work.actor.countyCode, id), '回头看');
  return found((await present(work, [row]))[0], '回头看');
}

async function presentDraws(work: Work, rows: readonly draws.DrawRow[]): Promise<z.input<typeof DrawView>[]> {
  const ids = rows.flatMap((row) => (row.picked ?? []).map((each) => each.id));
  const problems = await draws.pickedProblems(work.tx, work.actor.countyCode, [...new Set(ids)]);
  const byId = new Map(problems.map((row) => [row.id, row]));
  return rows.map((row) => presentDraw(row, byId));
}

export async function drawList(
  work: Work,
  query: Query<typeof listDraws>,
): Promise<z.input<typeof listDraws.response>> {
  const { rows, total } = await draws.drawPage(work.tx, work.actor.countyCode, {
    q: query.q || null,
    page: query.page,
    pageSize: query.pageSize,
  });
  return { rows: await presentDraws(work, rows), total };
}

export async function drawDetail(work: Work, id: string): Promise<z.input<typeof DrawView>> {
  const row = found(await draws.drawById(work.tx, work.actor.countyCode, id), '抽查');
  return found((await presentDraws(work, [row]))[0], '抽查');
}

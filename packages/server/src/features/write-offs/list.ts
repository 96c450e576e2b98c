import type { listWriteOffs } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import type { z } from 'zod';
import type { Work } from '../../platform/request.ts';
import { problemRecords } from '../problems/index.ts';
import { presentRow } from './present.ts';
import { writeOffCounts, writeOffPage } from './queries/list.ts';
import { overridesOf } from './queries/read.ts';
import { standingOf } from './standing.ts';

type Query = z.output<NonNullable<(typeof listWriteOffs)['query']>>;
const openStates = ['siteCheck', 'townReview', 'countyReview'] as const;
const allStates = [...openStates, 'approved', 'returned'] as const;

const statesOf = (state: Query['state'], mine: boolean): readonly string[] => {
  // What waits for somebody may be a returned one: the filter of the state would hide it.
  if (state === 'open') return mine ? allStates : openStates;
  return state === 'all' ? allStates : [state];
};

/** 销号办理: a page, with the counts of each desk and of what waits for the caller. */
export async function writeOffList(work: Work, query: Query): Promise<z.input<typeof listWriteOffs.response>> {
  const { tx, actor, now } = work;
  const mine = query.waitingForMe ?? false;
  const { rows, total } = await writeOffPage(tx, actor, {
    states: statesOf(query.state, mine),
    mine,
    problemId: query.problemId ?? null,
    ids: null,
    division: query.division ?? null,
    q: query.q || null,
    sort: query.sort,
    page: query.page,
    pageSize: query.pageSize,
  });
  const under = rows.filter((row) => row.state !== 'approved' && row.state !== 'returned');
  const problems = await problemRecords(tx, actor.countyCode, [...new Set(under.map((row) => row.problem_id))]);
  const standings = await standingOf(work, problems);
  const overrides = await overridesOf(tx, actor.countyCode, [...new Set(rows.map((row) => row.problem_id))]);
  const today = shanghaiDay(now);
  return {
    rows: rows.map((row) =>
      presentRow(
        row,
        standings.get(row.problem_id),
        overrides.filter((each) => each.problem_id === row.problem_id && each.round === row.round).length,
        today,
      ),
    ),
    total,
    counts: await writeOffCounts(tx, actor, query.division ?? null),
  };
}

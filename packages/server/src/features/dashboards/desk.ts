import type { Desk, DueRow, listDue, OutputOf, search } from '@shoutian/domain/api';
import { addDays, daysBetween, shanghaiDay, weekday } from '@shoutian/domain/deadlines';
import { milestoneKinds, verdicts } from '@shoutian/domain/dictionaries';
import { can } from '@shoutian/domain/people';
import { problemStates } from '@shoutian/domain/problem';
import type { Work } from '../../platform/request.ts';
import { needleOf } from '../problems/index.ts';
import { share } from './figures.ts';
import * as queries from './queries/desk.ts';
import { findEverywhere } from './queries/search.ts';

interface Words {
  readonly zh: string;
  readonly en: string;
}

const wordsOf = (dictionary: { label(code: string, language: 'zh' | 'en'): string }, code: string): Words => ({
  zh: dictionary.label(code, 'zh'),
  en: dictionary.label(code, 'en'),
});

/** Rows of the desk's waiting list; the rest is a link away. */
const SHOWN = 20;

const links: Record<Desk['waiting'][number]['kind'], (row: queries.WaitingRow) => string> = {
  clueReview: (row) => `/clues/review?id=${row.id}`,
  writeOff: (row) => `/write-offs/${row.id}`,
  extension: (row) => `/problems/${row.subject_id}?tab=extensions`,
  listFreeze: (row) => `/lists/${row.id}`,
  photoReview: (row) => `/evidence?id=${row.subject_id}`,
  rebound: (row) => `/problems/${row.id}`,
};

const writeOffTurns: Readonly<Record<string, Words>> = {
  siteCheck: { zh: '待现场核实', en: 'site check' },
  townReview: { zh: '待镇级审核', en: 'town review' },
  countyReview: { zh: '待县级核查', en: 'county review' },
};

function hintOf(row: queries.WaitingRow): Words {
  switch (row.kind) {
    case 'clueReview':
      return row.hint === '' ? { zh: '待镇审', en: 'town review' } : wordsOf(verdicts, row.hint);
    case 'writeOff':
      return writeOffTurns[row.hint] ?? { zh: row.hint, en: row.hint };
    case 'extension':
      return { zh: `延期 ${row.hint}`, en: `extension ${row.hint}` };
    case 'listFreeze':
      return { zh: `${row.hint} 项待审定`, en: `${row.hint} to approve` };
    case 'photoReview':
      return { zh: `${row.hint} 张照片有提示`, en: `${row.hint} photos with remarks` };
    case 'rebound':
      return { zh: `${row.hint} 反弹重开，待列清单`, en: `reopened ${row.hint}, to be listed` };
  }
}

/** What one person has to do first: counts, and what waits for the own desk, longest waiting first. */
export async function desk(work: Work, division: string | undefined): Promise<Desk> {
  const { tx, actor, now } = work;
  const today = shanghaiDay(now);
  const place = division ?? actor.scopeCode;
  const counts = await queries.deskCounts(tx, actor, place, today, addDays(today, 1 - weekday(today)));
  const waiting = await queries.waitingFor(tx, actor, place, SHOWN);
  return {
    mine: counts.mine,
    overdue: counts.overdue,
    overdueNewThisWeek: counts.overdue_new,
    within7: counts.within7,
    cluesToVerify: counts.clues_mine,
    cluesTotal: counts.clues_open,
    open: counts.open,
    openFarmM2: counts.open_farm,
    openPbfM2: counts.open_pbf,
    closing: share(counts.closed, counts.to_close),
    waiting: waiting.map((row) => ({
      kind: row.kind,
      id: row.id,
      subjectId: row.subject_id,
      no: row.no,
      title: row.title,
      who: row.who,
      at: row.at.toISOString(),
      hint: hintOf(row).zh,
      hintEn: hintOf(row).en,
      link: links[row.kind](row),
    })),
    waitingTotal: waiting[0]?.total_rows ?? 0,
  };
}

const dueLinks: Record<DueRow['kind'], (row: queries.DueRecord) => string> = {
  problem: (row) => `/problems/${row.id}`,
  milestone: (row) => `/problems/${row.problem_id ?? ''}`,
  clue: (row) => `/clues/${row.id}`,
  task: (row) => (row.problem_id === null ? `/tasks/${row.id}` : `/problems/${row.problem_id}`),
};

const taskNames: Readonly<Record<string, Words>> = {
  recheckStop: { zh: '制止复查', en: 'Recheck the stop' },
  recordEvidence: { zh: '补证据', en: 'Evidence' },
  lookBack: { zh: '回头看', en: 'Look back' },
  inspect: { zh: '抽查', en: 'Inspection' },
  supplement: { zh: '补充材料', en: 'Supplement' },
};

function stepOf(row: queries.DueRecord): Words {
  switch (row.kind) {
    case 'problem':
      return wordsOf(problemStates, row.step);
    case 'clue':
      return { zh: '待核查', en: 'To verify' };
    case 'task':
      return taskNames[row.step] ?? { zh: row.step, en: row.step };
    case 'milestone':
      // A step's own name is what the list calls it; English has the kind's.
      return { zh: row.name, en: milestoneKinds.label(row.step, 'en') };
  }
}

/** What is due and overdue, most overdue first. */
export async function dueList(
  work: Work,
  query: { who: 'mine' | 'unit' | 'area'; division?: string | undefined; page: number; pageSize: number },
): Promise<OutputOf<typeof listDue>> {
  const { tx, actor, now } = work;
  const today = shanghaiDay(now);
  const wanted = { who: query.who, place: query.division ?? actor.scopeCode };
  const rows = await queries.duePage(tx, actor, wanted, query);
  const { late, today: dueToday, ...counts } = await queries.dueCounts(tx, actor, wanted, today);
  const reviews: Record<string, boolean> = {
    writeOffRequested: can(actor, 'problem.verifyOnSite'),
    townReview: can(actor, 'problem.townApprove'),
    countyReview: can(actor, 'problem.countyApprove'),
  };
  return {
    rows: rows.map((row) => ({
      kind: row.kind,
      id: row.id,
      no: row.no,
      title: row.title,
      villageName: row.village_name ?? '',
      step: stepOf(row).zh,
      stepEn: stepOf(row).en,
      dueOn: row.due_on,
      daysLeft: daysBetween(today, row.due_on),
      verb: reviews[row.state]
        ? 'review'
        : can(actor, 'board.snapshot') && (row.kind === 'problem' || row.kind === 'milestone')
          ? 'urge'
          : 'open',
      link: dueLinks[row.kind](row),
    })),
    total: rows[0]?.total_rows ?? 0,
    counts,
    late,
    today: dueToday,
  };
}

const pages = { problem: '/problems/', clue: '/clues/', batch: '/batches/', list: '/lists/' } as const;

/** Numbers, names, places, parties and monitoring numbers, over problems, clues, batches and lists. */
export async function searchAll(work: Work, q: string): Promise<OutputOf<typeof search>> {
  const rows = await findEverywhere(work.tx, work.actor.countyCode, needleOf(q));
  return {
    rows: rows.map((row) => ({
      kind: row.kind,
      id: row.id,
      no: row.no,
      title: row.title,
      hint: row.kind === 'problem' ? problemStates.label(row.hint) : row.hint,
      link: `${pages[row.kind]}${row.id}`,
    })),
  };
}

import type { ProblemFilter } from '@shoutian/domain/api';
import { addDays, addMonths } from '@shoutian/domain/deadlines';
import type { Actor } from '@shoutian/domain/people';
import { problemStates } from '@shoutian/domain/problem';
import { placeSql } from '../../../platform/db/index.ts';
import { needleOf } from '../search.ts';

/** States whose clock runs: their due day counts, in all others it is history or has not begun. */
export const tickingStates = ['rectifying', 'writeOffRequested', 'townReview', 'countyReview'] as const;
const openStates = problemStates.entries.filter((entry) => entry.open).map((entry) => entry.code);

export interface Viewer {
  readonly actor: Actor;
  /** Today in Asia/Shanghai. */
  readonly today: string;
}

/** A condition over `problem p` with its bound values; `$1` is the county. */
export interface Condition {
  readonly sql: string;
  readonly values: unknown[];
}

type Wanted = Partial<ProblemFilter> & { q?: string | undefined; ids?: readonly string[] | undefined };

const m2OfMu = (mu: number): number => (mu * 2000) / 3;

/** The ledger's filter as one SQL condition: list, sums, shapes and export read the same. */
export function conditionOf(filter: Wanted, { actor, today }: Viewer): Condition {
  const values: unknown[] = [actor.countyCode];
  const parts = ['p.county_code = $1'];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const oneOf = (column: string, wanted: readonly unknown[] | undefined, type: string): void => {
    if (wanted && wanted.length > 0) parts.push(`p.${column} = any (${bind(wanted)}::${type}[])`);
  };
  oneOf('id', filter.ids, 'uuid');
  oneOf('state', filter.state, 'text');
  oneOf('type', filter.type, 'text');
  oneOf('channel', filter.channel, 'text');
  oneOf('found_year', filter.year, 'int');
  oneOf('category', filter.category, 'text');
  if (filter.division && filter.division.length > 0)
    parts.push(
      `exists (select 1 from unnest(${bind(filter.division)}::text[]) as s (code) where starts_with(p.division_code, s.code))`,
    );
  if (filter.leadUnit && filter.leadUnit.length > 0) {
    const units = bind(filter.leadUnit);
    parts.push(`(p.lead_unit = any (${units}::text[]) or p.co_units && ${units}::text[])`);
  }
  if (filter.stockOrNew) parts.push(`p.stock_or_new = ${bind(filter.stockOrNew)}`);
  if (filter.listId) parts.push(`p.list_id = ${bind(filter.listId)}`);
  if (filter.campaignId) parts.push(`p.campaign_id = ${bind(filter.campaignId)}`);
  if (filter.unlisted) parts.push(`p.state in ('registered', 'reopened')`);
  if (filter.farmland) parts.push('p.farm_m2 > 0');
  if (filter.pbfMu !== undefined) parts.push(`p.pbf_m2 > 0 and p.pbf_m2 >= ${bind(m2OfMu(filter.pbfMu))}`);
  if (filter.ongoing !== undefined)
    parts.push(`p.ongoing = ${bind(filter.ongoing)} and p.state = any (${bind(openStates)}::text[])`);
  if (filter.rebound) parts.push('(p.rebound_of is not null or p.reopened_on is not null)');
  if (filter.mine) parts.push(`p.responsible_person_id = ${bind(actor.id)}`);
  if (filter.orphan) parts.push(orphanSql(bind(openStates), bind(tickingStates)));
  if (filter.waitingForMe) parts.push(waitingSql(actor, bind));
  parts.push(...dueSql(filter.due ?? 'all', today, bind));
  if (filter.bbox) {
    const [west, south, east, north] = filter.bbox.split(',').map(Number);
    const box = `ST_MakeEnvelope(${bind(west)}, ${bind(south)}, ${bind(east)}, ${bind(north)}, 4490)`;
    parts.push(`${placeSql('p')} && ${box}`);
  }
  if (filter.q) {
    const { terms, pieces } = needleOf(filter.q);
    if (terms.length > 0) parts.push(`p.search_terms @> ${bind(terms)}::text[]`);
    for (const piece of pieces) parts.push(`strpos(p.search_text, ${bind(piece)}) > 0`);
  }
  return { sql: parts.join('\n       and '), values };
}

function dueSql(due: ProblemFilter['due'], today: string, bind: (value: unknown) => string): string[] {
  if (due === 'all') return [];
  const ticking = `p.state = any (${bind(tickingStates)}::text[])`;
  const between = (from: string, to: string): string[] => [
    ticking,
    `p.due_on between ${bind(from)}::date and ${bind(to)}::date`,
  ];
  switch (due) {
    case 'overdue':
      return [ticking, `p.due_on < ${bind(today)}::date`];
    case 'within3':
      return between(today, addDays(today, 3));
    case 'within7':
      return between(today, addDays(today, 7));
    case 'within15':
      return between(today, addDays(today, 15));
    case 'month': {
      const first = `${today.slice(0, 7)}-01`;
      return between(first, addDays(addMonths(first, 1), -1));
    }
  }
}

/** No state without an owner and, where one applies, a due day. */
export function orphanSql(open: string, ticking: string): string {
  return `p.state = any (${open}::text[]) and (p.lead_unit = ''
    or (p.state = any (${ticking}::text[]) and (p.due_on is null or p.responsible_person is null))
    or (p.state = 'suspended' and p.resume_on is null))`;
}

export const orphanValues = [openStates, tickingStates] as const;

/** What the caller's desk has to do next, by role; the transition table says who may, this says whose turn it is. */
function waitingSql(actor: Actor, bind: (value: unknown) => string): string {
  const turns: string[] = [];
  const centres = actor.roles.filter((role) => role === 'townBuild' || role === 'townIndustry');
  if (centres.length > 0) {
    const own = bind(centres);
    turns.push(`(p.state in ('registered', 'reopened', 'writeOffRequested')
      and (p.lead_unit = '' or p.lead_unit = any (${own}::text[]) or p.co_units && ${own}::text[]))`);
  }
  if (actor.roles.includes('townLeader'))
    turns.push(`(p.state = 'townReview' or (p.state = 'rectifying' and exists (select 1 from extension e
      where e.county_code = $1 and e.problem_id = p.id and e.state = 'requested' and e.requested_by <> ${bind(actor.id)})))`);
  if (actor.roles.includes('countyNr')) turns.push(`p.state = 'countyReview'`);
  if (actor.roles.includes('townEnforce'))
    turns.push(`(p.ongoing and p.state in ('registered', 'rectifying', 'reopened'))`);
  if (actor.roles.includes('village') || actor.roles.includes('gridder')) turns.push(`p.state = 'rectifying'`);
  return turns.length === 0 ? 'false' : `(${turns.join(' or ')})`;
}

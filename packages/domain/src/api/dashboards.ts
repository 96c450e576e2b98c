import { z } from 'zod';
import { AreaM2, Day, DivisionCode, Id, Instant } from './common.ts';
import { endpoint } from './endpoint.ts';

const Figure = z.object({ count: z.number().int(), areaM2: AreaM2, farmM2: AreaM2, pbfM2: AreaM2 });
const Group = Figure.extend({
  key: z.string(),
  label: z.string(),
  writtenOff: z.number().int(),
  overdue: z.number().int(),
});
/** Share with both sides, so that the screen can name the denominator; null rate: 不适用. */
const Share = z.object({ part: z.number(), of: z.number(), rate: z.number().nullable() });
/**
 * 底数. Merged problems are not counted; `closing` is written off ÷ all but transferred and needing nothing;
 * `rebound` is reopened or found again ÷ ever written off; `early` is found at an early stage ÷ stage known.
 */
export const Dashboard = z.object({
  takenAt: Instant,
  all: Figure,
  stock: Figure,
  new: Figure,
  open: Figure,
  overdue: Figure,
  ongoing: z.number().int(),
  closing: Share,
  closingLastMonth: Share,
  rebound: Share,
  byType: z.array(Group),
  byVillage: z.array(Group),
  byChannel: z.array(Group),
  byYear: z.array(Group),
  byState: z.array(Group),
  trend: z.array(
    z.object({
      month: z.string(),
      found: z.number().int(),
      writtenOff: z.number().int(),
      areaM2: AreaM2,
      rebounds: z.number().int(),
    }),
  ),
  /** of the problems that take farmland, and permanent basic farmland. */
  onFarmland: Figure,
  onPbf: Figure,
  early: Share,
});
export type Dashboard = z.infer<typeof Dashboard>;
export const getDashboard = endpoint({
  method: 'GET',
  path: '/api/dashboard',
  action: 'dashboard.read',
  summary: '底数看板',
  query: z.object({ division: DivisionCode.optional(), campaignId: Id.optional(), asOf: Day.optional() }),
  response: Dashboard,
});

/** The desk of one person: what to do first. */
export const Desk = z.object({
  mine: z.number().int(),
  overdue: z.number().int(),
  overdueNewThisWeek: z.number().int(),
  within7: z.number().int(),
  cluesToVerify: z.number().int(),
  cluesTotal: z.number().int(),
  open: z.number().int(),
  openFarmM2: AreaM2,
  openPbfM2: AreaM2,
  closing: Share,
  waiting: z.array(
    z.object({
      kind: z.enum(['clueReview', 'writeOff', 'extension', 'listFreeze', 'photoReview', 'rebound']),
      id: Id,
      subjectId: Id,
      no: z.string(),
      title: z.string(),
      who: z.string(),
      at: Instant,
      hint: z.string(),
      hintEn: z.string(),
      link: z.string(),
    }),
  ),
  waitingTotal: z.number().int(),
});
export type Desk = z.infer<typeof Desk>;
export const getDesk = endpoint({
  method: 'GET',
  path: '/api/desk',
  action: 'dashboard.read',
  summary: '工作台',
  /** division: a place inside the own area; counts and what waits are limited to it. */
  query: z.object({ division: DivisionCode.optional() }),
  response: Desk,
});
export const DueRow = z.object({
  kind: z.enum(['problem', 'clue', 'milestone', 'task']),
  id: Id,
  no: z.string(),
  title: z.string(),
  villageName: z.string(),
  step: z.string(),
  stepEn: z.string(),
  dueOn: Day,
  daysLeft: z.number().int(),
  verb: z.enum(['urge', 'review', 'open']),
  link: z.string(),
});
export type DueRow = z.infer<typeof DueRow>;
export const listDue = endpoint({
  method: 'GET',
  path: '/api/desk/due',
  action: 'dashboard.read',
  summary: '到期与逾期',
  query: z.object({
    who: z.enum(['mine', 'unit', 'area']).default('mine'),
    division: DivisionCode.optional(),
    page: z.coerce.number().int().min(1).default(1),
    pageSize: z.coerce.number().int().min(1).max(200).default(20),
  }),
  response: z.object({
    rows: z.array(DueRow),
    total: z.number().int(),
    counts: z.object({ mine: z.number().int(), unit: z.number().int(), area: z.number().int() }),
    /** Things, not rows, of `who` that are overdue and that are due today: a problem with three late steps is one. */
    late: z.number().int(),
    today: z.number().int(),
  }),
});
/** Search over numbers, names, places, parties and monitoring numbers. */
export const search = endpoint({
  method: 'GET',
  path: '/api/search',
  action: 'problem.read',
  summary: '全局搜索',
  query: z.object({ q: z.string().trim().min(1).max(60) }),
  response: z.object({
    rows: z.array(
      z.object({
        kind: z.enum(['problem', 'clue', 'batch', 'list']),
        id: Id,
        no: z.string(),
        title: z.string(),
        hint: z.string(),
        link: z.string(),
      }),
    ),
  }),
});

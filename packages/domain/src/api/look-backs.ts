import { z } from 'zod';
import { reopenCauses } from '../problem/index.ts';
import { AreaM2, Day, DivisionCode, Id, Instant, ListQuery, pageOf, Rights } from './common.ts';
import { endpoint } from './endpoint.ts';

export const LookBackView = z.object({
  id: Id,
  problemId: Id,
  problemNo: z.string(),
  title: z.string(),
  villageName: z.string(),
  kind: z.enum(['plan', 'draw', 'rebound']),
  dueOn: Day,
  state: z.enum(['due', 'done', 'cancelled']),
  result: z.enum(['kept', 'rebound', 'doubt']).nullable(),
  note: z.string().nullable(),
  visitedOn: Day.nullable(),
  visitorName: z.string().nullable(),
  divisionCode: DivisionCode,
  areaM2: AreaM2,
  writtenOffOn: Day.nullable(),
  /** Days until due; negative when overdue, null when it is not due any more. */
  daysLeft: z.number().int().nullable(),
  /** Why it was set: the draw's title, or what the new clue overlaps. */
  cause: z.string().nullable(),
  clueId: Id.nullable(),
  clueNo: z.string().nullable(),
  /** A condition of the write-off was let pass: looked at more closely. */
  overridden: z.boolean(),
  ...Rights.shape,
});
export type LookBackView = z.infer<typeof LookBackView>;
export const listLookBacks = endpoint({
  method: 'GET',
  path: '/api/look-backs',
  action: 'problem.read',
  summary: '回头看',
  query: ListQuery.extend({
    state: z.enum(['due', 'overdue', 'done', 'all']).default('due'),
    kind: z.enum(['plan', 'draw', 'rebound', 'all']).default('all'),
    problemId: Id.optional(),
    /** County, town or village; the counts are of the same place. */
    division: DivisionCode.optional(),
  }),
  response: pageOf(LookBackView).extend({ counts: z.record(z.string(), z.number().int()) }),
});
/** kept: nothing came back; rebound: reopens and links the problem; doubt: another visit is set. */
export const recordLookBack = endpoint({
  method: 'POST',
  path: '/api/look-backs/:id',
  action: 'problem.lookBack',
  summary: '登记回头看',
  params: z.object({ id: Id }),
  body: z.object({
    result: z.enum(['kept', 'rebound', 'doubt']),
    visitedOn: Day,
    note: z.string().trim().min(2).max(300),
  }),
  response: LookBackView,
});

export const DrawView = z.object({
  id: Id,
  title: z.string(),
  seed: z.string(),
  algorithm: z.string(),
  ratio: z.number(),
  strata: z.array(z.string()),
  population: z.number().int(),
  populationSha256: z.string(),
  dueOn: Day,
  /** Empty until the draw was made over the committed population. */
  picked: z.array(
    z.object({
      problemId: Id,
      problemNo: z.string(),
      title: z.string(),
      villageName: z.string(),
      stratum: z.string(),
      reason: z.enum(['drawn', 'flagged']),
      overridden: z.boolean(),
    }),
  ),
  drawnByName: z.string(),
  preparedAt: Instant,
  drawnAt: Instant.nullable(),
});
export type DrawView = z.infer<typeof DrawView>;
export const listDraws = endpoint({
  method: 'GET',
  path: '/api/look-backs/draws',
  action: 'problem.read',
  summary: '抽查记录',
  query: ListQuery,
  response: pageOf(DrawView),
});
/** The seed and the population are stored before the draw; the same seed over the same population draws the same rows. */
export const drawInspection = endpoint({
  method: 'POST',
  path: '/api/look-backs/draws',
  action: 'problem.drawInspection',
  summary: '随机抽查已销号问题',
  status: 201,
  body: z.object({
    title: z.string().trim().min(2).max(60),
    ratio: z.number().gt(0).max(1),
    strata: z.array(z.enum(['village', 'method', 'approver'])).min(1),
    seed: z.string().trim().min(4).max(40).optional(),
    writtenOffFrom: Day,
    writtenOffTo: Day,
    divisionCode: DivisionCode.optional(),
    /** Day by which the drawn ones are to be visited; 30 days from today unless given. */
    dueOn: Day.optional(),
  }),
  response: DrawView,
});
/** Makes the draw once more from the stored seed and population; finishes one that was interrupted. */
export const repeatDraw = endpoint({
  method: 'POST',
  path: '/api/look-backs/draws/:id/repeat',
  action: 'problem.drawInspection',
  summary: '复核抽查',
  params: z.object({ id: Id }),
  response: z.object({ same: z.boolean(), populationSha256: z.string(), draw: DrawView }),
});
export const reopenProblem = endpoint({
  method: 'POST',
  path: '/api/problems/:id/reopen',
  action: 'problem.reopen',
  summary: '反弹重开',
  params: z.object({ id: Id }),
  body: z.object({
    reason: z.string().trim().min(2).max(300),
    cause: z.enum(reopenCauses).optional(),
    /** The new clue that overlaps it: joins the problem. */
    clueId: Id.optional(),
    rowVersion: z.number().int(),
  }),
  response: z.object({ problemId: Id, problemNo: z.string() }),
});

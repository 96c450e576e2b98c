import { z } from 'zod';
import { AreaM2, Day, Id, Instant, ListQuery, LonLatPair, PolygonGeometry, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';

export const TaskKind = z.enum([
  'verifyClue',
  'recheckStop',
  'rectify',
  'recordEvidence',
  'lookBack',
  'inspect',
  'supplement',
]);
export const TaskView = z.object({
  id: Id,
  kind: TaskKind,
  title: z.string(),
  instructions: z.string(),
  subjectKind: z.enum(['clue', 'problem', 'stopMeasure', 'lookBack']),
  subjectId: Id,
  /** The clue or problem behind the subject. */
  clueId: Id.nullable(),
  problemId: Id.nullable(),
  no: z.string(),
  villageName: z.string(),
  areaM2: AreaM2.nullable(),
  farmM2: AreaM2.nullable(),
  pbfM2: AreaM2.nullable(),
  point: LonLatPair.nullable(),
  geometry: PolygonGeometry.nullable(),
  ongoing: z.boolean(),
  dueOn: Day.nullable(),
  assignedName: z.string().nullable(),
  state: z.enum(['open', 'done', 'cancelled']),
  /** Returned by the town: why. */
  returnedReason: z.string().nullable(),
  createdAt: Instant,
  doneAt: Instant.nullable(),
});
export type TaskView = z.infer<typeof TaskView>;

/** mine: assigned to the caller (or to the caller's village); area: all of the own area. */
export const listTasks = endpoint({
  method: 'GET',
  path: '/api/tasks',
  action: 'task.read',
  summary: '要办的事',
  query: ListQuery.extend({
    who: z.enum(['mine', 'unit', 'area']).default('mine'),
    state: z.enum(['open', 'waiting', 'done']).default('open'),
  }),
  response: pageOf(TaskView).extend({
    counts: z.object({
      open: z.number().int(),
      waiting: z.number().int(),
      done: z.number().int(),
      overdue: z.number().int(),
    }),
  }),
});
export const getTask = endpoint({
  method: 'GET',
  path: '/api/tasks/:id',
  action: 'task.read',
  summary: '一件要办的事',
  params: z.object({ id: Id }),
  response: TaskView,
});

import { z } from 'zod';
import { Day, Id } from './common.ts';
import { endpoint } from './endpoint.ts';

export const BoardCell = z.object({
  actual: z.number().int(),
  planned: z.number().int(),
  total: z.number().int(),
  gap: z.number().int(),
  /** Done though planned for later, beside `actual`; absent in pictures of the board that were kept without it. */
  ahead: z.number().int().optional(),
  light: z.enum(['green', 'amber', 'red', 'none']),
  /** The gap in the picture of a week ago or earlier; null where there was none. */
  lastWeek: z.number().int().nullable(),
});
export const BoardRow = z.object({
  key: z.string(),
  name: z.string(),
  people: z.string(),
  items: z.number().int(),
  cells: z.array(BoardCell),
  writtenOff: z.number().int(),
  rate: z.number().nullable(),
  overdue: z.number().int(),
});
export const Board = z.object({
  listId: Id.nullable(),
  listTitle: z.string(),
  by: z.enum(['village', 'unit', 'batch']),
  takenOn: Day,
  /** The snapshot's check code; null for live figures. */
  sha256: z.string().nullable(),
  elapsedDays: z.number().int().nullable(),
  spanDays: z.number().int().nullable(),
  near: z.object({ count: z.number(), ratio: z.number() }),
  steps: z.array(z.object({ step: z.string(), name: z.string(), plannedBy: Day.nullable() })),
  rows: z.array(BoardRow),
  sum: BoardRow,
  trend: z.array(z.object({ takenOn: Day, planned: z.number().int(), actual: z.number().int() })),
});
export type Board = z.infer<typeof Board>;

const query = z.object({ listId: Id.optional(), by: z.enum(['village', 'unit', 'batch']).default('village') });
export const getBoard = endpoint({
  method: 'GET',
  path: '/api/board',
  action: 'board.read',
  summary: '打表推进',
  query: query.extend({ snapshotId: Id.optional() }),
  response: Board,
});
export const boardCell = endpoint({
  method: 'GET',
  path: '/api/board/cell',
  action: 'board.read',
  summary: '一格里的问题和卡在哪里',
  query: query.extend({ key: z.string(), step: z.string(), only: z.enum(['late', 'all']).default('late') }),
  response: z.object({
    rows: z.array(
      z.object({
        problemId: Id,
        problemNo: z.string(),
        title: z.string(),
        villageName: z.string(),
        farmM2: z.number().nullable(),
        plannedOn: Day.nullable(),
        actualOn: Day.nullable(),
        daysLeft: z.number().int().nullable(),
        stuck: z.string(),
        responsiblePerson: z.string().nullable(),
      }),
    ),
  }),
});
export const listBoardSnapshots = endpoint({
  method: 'GET',
  path: '/api/board/snapshots',
  action: 'board.read',
  summary: '每周快照',
  query,
  response: z.object({ rows: z.array(z.object({ id: Id, takenOn: Day, sha256: z.string() })) }),
});
export const takeBoardSnapshot = endpoint({
  method: 'POST',
  path: '/api/board/snapshots',
  action: 'board.snapshot',
  summary: '现在存一份快照',
  body: z.object({ listId: Id.optional() }),
  response: z.object({ id: Id, takenOn: Day, sha256: z.string() }),
});
export const exportBoard = endpoint({
  method: 'GET',
  path: '/api/board/export',
  action: 'board.read',
  summary: '导出打表（Excel）',
  query: query.extend({ snapshotId: Id.optional() }),
  response: z.any(),
});
/** Puts a reminder into the inboxes of the responsible people. */
export const urge = endpoint({
  method: 'POST',
  path: '/api/board/urge',
  action: 'board.snapshot',
  summary: '催办',
  body: z.object({ problemIds: z.array(Id).min(1).max(200), note: z.string().trim().max(200).default('') }),
  response: z.object({ sent: z.number().int() }),
});

import * as api from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../platform/feature.ts';
import { workbookAnswer } from '../../platform/files/workbook.ts';
import { route } from '../../platform/http/route.ts';
import type { Work } from '../../platform/request.ts';
import type { Grouping } from './figures.ts';
import { snapshotsUpTo } from './queries.ts';
import { boardSheet } from './sheet.ts';
import { takeByHand } from './snapshot.ts';
import { urgeProblems } from './urge.ts';
import { cellRows, liveBoard, placeOf, storedBoard } from './view.ts';

/** A year of weekly pictures. */
const SHOWN = 53;

const boardOf = (
  work: Work,
  query: { by: Grouping; listId?: string | undefined; snapshotId?: string | undefined },
): Promise<api.Board> =>
  query.snapshotId === undefined
    ? liveBoard(work, query.by, query.listId ?? null)
    : storedBoard(work, query.by, query.snapshotId);

export function boardRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.getBoard, (work, { query }) => boardOf(work, query));
  route(app, platform, api.boardCell, async (work, { query }) => ({
    rows: await cellRows(work, { ...query, listId: query.listId ?? null }),
  }));
  route(app, platform, api.listBoardSnapshots, async ({ tx, actor, now }, { query }) => {
    const rows = await snapshotsUpTo(tx, actor.countyCode, {
      place: placeOf(actor.scopeCode),
      listId: query.listId ?? null,
      upTo: shanghaiDay(now),
      limit: SHOWN,
    });
    return { rows: rows.map(({ id, taken_on, sha256 }) => ({ id, takenOn: taken_on, sha256 })) };
  });
  route(app, platform, api.takeBoardSnapshot, (work, { body }) => takeByHand(work, body.listId ?? null));
  route(app, platform, api.exportBoard, async (work, { query }) => {
    const board = await boardOf(work, query);
    return workbookAnswer(boardSheet(board), [[...board.rows, board.sum]], `打表推进_${board.takenOn}.xlsx`);
  });
  route(app, platform, api.urge, (work, { body }) => urgeProblems(work, body));
}

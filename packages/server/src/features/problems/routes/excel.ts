import * as api from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../../platform/feature.ts';
import { workbookAnswer } from '../../../platform/files/workbook.ts';
import { looseRoute } from '../../../platform/http/route.ts';
import { slices } from '../../../platform/slices.ts';
import { importRows, inspect } from '../history/import.ts';
import { conditionOf } from '../queries/filter.ts';
import { sheetRows } from '../queries/ledger.ts';
import { placeNames } from '../queries/places.ts';
import { historyTemplate, ledgerSheet, templateExample } from '../sheet.ts';

/** Rows a transaction: the one embedded session is free between slices. */
const SLICE = 500;

export function excelRoutes(app: FastifyInstance, platform: Platform): void {
  looseRoute(app, platform, api.exportProblems, async (work, { query }) => {
    const condition = conditionOf(query, { actor: work.actor, today: shanghaiDay(work.now) });
    const place = await work.transaction(async ({ tx, actor, audit }) => {
      await audit({
        action: 'problem.export',
        subjectKind: 'ledger',
        divisionCode: actor.scopeCode,
        changes: { filter: Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) },
      });
      return (await placeNames(tx, actor.scopeCode)).name ?? '';
    });
    return workbookAnswer(
      ledgerSheet(place, work.now, query.columns),
      slices(
        SLICE,
        (row) => row.problem_no,
        (after) => work.transaction(({ tx }) => sheetRows(tx, condition, after, SLICE)),
      ),
      `问题台账_${shanghaiDay(work.now)}.xlsx`,
    );
  });
  looseRoute(app, platform, api.problemTemplate, async () =>
    workbookAnswer(historyTemplate(), [[templateExample]], '历史台账导入模板.xlsx'),
  );
  looseRoute(app, platform, api.inspectHistory, (work, { body }) => inspect(work, platform.blobs, body.uploadId));
  looseRoute(app, platform, api.importHistory, (work, { body }) => importRows(work, platform.blobs, body));
}

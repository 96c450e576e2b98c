import * as api from '@shoutian/domain/api';
import type { FastifyInstance } from 'fastify';
import { AppError, found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { uploadById } from '../../platform/files/uploads.ts';
import { FileAnswer } from '../../platform/http/answers.ts';
import { looseRoute, route } from '../../platform/http/route.ts';
import type { LooseWork } from '../../platform/request.ts';
import { paperOf } from '../evidence/index.ts';
import { loadProblem } from '../problems/index.ts';
import { countyApproved, sentBack, townApproved } from './commands/decide.ts';
import { planned, siteChecked } from './commands/field.ts';
import { type LetPass, letPass } from './commands/override.ts';
import { requestWriteOff, signWriteOff, withdrawWriteOff } from './commands/request.ts';
import { preview, writeOffDetail } from './detail.ts';
import { writeOffList } from './list.ts';
import { overridesOf, writeOffById } from './queries/read.ts';

export function writeOffRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.listWriteOffs, (work, { query }) => writeOffList(work, query));
  route(app, platform, api.getWriteOff, (work, { params }) => writeOffDetail(work, params.id));
  route(app, platform, api.previewWriteOff, (work, { params }) => preview(work, params.id));
  route(app, platform, api.requestWriteOff, async (work, { params, body }) =>
    writeOffDetail(work, await requestWriteOff(work, params.id, body)),
  );
  route(app, platform, api.withdrawWriteOff, async (work, { params, body }) => {
    await withdrawWriteOff(work, params.id, body);
    return writeOffDetail(work, params.id);
  });
  route(app, platform, api.signWriteOff, async (work, { params, body }) => {
    await signWriteOff(work, params.id, body);
    return writeOffDetail(work, params.id);
  });
  route(app, platform, api.checkOnSite, async (work, { params, body }) => {
    await siteChecked(work, params.id, body);
    return writeOffDetail(work, params.id);
  });
  route(app, platform, api.planWriteOff, async (work, { params, body }) => {
    await planned(work, params.id, body);
    return writeOffDetail(work, params.id);
  });
  route(app, platform, api.approveByTown, async (work, { params, body }) => {
    await townApproved(work, params.id, body);
    return writeOffDetail(work, params.id);
  });
  route(app, platform, api.approveByCounty, async (work, { params, body }) => {
    await countyApproved(work, params.id, body);
    return writeOffDetail(work, params.id);
  });
  route(app, platform, api.returnWriteOff, async (work, { params, body }) => {
    await sentBack(work, params.id, body);
    return writeOffDetail(work, params.id);
  });
  overrideRoutes(app, platform);
}

function overrideRoutes(app: FastifyInstance, platform: Platform): void {
  /** The paper is looked at outside the transaction: its bytes lie in the blob folder. */
  const read = async (
    work: LooseWork,
    body: { reason: string; docNo: string; documentUploadId?: string | undefined },
  ): Promise<LetPass> => {
    const { documentUploadId } = body;
    const upload =
      documentUploadId === undefined
        ? null
        : await work.transaction(({ tx, actor }) => uploadById(tx, actor.countyCode, documentUploadId));
    return {
      reason: body.reason,
      docNo: body.docNo,
      document: upload === null ? null : await paperOf(platform, upload),
    };
  };
  looseRoute(app, platform, api.overrideGuard, async (work, { params, body }) => {
    const pass = await read(work, body);
    return work.transaction(async (inner) => {
      const row = found(await writeOffById(inner.tx, inner.actor.countyCode, params.id), '销号申请');
      if (row.state === 'approved' || row.state === 'returned')
        throw new AppError('wrongState', '这件销号已经办结，不能再放行。', { en: 'The application is closed.' });
      await letPass(inner, row.problem_id, params.guard, pass);
      return writeOffDetail(inner, params.id);
    });
  });
  looseRoute(app, platform, api.overrideBeforeRequest, async (work, { params, body }) => {
    const pass = await read(work, body);
    return work.transaction(async (inner) => {
      await letPass(inner, params.id, params.guard, pass);
      return preview(inner, params.id);
    });
  });
  route(app, platform, api.overrideDocument, async ({ tx, actor }, { params }) => {
    await loadProblem(tx, actor.countyCode, params.id);
    const rows = (await overridesOf(tx, actor.countyCode, [params.id])).filter((row) => row.guard === params.guard);
    const row = found(rows.at(-1), '放行依据');
    if (row.document_sha256 === null) throw new AppError('notFound');
    return new FileAnswer(platform.blobs.read(row.document_sha256), {
      fileName: row.document_name ?? row.doc_no,
      mime: 'application/octet-stream',
    });
  });
}

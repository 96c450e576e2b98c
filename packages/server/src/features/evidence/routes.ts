import * as api from '@shoutian/domain/api';
import type { FastifyInstance } from 'fastify';
import { found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { FileAnswer } from '../../platform/http/answers.ts';
import { looseRoute, route } from '../../platform/http/route.ts';
import { addPapers, enterApproval, judgeApproval, takeBackApproval } from './commands/approvals.ts';
import { fillPack, judgePack } from './commands/pack.ts';
import { packDetail } from './detail.ts';
import { approvalsOf } from './queries/gather.ts';

export function evidenceRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.getPack, (work, { params }) => packDetail(work, params.id));
  route(app, platform, api.savePack, async (work, { params, body }) => {
    const { rowVersion, ...pack } = body;
    await fillPack(work, params.id, pack, rowVersion);
    return packDetail(work, params.id);
  });
  route(app, platform, api.reviewPack, async (work, { params, body }) => {
    await judgePack(work, params.id, body);
    return packDetail(work, params.id);
  });
  looseRoute(app, platform, api.addApproval, async (work, { params, body }) => {
    await enterApproval(platform, work, params.id, body);
    return work.transaction((inner) => packDetail(inner, params.id));
  });
  looseRoute(app, platform, api.completeApproval, async (work, { params, body }) => {
    await addPapers(platform, work, params.id, params.approvalId, body);
    return work.transaction((inner) => packDetail(inner, params.id));
  });
  route(app, platform, api.removeApproval, async (work, { params, body }) => {
    await takeBackApproval(work, params.id, params.approvalId, body.reason);
    return packDetail(work, params.id);
  });
  route(app, platform, api.reviewApproval, async (work, { params, body }) => {
    await judgeApproval(work, params.id, params.approvalId, body);
    return packDetail(work, params.id);
  });
  route(app, platform, api.approvalScan, async ({ tx, actor }, { params }) => {
    const rows = await approvalsOf(tx, actor.countyCode, [params.id]);
    const doc = found(
      rows.find((row) => row.id === params.approvalId && row.scan_sha256 !== null),
      '扫描件',
    );
    return new FileAnswer(platform.blobs.read(doc.scan_sha256 ?? ''), {
      fileName: doc.scan_name ?? doc.doc_no,
      mime: doc.scan_mime ?? 'application/octet-stream',
      inline: true,
    });
  });
}

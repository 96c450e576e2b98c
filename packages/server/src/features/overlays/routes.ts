import * as api from '@shoutian/domain/api';
import { areaM2, flatFromGeoJson, toEwkb } from '@shoutian/domain/geo';
import type { FastifyInstance } from 'fastify';
import { AppError, found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { looseRoute, route } from '../../platform/http/route.ts';
import { overlayer } from './overlayer.ts';
import { presentSnapshot } from './present.ts';
import { batchById, snapshotsOf, subjectExists } from './queries/snapshots.ts';

/** Ground that nobody overlays by hand: a whole county is a batch's or a report's work. 1,000 km². */
const LARGEST_TRY_M2 = 1e9;

const kindOf = (kind: 'clues' | 'problems') => (kind === 'clues' ? 'clue' : 'problem');

export function overlayRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.listOverlays, async ({ tx, actor }, { params }) => {
    found(
      (await subjectExists(tx, actor.countyCode, kindOf(params.kind), params.id)) || undefined,
      params.kind === 'clues' ? '线索' : '问题',
    );
    return { rows: (await snapshotsOf(tx, actor.countyCode, params.id, 50)).map(presentSnapshot) };
  });

  looseRoute(app, platform, api.runOverlay, async (work, { params }) => {
    const kind = kindOf(params.kind);
    const known = await work.transaction(({ tx, actor }) => subjectExists(tx, actor.countyCode, kind, params.id));
    if (!known) throw new AppError('notFound');
    if (!(await overlayer(platform).one(work, kind, params.id))) {
      throw new AppError('missing', '这条记录没有图形，先画出或导入图形再套合。', {
        en: 'No shape to lay over: draw or import one first.',
      });
    }
    return work.transaction(async ({ tx, actor }) =>
      presentSnapshot(found((await snapshotsOf(tx, actor.countyCode, params.id, 1))[0], '套合结果')),
    );
  });

  route(app, platform, api.runBatchOverlay, async (work, { params }) => {
    const batch = found(await batchById(work.tx, work.actor.countyCode, params.id), '批次');
    if (batch.state !== 'stored')
      throw new AppError('wrongState', '这一批还没有入库，入库时会自动套合。', { en: 'Not stored yet.' });
    const jobId = await platform.jobs.enqueue(work, {
      kind: 'overlay.run',
      title: `套合 ${batch.title}`,
      divisionCode: batch.division_code,
      input: { batchId: batch.id },
    });
    await work.audit({
      action: 'overlay.run',
      subjectKind: 'batch',
      subjectId: batch.id,
      divisionCode: batch.division_code,
    });
    return { jobId };
  });

  looseRoute(app, platform, api.tryOverlay, async (work, { body }) => {
    const shape = flatFromGeoJson(body.geometry);
    if (areaM2(shape) > LARGEST_TRY_M2)
      throw new AppError('tooLarge', '画的范围超过 1000 平方公里，请缩小。', { en: 'Larger than 1,000 km².' });
    return (await overlayer(platform).shape(work, toEwkb(shape))).result;
  });
}

import * as api from '@shoutian/domain/api';
import { flatFromWkb, toGeoJson } from '@shoutian/domain/geo';
import type { FastifyInstance } from 'fastify';
import { found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { looseRoute, route } from '../../platform/http/route.ts';
import type { Work } from '../../platform/request.ts';
import * as commands from './commands.ts';
import { rowLabel } from './draft.ts';
import { groundOf } from './ground.ts';
import { presentBatch, presentDraft } from './present.ts';
import { inspectSource, previewBatch } from './preview.ts';
import * as batches from './queries/batches.ts';
import * as drafts from './queries/drafts.ts';
import { knownByIds } from './queries/matches.ts';

/** Rows of one page of the preview. */
const MAX_GROUND = 200;

async function view(work: Work, id: string): Promise<api.BatchView> {
  return presentBatch(found(await batches.batchById(work.tx, work.actor.countyCode, id), '批次'), work.actor);
}

/** Shapes of everything that rows match, by id: earlier ones from their tables, others from the draft. */
async function matchShapes(
  { tx, actor }: Work,
  batchId: string,
  rows: readonly drafts.DraftRowData[],
): Promise<Map<string, Uint8Array>> {
  const ids = (kind: string): string[] => [
    ...new Set(rows.flatMap(({ matches }) => matches.filter((one) => one.kind === kind).map(({ id }) => id))),
  ];
  const known = await knownByIds(tx, actor.countyCode, { clues: ids('clue'), problems: ids('problem') });
  const own = await drafts.shapesByIds(tx, actor.countyCode, batchId, ids('draft'));
  return new Map([...known, ...own].flatMap(({ id, geom }) => (geom === null ? [] : [[id, geom] as const])));
}

async function draftView(work: Work, batchId: string, rowId: string): Promise<api.DraftRow> {
  const row = found(await drafts.draftById(work.tx, work.actor.countyCode, batchId, rowId), '图斑');
  return presentDraft(row, await matchShapes(work, batchId, [row]));
}

export function batchRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.listBatches, async ({ tx, actor }, { query }) => {
    const filter = {
      channel: query.channel,
      state: query.state,
      q: query.q,
      limit: query.pageSize,
      offset: (query.page - 1) * query.pageSize,
    };
    const rows = await batches.listBatches(tx, actor.countyCode, filter);
    return {
      rows: rows.map((row) => presentBatch(row, actor)),
      total: await batches.countBatches(tx, actor.countyCode, filter),
    };
  });
  route(app, platform, api.getBatch, (work, { params }) => view(work, params.id));
  route(app, platform, api.createBatch, async (work, { body }) => view(work, await commands.createBatch(work, body)));
  route(app, platform, api.editBatch, async (work, { params, body }) => {
    await commands.editBatch(work, params.id, body);
    return view(work, params.id);
  });
  route(app, platform, api.discardBatch, async (work, { params }) => {
    await commands.discardBatch(work, params.id);
    return { done: true as const };
  });
  looseRoute(app, platform, api.inspectBatchFile, (work, { params, body }) =>
    inspectSource(work, platform, params.id, body.uploadId),
  );
  looseRoute(app, platform, api.previewBatch, async (work, { params, body }) => {
    await previewBatch(work, platform, params.id, body);
    return work.transaction((inner) => view(inner, params.id));
  });

  route(app, platform, api.listDraft, async (work, { params, query }) => {
    const { tx, actor } = work;
    const batch = found(await batches.batchById(tx, actor.countyCode, params.id), '批次');
    const filter = {
      only: query.only,
      q: query.q,
      limit: query.pageSize,
      offset: (query.page - 1) * query.pageSize,
    };
    const rows = await drafts.draftPage(tx, actor.countyCode, batch.id, filter);
    const shapes = await matchShapes(work, batch.id, rows);
    return {
      rows: rows.map((row) => presentDraft(row, shapes)),
      total: await drafts.draftTotal(tx, actor.countyCode, batch.id, filter),
      notices: batch.report.notices ?? [],
    };
  });
  looseRoute(app, platform, api.draftGround, async (work, { params, query }) => {
    const batch = await work.transaction(({ tx, actor }) => batches.batchById(tx, actor.countyCode, params.id));
    return { rows: await groundOf(platform, work, found(batch, '批次').id, (query.row ?? []).slice(0, MAX_GROUND)) };
  });
  route(app, platform, api.decideDraft, async (work, { params, body }) => {
    await commands.decideDraft(work, params.id, params.rowId, body);
    return draftView(work, params.id, params.rowId);
  });
  looseRoute(app, platform, api.addDraft, async (work, { params, body }) => {
    const rowId = await commands.addDraft(work, params.id, body);
    return work.transaction((inner) => draftView(inner, params.id, rowId));
  });
  route(app, platform, api.removeDraft, async (work, { params }) => {
    await commands.removeDraft(work, params.id, params.rowId);
    return { done: true as const };
  });
  route(app, platform, api.storeBatch, async (work, { params, body }) => ({
    jobId: await commands.requestStore(work, platform, params.id, body),
  }));
  route(app, platform, api.batchGeometry, async ({ tx, actor }, { params, query }) => {
    const batch = found(await batches.batchById(tx, actor.countyCode, params.id), '批次');
    if (batch.state === 'stored') {
      const clues = await drafts.clueShapesOf(tx, actor.countyCode, batch.id);
      return { features: clues.map((clue) => feature(clue.no, 'draft', 'storable', clue)) };
    }
    const rows = await drafts.draftShapes(tx, actor.countyCode, batch.id);
    const own = rows.map((row) => {
      const no = rowLabel(row.row_no).replace(/^第 | 行$/g, '');
      return feature(no, 'draft', row.refused ? 'refused' : row.open ? 'undecided' : 'storable', row);
    });
    if (query.withMatches !== true) return { features: own };
    const ids = (kind: string): string[] => [
      ...new Set(rows.flatMap(({ matches }) => matches.filter((one) => one.kind === kind).map(({ id }) => id))),
    ];
    const known = await knownByIds(tx, actor.countyCode, { clues: ids('clue'), problems: ids('problem') });
    const existing = known.map((one) => feature(one.no, 'existing', 'storable', one));
    return { features: [...own, ...existing] };
  });
}

type Shown = api.OutputOf<typeof api.batchGeometry>['features'][number];

interface Placed {
  id: string;
  lon: number | null;
  lat: number | null;
  geom: Uint8Array | null;
}

function feature(no: string, kind: Shown['kind'], mark: Shown['mark'], { id, lon, lat, geom }: Placed): Shown {
  return {
    id,
    no,
    kind,
    mark,
    geometry: geom === null ? null : (toGeoJson(flatFromWkb(geom)) as Shown['geometry']),
    point: geom !== null || lon === null || lat === null ? null : [lon, lat],
  };
}

import * as api from '@shoutian/domain/api';
import type { FastifyInstance } from 'fastify';
import { found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { uploadById } from '../../platform/files/uploads.ts';
import { looseRoute, route } from '../../platform/http/route.ts';
import { classValues } from './class-values.ts';
import * as commands from './commands.ts';
import { inspectFile } from './inspect.ts';
import { presentReport, presentVersion } from './present.ts';
import { featuresAt } from './queries/features.ts';
import * as versions from './queries/versions.ts';
import { TileServer } from './tiles/serve.ts';

export function layerRoutes(app: FastifyInstance, platform: Platform): void {
  const tiles = new TileServer(platform.config.dataDir);
  looseRoute(app, platform, api.inspectLayerFile, async (work, { body }) => {
    const { countyCode } = work.actor;
    const { upload, bounds } = await work.transaction(async ({ tx }) => ({
      upload: await uploadById(tx, countyCode, body.uploadId),
      bounds: await versions.countyBounds(tx, countyCode),
    }));
    return inspectFile(platform, {
      uploadId: upload.id,
      file: upload,
      bytes: upload.size,
      kind: body.kind,
      encoding: body.encoding,
      countyBounds: bounds,
    });
  });
  looseRoute(app, platform, api.listClassValues, async (work, { body }) => {
    const upload = await work.transaction(({ tx }) => uploadById(tx, work.actor.countyCode, body.uploadId));
    return classValues(platform, upload, body);
  });
  route(app, platform, api.importLayer, (work, { body }) => commands.startImport(platform, work, body));
  route(app, platform, api.listLayers, async ({ tx, actor }, { query }) => {
    const { rows, total } = await versions.versionPage(tx, actor.countyCode, {
      kinds: query.kind ?? null,
      all: query.state === 'all',
      q: query.q ?? null,
      sort: query.sort,
      page: query.page,
      pageSize: query.pageSize,
    });
    return { rows: rows.map((row) => presentVersion(row, actor)), total };
  });
  route(app, platform, api.identify, async ({ tx, actor }, { query }) => {
    const rows = await featuresAt(tx, actor.countyCode, query.lng, query.lat);
    return {
      rows: rows.map((row) => ({
        kind: row.kind,
        title: row.title,
        year: row.year,
        classCode: row.class_code,
        label: row.label,
        areaM2: row.area_m2,
        placeCode: row.place_code,
      })),
    };
  });
  route(app, platform, api.listBoundaries, async ({ tx, actor }) => {
    const rows = await versions.boundariesIn(tx, actor.scopeCode);
    return {
      rows: rows.map((row) => ({
        code: row.code,
        name: row.name,
        level: row.level,
        validFrom: row.valid_from,
        geometry: row.geometry === null ? null : api.PolygonGeometry.parse(JSON.parse(row.geometry)),
      })),
    };
  });
  route(app, platform, api.getLayer, async ({ tx, actor }, { params }) => {
    const version = found(await versions.versionById(tx, actor.countyCode, params.id), '图层');
    const report = presentReport(await versions.reportOf(tx, actor.countyCode, params.id));
    return { ...presentVersion(version, actor), report };
  });
  route(app, platform, api.retireLayer, async (work, { params, body }) => {
    await commands.retireLayer(platform, work, params.id, body.reason);
    return { done: true as const };
  });
  looseRoute(app, platform, api.getTile, (work, { params: { id, z, x, y } }, request) =>
    tiles.answer(work, id, { z, x, y }, request.headers['if-none-match']),
  );
}

import * as api from '@shoutian/domain/api';
import { photoKinds } from '@shoutian/domain/dictionaries';
import type { FastifyInstance } from 'fastify';
import { AppError, found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { FileAnswer, NotModified } from '../../platform/http/answers.ts';
import { looseRoute, route } from '../../platform/http/route.ts';
import { rulesFor } from '../settings/index.ts';
import { takePhoto } from './commands.ts';
import { doubtfulPhotos } from './doubtful.ts';
import { judgePhoto } from './judge.ts';
import { presentPhoto, setChecks } from './present.ts';
import { photoById, photosOf, subjectOf } from './queries.ts';

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
};

export function photoRoutes(app: FastifyInstance, platform: Platform): void {
  looseRoute(app, platform, api.addPhoto, async (work, { body }) =>
    presentPhoto(await takePhoto(platform, work, body), work.actor),
  );

  route(app, platform, api.listPhotos, async ({ tx, actor, now }, { query }) => {
    const county = actor.countyCode;
    const subject = found(await subjectOf(tx, county, query.subjectKind, query.subjectId), '记录');
    const withClues = query.withClues === true && query.subjectKind === 'problem' ? query.subjectId : null;
    const rows = await photosOf(tx, county, query.subjectKind, query.subjectId, withClues);
    return {
      rows: rows.map((row) => presentPhoto(row, actor)),
      checks: setChecks(query.subjectKind, subject, rows, await rulesFor(tx, county, now)),
    };
  });

  route(app, platform, api.listDoubtfulPhotos, (work, { query }) => doubtfulPhotos(work, query));

  route(app, platform, api.getPhoto, async ({ tx, actor }, { params }) => {
    const row = found(await photoById(tx, actor.countyCode, params.id), '照片');
    const { exif, phash, mime, size, software, mocked } = row;
    return { ...presentPhoto(row, actor), exif, phash, mime, size, software, mocked };
  });

  route(app, platform, api.photoBytes, async ({ tx, actor }, { params }, request) => {
    const row = found(await photoById(tx, actor.countyCode, params.id), '照片');
    const sha256 =
      { original: row.sha256, view: row.view_sha256, thumb: row.thumbnail_sha256 }[params.size] ?? row.sha256;
    const mime = params.size === 'original' ? row.mime : 'image/jpeg';
    const etag = `"${sha256}"`;
    if (request.headers['if-none-match'] === etag) return new NotModified();
    if (!(await platform.blobs.has(sha256)))
      throw new AppError('notFound', '照片文件不在存储里，请管理员从备份恢复 blobs 文件夹。', {
        en: 'The bytes are not in the store.',
      });
    return new FileAnswer(platform.blobs.read(sha256), {
      fileName: `${photoKinds.get(row.kind).zh}-${row.id.slice(-6)}.${endings[mime] ?? 'bin'}`,
      mime,
      inline: true,
      headers: { etag },
    });
  });

  route(app, platform, api.reviewPhoto, async (work, { params, body }) =>
    presentPhoto(await judgePhoto(work, params.id, body), work.actor),
  );
}

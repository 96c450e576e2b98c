import * as api from '@shoutian/domain/api';
import { attachmentKinds } from '@shoutian/domain/dictionaries';
import { type Actor, can } from '@shoutian/domain/people';
import type { FastifyInstance } from 'fastify';
import { AppError, found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { uploadById } from '../../platform/files/uploads.ts';
import { FileAnswer, NotModified } from '../../platform/http/answers.ts';
import { route } from '../../platform/http/route.ts';
import {
  type AttachmentRow,
  attachmentById,
  attachmentsOf,
  insertAttachment,
  subjectOf,
  withdrawAttachment,
} from './queries.ts';
import { mimeOf, takenEndings } from './sniff.ts';

const mayRemove = (row: AttachmentRow, actor: Actor): boolean =>
  can(actor, 'photo.upload') && (row.uploaded_by === actor.id || can(actor, 'clue.review'));

function present(row: AttachmentRow, actor: Actor): api.AttachmentView {
  return {
    id: row.id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    kind: row.kind,
    title: row.title,
    fileName: row.file_name,
    size: row.size,
    mime: row.mime,
    sha256: row.sha256,
    uploadedByName: row.uploaded_by_name,
    uploadedAt: row.uploaded_at.toISOString(),
    abilities: mayRemove(row, actor) ? ['attachment.remove'] : [],
  };
}

export function attachmentRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.addAttachment, async (work, { body }) => {
    const { tx, actor, now } = work;
    const county = actor.countyCode;
    const sent = await attachmentById(tx, county, body.id);
    if (sent) {
      if (sent.uploaded_by === actor.id && sent.subject_id === body.subjectId) return present(sent, actor);
      throw new AppError('duplicate', '这个编号已用于另一份附件，请重新提交。', { en: 'The id was used before.' });
    }
    const subject = found(await subjectOf(tx, county, body.subjectKind, body.subjectId), '记录');
    const upload = await uploadById(tx, county, body.uploadId);
    const mime = await mimeOf(platform.blobs.pathOf(upload.sha256), upload.fileName);
    if (upload.purpose !== 'document' || mime === undefined)
      throw new AppError(
        'refusedFile',
        `「${upload.fileName}」不能作附件。可以交 ${takenEndings.join('、')}，内容要和后缀一致。`,
        {
          en: `Attachments may be ${takenEndings.join(', ')}.`,
        },
      );
    const row: AttachmentRow = {
      id: body.id,
      division_code: subject.division_code,
      subject_kind: body.subjectKind,
      subject_id: body.subjectId,
      kind: body.kind,
      title: body.title,
      file_name: upload.fileName,
      sha256: upload.sha256,
      size: upload.size,
      mime,
      uploaded_by: actor.id,
      uploaded_by_name: actor.name,
      uploaded_at: now,
      removed_at: null,
    };
    await insertAttachment(tx, county, row);
    await work.audit({
      action: 'photo.upload',
      subjectKind: 'attachment',
      subjectId: row.id,
      divisionCode: row.division_code,
      changes: { act: 'attach', of: subject.no, kind: row.kind, fileName: row.file_name, sha256: row.sha256 },
    });
    return present(row, actor);
  });

  route(app, platform, api.listAttachments, async ({ tx, actor }, { query }) => {
    found(await subjectOf(tx, actor.countyCode, query.subjectKind, query.subjectId), '记录');
    const rows = await attachmentsOf(tx, actor.countyCode, query.subjectKind, query.subjectId);
    return { rows: rows.map((row) => present(row, actor)) };
  });

  route(app, platform, api.attachmentBytes, async ({ tx, actor }, { params }, request) => {
    const row = found(await attachmentById(tx, actor.countyCode, params.id), '附件');
    const etag = `"${row.sha256}"`;
    if (request.headers['if-none-match'] === etag) return new NotModified();
    if (!(await platform.blobs.has(row.sha256)))
      throw new AppError('notFound', '附件文件不在存储里，请管理员从备份恢复 blobs 文件夹。', {
        en: 'The bytes are not in the store.',
      });
    const fileName = row.file_name || `${attachmentKinds.get(row.kind).zh}`;
    return new FileAnswer(platform.blobs.read(row.sha256), { fileName, mime: row.mime, headers: { etag } });
  });

  route(app, platform, api.removeAttachment, async (work, { params, body }) => {
    const { tx, actor, now } = work;
    const row = found(await attachmentById(tx, actor.countyCode, params.id), '附件');
    if (!mayRemove(row, actor))
      throw new AppError('notAllowed', '附件由提交人或审核的中心撤下。', {
        en: 'Its uploader or the reviewers remove it.',
      });
    if (row.removed_at !== null)
      throw new AppError('wrongState', '这份附件已经撤下。', { en: 'It was removed before.' });
    await withdrawAttachment(tx, actor.countyCode, row.id, actor.id, body.reason, now);
    await work.audit({
      action: 'photo.upload',
      subjectKind: 'attachment',
      subjectId: row.id,
      divisionCode: row.division_code,
      reason: body.reason,
      changes: { act: 'remove', kind: row.kind, fileName: row.file_name },
    });
    return { done: true };
  });
}

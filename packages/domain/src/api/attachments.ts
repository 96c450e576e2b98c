import { z } from 'zod';
import { attachmentKinds } from '../dictionaries/index.ts';
import { Done, Id, Instant } from './common.ts';
import { endpoint } from './endpoint.ts';

const Subject = z.object({ subjectKind: z.enum(['clue', 'problem']), subjectId: Id });
export const AttachmentView = z.object({
  id: Id,
  ...Subject.shape,
  kind: attachmentKinds.schema,
  title: z.string(),
  fileName: z.string(),
  size: z.number().int(),
  mime: z.string(),
  sha256: z.string(),
  uploadedByName: z.string(),
  uploadedAt: Instant,
  abilities: z.array(z.string()),
});
export type AttachmentView = z.infer<typeof AttachmentView>;

/** Files an uploaded document (purpose `document`: pdf, jpg, png, docx, xlsx); `id` is made by the sender, a repeat answers with the first. */
export const addAttachment = endpoint({
  method: 'POST',
  path: '/api/attachments',
  action: 'photo.upload',
  summary: '提交附件',
  status: 201,
  body: Subject.extend({
    id: Id,
    uploadId: Id,
    kind: attachmentKinds.schema,
    title: z.string().trim().max(100).default(''),
  }),
  response: AttachmentView,
});
/** Of a problem: those of the clues merged into it too. */
export const listAttachments = endpoint({
  method: 'GET',
  path: '/api/attachments',
  action: 'photo.read',
  summary: '一件事的附件',
  query: Subject,
  response: z.object({ rows: z.array(AttachmentView) }),
});
export const attachmentBytes = endpoint({
  method: 'GET',
  path: '/api/attachments/:id/file',
  action: 'photo.read',
  summary: '附件文件',
  params: z.object({ id: Id }),
  response: z.any(),
});
/** Taken out of the file with a reason; the bytes and the record stay. */
export const removeAttachment = endpoint({
  method: 'POST',
  path: '/api/attachments/:id/remove',
  action: 'photo.upload',
  summary: '撤下附件',
  params: z.object({ id: Id }),
  body: z.object({ reason: z.string().trim().min(2).max(200) }),
  response: Done,
});

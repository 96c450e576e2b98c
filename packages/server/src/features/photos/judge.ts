import type { reviewPhoto } from '@shoutian/domain/api';
import type { z } from 'zod';
import { AppError, found } from '../../platform/errors.ts';
import type { Work } from '../../platform/request.ts';
import * as queries from './queries.ts';

/**
 * Somebody else's judgement of a photo and its reasons.
 * @throws {AppError} notAllowed for the uploader and, unless it only explains, for people on the ground; missing without a reason
 */
export async function judgePhoto(
  work: Work,
  id: string,
  decision: z.output<(typeof reviewPhoto)['body'] & z.ZodType>,
): Promise<queries.PhotoRow> {
  const { tx, actor, now } = work;
  const row = found(await queries.photoById(tx, actor.countyCode, id), '照片');
  if (row.uploaded_by === actor.id)
    throw new AppError('notAllowed', '自己拍的照片不能自己审，请换一位审查人。', {
      en: 'Nobody reviews their own photo.',
    });
  if (decision.review !== 'explained' && actor.roles.every((role) => role === 'village' || role === 'gridder'))
    throw new AppError('notAllowed', '采信或退回照片由镇里办理，村里可以写明情况。', {
      en: 'Accepting and rejecting is the town’s.',
    });
  if (decision.review !== 'accepted' && decision.reason.length < 2)
    throw new AppError(
      'missing',
      decision.review === 'rejected' ? '退回要写理由，说明补拍什么。' : '写明情况才能处理这条提示。',
      {
        en: 'A reason is needed.',
        details: [{ code: 'input.reason', message: '理由', messageEn: 'a reason', at: 'body.reason' }],
      },
    );
  await queries.reviewPhotoRow(tx, actor.countyCode, id, { ...decision, by: actor, at: now });
  await work.audit({
    action: 'photo.explain',
    subjectKind: 'photo',
    subjectId: id,
    divisionCode: row.division_code,
    ...(decision.reason === '' ? {} : { reason: decision.reason }),
    changes: { review: [row.review, decision.review] },
  });
  return found(await queries.photoById(tx, actor.countyCode, id), '照片');
}

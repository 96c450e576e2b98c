import { type Actor, within } from '@shoutian/domain/people';
import { AppError } from '../../platform/errors.ts';
import type { BatchRow } from './queries/batches.ts';

/**
 * A draft of the caller's own area.
 * @throws {AppError} outsideScope for a batch of the level above, wrongState when it is no draft any more
 */
export function requireDraft(batch: BatchRow, actor: Actor): BatchRow {
  if (!within(batch.division_code, actor.scopeCode))
    throw new AppError('outsideScope', '这一批由县级接收，由县级办理。', { en: 'This batch is the county’s.' });
  if (batch.state !== 'draft')
    throw new AppError(
      'wrongState',
      batch.state === 'storing' ? '这一批正在入库，请等任务结束。' : '这一批已经不是草稿，不能再改。',
      { en: 'No longer a draft.' },
    );
  return batch;
}

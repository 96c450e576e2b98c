import type { BatchView } from '@shoutian/domain/api';
import { Button, Popover } from 'antd';
import { useTexts } from '../../i18n/texts.ts';
import { MissingList } from '../../kit/index.ts';
import { batchTexts } from './texts.ts';

/** 「确认入库（还有 4 处待定）」: the button names what is open and leads to the last step when nothing is. */
export function StoreButton({ batch, onOpen }: { batch: BatchView; onOpen: () => void }) {
  const t = useTexts(batchTexts);
  const missing = batch.missing?.['clue.import'] ?? [];
  const { draft } = batch;
  if (!batch.abilities.includes('clue.import'))
    return (
      <Button disabled>
        {t('confirmStore')}（{t('countySole')}）
      </Button>
    );
  if (missing.length === 0)
    return (
      <Button type="primary" onClick={onOpen}>
        {t('confirmStore')}
      </Button>
    );
  return (
    <Popover trigger="click" placement="bottomRight" content={<MissingList items={missing} />}>
      <Button className="st-off" aria-disabled="true">
        {draft !== null && draft.undecided > 0 ? t('confirmOpen', { n: draft.undecided }) : t('confirmEmpty')}
      </Button>
    </Popover>
  );
}

import type { BatchSetup, BatchView } from '@shoutian/domain/api';
import { useTexts } from '../../i18n/texts.ts';
import type { Step } from '../../kit/index.ts';
import { crsWords } from './crs-words.ts';
import { batchTexts } from './texts.ts';

/** The four steps with what was decided in each. */
export function useSteps(batch: BatchView | null, setup: BatchSetup | null): Step[] {
  const t = useTexts(batchTexts);
  const mapping = Object.values(setup?.mapping ?? {});
  const epsg = Number(/^EPSG:(\d+)$/.exec(batch?.sourceCrs ?? '')?.[1] ?? setup?.epsg ?? Number.NaN);
  const crs = Number.isNaN(epsg) ? (batch?.sourceCrs ?? '') : crsWords(epsg, t);
  const fields =
    mapping.length === 0
      ? ''
      : t('mappedCount', { n: mapping.filter((target) => target !== null).length, all: mapping.length });
  const total = batch?.draft?.total ?? 0;
  return [
    { key: 'file', title: t('stepFile'), note: batch?.fileName ?? '' },
    { key: 'fields', title: t('stepFields'), note: [crs, fields].filter(Boolean).join(' · ') },
    { key: 'preview', title: t('stepPreview'), note: total === 0 ? '' : `${total} ${t('count')}` },
    { key: 'store', title: t('stepStore'), note: '' },
  ];
}

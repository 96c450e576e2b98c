import type { BatchSetup } from '@shoutian/domain/api';
import { Radio } from 'antd';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../kit/index.ts';
import { areaColumnsOf, type Source, type Unit } from './setup-state.ts';
import { batchTexts } from './texts.ts';

const UNITS: readonly Unit[] = ['mu', 'm2', 'ha'];

export interface UnitQuestionsProps {
  source: Source;
  setup: BatchSetup;
  onSetup: (setup: BatchSetup) => void;
  /** Leaves out what is as the standard says: the preview has little room. */
  doubtsOnly?: boolean;
}

/** One question per column of areas: what the numbers fit, and what the person says. */
export function UnitQuestions({ source, setup, onSetup, doubtsOnly = false }: UnitQuestionsProps) {
  const t = useTexts(batchTexts);
  const doubts = new Map((source.layer?.unitDoubts ?? []).map((doubt) => [doubt.field, doubt]));
  return areaColumnsOf(setup.mapping).map((field) => {
    const doubt = doubts.get(field);
    const named = source.sheet?.namedUnits[field];
    const unit = setup.areaUnits[field];
    const plain = unit !== undefined && (doubt === undefined || doubt.likely === 'm2');
    if (doubtsOnly && plain) return null;
    const title =
      doubt !== undefined
        ? t('unitLikely', { field, unit: t(doubt.likely) })
        : t(named === undefined ? 'unitUnknown' : 'unitOf', { field });
    const text =
      doubt !== undefined
        ? t('unitFits', { n: doubt.agreeing, of: doubt.of, unit: t(doubt.likely) })
        : named !== undefined
          ? t('unitNamed', { unit: t(named) })
          : t('unitUnknownText');
    return (
      <Notice key={field} tone={plain ? 'blue' : 'amber'} title={title}>
        <div>{text}</div>
        <Radio.Group
          value={unit ?? null}
          aria-label={t('unitUnknown', { field })}
          options={[
            ...UNITS.map((one) => ({ value: one as string, label: t('readAs', { unit: t(one) }) })),
            { value: 'drop', label: t('notImported') },
          ]}
          onChange={(event) => {
            const { [field]: _old, ...others } = setup.areaUnits;
            if (event.target.value === 'drop')
              onSetup({ ...setup, areaUnits: others, mapping: { ...setup.mapping, [field]: null } });
            else onSetup({ ...setup, areaUnits: { ...others, [field]: event.target.value as Unit } });
          }}
        />
      </Notice>
    );
  });
}

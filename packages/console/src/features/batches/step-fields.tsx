import type { BatchSetup } from '@shoutian/domain/api';
import { Select } from 'antd';
import { useTexts } from '../../i18n/texts.ts';
import { Card, EmptyState, Notice } from '../../kit/index.ts';
import { CrsCard } from './crs-card.tsx';
import { FieldTable } from './field-table.tsx';
import type { Need, Source } from './setup-state.ts';
import { batchTexts } from './texts.ts';
import { UnitQuestions } from './unit-questions.tsx';

export interface FieldsProps {
  source: Source | null;
  sources: readonly Source[];
  setup: BatchSetup | null;
  needs: readonly Need[];
  remembered: boolean;
  onSource: (source: Source) => void;
  onSetup: (setup: BatchSetup) => void;
  busy: boolean;
  onRead: () => void;
}

/** What is still to be chosen, in words. */
export function useNeedWords(needs: readonly Need[]): string {
  const t = useTexts(batchTexts);
  const words = (need: Need): string => {
    switch (need.what) {
      case 'crs':
        return t('needCrs');
      case 'place':
        return t('needPlace');
      case 'unit':
        return t('needUnit', { field: need.field });
    }
  };
  return needs.map(words).join('、');
}

/** Step 2: which column is what, in which unit, in which coordinates. */
export function StepFields(props: FieldsProps) {
  const t = useTexts(batchTexts);
  const { source, sources, setup } = props;
  if (source === null || setup === null) return <EmptyState title={t('reading')} />;
  const notices = source.layer?.notices ?? source.sheet?.notices ?? [];
  return (
    <div className="st-batch-fields">
      <Card
        title={t('fields')}
        flush
        extra={props.remembered ? <span className="st-note">{t('remembered')}</span> : undefined}
      >
        <FieldTable source={source} setup={setup} onSetup={props.onSetup} />
      </Card>
      <div className="st-batch-col">
        {sources.length > 1 && (
          <Card title={t(source.sheet === null ? 'chooseLayer' : 'chooseSheet')}>
            <Select
              className="st-full"
              value={source.key}
              aria-label={t('chooseLayer')}
              options={sources.map((one) => ({ value: one.key, label: one.label }))}
              onChange={(key) => {
                const next = sources.find((one) => one.key === key);
                if (next !== undefined) props.onSource(next);
              }}
            />
          </Card>
        )}
        <CrsCard source={source} setup={setup} onSetup={props.onSetup} />
        <UnitQuestions source={source} setup={setup} onSetup={props.onSetup} />
        {source.encoding !== null && (
          <Notice tone={source.encoding.sure ? 'blue' : 'amber'}>
            {t('encoding')}：{t('encodingSure', { used: source.encoding.used, why: source.encoding.why })}
          </Notice>
        )}
        {notices
          .filter(({ code }) => code !== 'encodingGuessed' && code !== 'numbersOnly')
          .map((notice) => (
            <Notice key={notice.code + notice.zh} tone="blue">
              {notice.zh}
            </Notice>
          ))}
      </div>
    </div>
  );
}

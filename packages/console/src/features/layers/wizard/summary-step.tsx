import type { LayerVersionView } from '@shoutian/domain/api';
import { Checkbox, Input, InputNumber, Radio } from 'antd';
import { useTexts } from '../../../i18n/texts.ts';
import { Card, Facts, Field, FieldGrid, Notice, Toned } from '../../../kit/index.ts';
import { layerTexts } from '../texts.ts';
import { crsInWords, figure, kindName } from '../words.ts';
import type { ImportDraft } from './draft.ts';
import type { LayerStepProps } from './step-props.ts';

const SECRECY: readonly ImportDraft['secrecy'][] = ['public', 'internal', 'secret'];

/** The metadata card of the delivery, and everything that was decided, before it is stored. */
export function SummaryStep({ draft, layer, rival, onDraft }: LayerStepProps & { rival: LayerVersionView | null }) {
  const t = useTexts(layerTexts);
  const set = (change: Partial<ImportDraft>) => onDraft({ ...draft, ...change });
  const targets = Object.values(draft.mapping);
  const mapped = targets.filter((target) => target !== null).length;
  const crs = crsInWords(t, draft.epsg, layer) ?? '—';
  return (
    <div className="st-layer-two">
      <Card title={t('stepSummary')}>
        <div className="st-col st-layer-gap">
          <FieldGrid>
            <Field name="title" label={t('title')} required wide>
              <Input
                value={draft.title}
                maxLength={80}
                placeholder={t('fillTitle')}
                onChange={(event) => set({ title: event.target.value })}
              />
            </Field>
            <Field name="year" label={t('year')} required>
              <InputNumber
                value={draft.year}
                min={1990}
                max={2100}
                precision={0}
                placeholder={t('newYear')}
                style={{ width: '100%' }}
                onChange={(year) => set({ year, replace: false })}
              />
            </Field>
            <Field name="sourceUnit" label={t('source')}>
              <Input
                value={draft.sourceUnit}
                maxLength={80}
                onChange={(event) => set({ sourceUnit: event.target.value })}
              />
            </Field>
            <Field name="secrecy" label={t('secrecy')} required wide help={t('secrecyInternal')}>
              <Radio.Group
                value={draft.secrecy}
                onChange={(event) => set({ secrecy: event.target.value as ImportDraft['secrecy'] })}
                options={SECRECY.map((value) => ({ value, label: t(value) }))}
              />
            </Field>
          </FieldGrid>
          {draft.secrecy === 'secret' && <Notice tone="red">{t('secrecyHelp')}</Notice>}
          {rival !== null && (
            <Notice tone="amber" title={t('sameYear', { year: rival.year, title: rival.title })}>
              <Checkbox checked={draft.replace} onChange={(event) => set({ replace: event.target.checked })}>
                {t('replaceIt')}
              </Checkbox>
            </Notice>
          )}
        </div>
      </Card>
      <Card title={t('summary')}>
        <Facts
          facts={[
            { label: t('kind'), value: draft.kind === null ? '—' : kindName(draft.kind) },
            { label: t('file'), value: draft.inspection?.fileName ?? '—' },
            { label: t('insideLayer'), value: layer.name },
            { label: t('features'), value: <span className="st-num">{figure(layer.featureCount)}</span> },
            { label: t('crs'), value: crs },
            { label: t('mapping'), value: t('mapped', { n: mapped, m: targets.length - mapped }) },
            {
              label: t('personal'),
              value:
                layer.personalFields.length === 0 ? '—' : <Toned tone="ok">{layer.personalFields.join('、')}</Toned>,
            },
          ]}
        />
      </Card>
    </div>
  );
}

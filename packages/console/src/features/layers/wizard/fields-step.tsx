import { layerFields } from '@shoutian/domain/layers';
import { Radio, Select } from 'antd';
import { useTexts } from '../../../i18n/texts.ts';
import { Card, DataTable, Notice, Toned } from '../../../kit/index.ts';
import { layerTexts } from '../texts.ts';
import { inWords } from '../words.ts';
import { ClassesCard } from './classes-card.tsx';
import { CrsCard } from './crs-card.tsx';
import { type AreaUnit, areaDoubt, type InspectedLayer, withTarget } from './draft.ts';
import type { LayerStepProps } from './step-props.ts';

const UNITS: readonly AreaUnit[] = ['m2', 'mu', 'ha'];
const HOW = { code: 'matchedCode', alias: 'matchedAlias', cut: 'matchedCut' } as const;

/** The coordinate system, and which column is what; every proposal stands beside example values. */
export function FieldsStep(props: LayerStepProps) {
  return (
    <div className="st-layer-fields">
      <MappingCard {...props} />
      <div className="st-col st-layer-gap">
        <CrsCard {...props} />
        <UnitCard {...props} />
        {props.draft.kind === 'landClass' && <ClassesCard {...props} />}
      </div>
    </div>
  );
}

type Row = InspectedLayer['fields'][number];

function MappingCard({ draft, layer, onDraft }: LayerStepProps) {
  const t = useTexts(layerTexts);
  const targets = draft.kind === null ? [] : layerFields(draft.kind);
  const options = [
    { value: '', label: t('asItCame') },
    ...targets.map((field) => ({ value: field.id, label: `${inWords(field)}${field.required ? ' *' : ''}` })),
  ];
  const cell = (row: Row) => {
    if (layer.personalFields.includes(row.name)) return <Toned tone="ok">{t('personal')}</Toned>;
    const target = draft.mapping[row.name] ?? null;
    const proposed =
      target !== null && layer.proposedMapping[row.name] === target ? layer.matchedBy[row.name] : undefined;
    return (
      <span className="st-row">
        <Select
          size="small"
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={`${row.name} ${t('target')}`}
          className={target === null ? 'st-layer-kept' : ''}
          value={target ?? ''}
          options={options}
          popupMatchSelectWidth={220}
          style={{ width: 168 }}
          onChange={(value) => onDraft(withTarget(draft, row.name, value === '' ? null : value))}
        />
        {proposed && (
          <Toned tone={proposed === 'code' ? 'ok' : 'amber'}>
            <span className="st-note">{t(HOW[proposed])}</span>
          </Toned>
        )}
      </span>
    );
  };
  return (
    <Card
      title={t('mapping')}
      extra={<span className="st-note">{t('fieldsCount', { n: layer.fields.length })}</span>}
      flush
    >
      <DataTable<Row>
        caption={t('mapping')}
        density="dense"
        rows={layer.fields}
        rowKey={(row) => row.name}
        columns={[
          {
            key: 'name',
            title: t('sourceField'),
            heading: true,
            width: 132,
            cell: (row) => (row.alias === null ? row.name : `${row.name} ${row.alias}`),
          },
          { key: 'samples', title: t('example'), cut: true, cell: (row) => row.samples.slice(0, 3).join('、') || '—' },
          { key: 'target', title: t('target'), width: 300, cell },
        ]}
      />
    </Card>
  );
}

function UnitCard({ draft, layer, onDraft }: LayerStepProps) {
  const t = useTexts(layerTexts);
  const doubt = areaDoubt(layer, draft.mapping);
  if (!doubt) return null;
  const likely = t(`unit_${doubt.likely}`);
  return (
    <Notice tone="amber" title={t('unitTitle', { field: doubt.field, unit: likely })}>
      <div className="st-col">
        {t('unitText', { unit: likely, agreeing: doubt.agreeing, of: doubt.of })}
        <Radio.Group
          value={draft.areaUnit}
          aria-label={t('unitTitle', { field: doubt.field, unit: likely })}
          onChange={(event) => onDraft({ ...draft, areaUnit: event.target.value as AreaUnit })}
          options={UNITS.map((value) => ({ value, label: t('unitAs', { unit: t(`unit_${value}`) }) }))}
        />
      </div>
    </Notice>
  );
}

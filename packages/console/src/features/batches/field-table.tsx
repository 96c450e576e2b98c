import type { BatchSetup } from '@shoutian/domain/api';
import { clueFields } from '@shoutian/domain/layers';
import { Checkbox, Select } from 'antd';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { StateMark } from '../../kit/index.ts';
import { areaColumnsOf, columnsOf, type Source } from './setup-state.ts';
import { batchTexts } from './texts.ts';

export interface FieldTableProps {
  source: Source;
  setup: BatchSetup;
  onSetup: (setup: BatchSetup) => void;
  narrow?: boolean;
}

/** File field, example, target. A target taken elsewhere moves here; what has none is kept as it came. */
export function FieldTable({ source, setup, onSetup, narrow = false }: FieldTableProps) {
  const t = useTexts(batchTexts);
  const language = useLanguage();
  const areas = new Set(areaColumnsOf(setup.mapping));
  const doubted = new Set(
    (source.layer?.unitDoubts ?? []).filter(({ likely }) => likely !== 'm2').map(({ field }) => field),
  );
  const options = [
    { value: '', label: t('notImported') },
    ...clueFields.map((field) => ({ value: field.id, label: field[language] })),
  ];
  const put = (column: string, target: string) => {
    const mapping = { ...setup.mapping, [column]: target === '' ? null : target };
    for (const other of Object.keys(mapping))
      if (other !== column && target !== '' && mapping[other] === target) mapping[other] = null;
    onSetup({ ...setup, mapping });
  };
  return (
    <>
      <table className="st-batch-mapping">
        <caption className="st-sr">{t('fields')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('fileField')}</th>
            <th scope="col">{t('sample')}</th>
            <th scope="col">{t('goesTo')}</th>
          </tr>
        </thead>
        <tbody>
          {columnsOf(source).map(({ name, alias, samples, personal }) => {
            const target = setup.mapping[name] ?? '';
            const unit = setup.areaUnits[name];
            const unclear = areas.has(name) && unit === undefined;
            return (
              <tr key={name}>
                <th scope="row" title={alias ?? name}>
                  {name}
                </th>
                <td className="st-second" title={samples.join('，')}>
                  {samples[0] ?? '—'}
                </td>
                <td>
                  {personal ? (
                    <span className="st-note">{t('personal')}</span>
                  ) : (
                    <span className="st-row">
                      <StateMark
                        tone={unclear || doubted.has(name) ? 'amber' : target === '' ? 'grey' : 'ok'}
                        size={12}
                      />
                      <Select
                        size="small"
                        variant="borderless"
                        className="st-grow"
                        value={target}
                        aria-label={`${name} ${t('goesTo')}`}
                        showSearch={{ optionFilterProp: 'label' }}
                        popupMatchSelectWidth={180}
                        options={options}
                        onChange={(next) => put(name, next)}
                      />
                      {areas.has(name) && !narrow && unit !== undefined && <span className="st-note">{t(unit)}</span>}
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className="st-batch-mapping-foot">
        <Checkbox
          checked={setup.rememberMapping}
          onChange={(event) => onSetup({ ...setup, rememberMapping: event.target.checked })}
        >
          {t('remember')}
        </Checkbox>
        {!narrow && <span className="st-note st-end">{t('keptRaw')}</span>}
      </div>
    </>
  );
}

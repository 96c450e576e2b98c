import type { BatchSetup } from '@shoutian/domain/api';
import { Radio, Select } from 'antd';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../../kit/index.ts';
import { choosableCrs, crsWords } from './crs-words.ts';
import type { Source } from './setup-state.ts';
import { batchTexts } from './texts.ts';

export interface CrsCardProps {
  source: Source;
  setup: BatchSetup;
  onSetup: (setup: BatchSetup) => void;
  /** Only the choice itself: the reasons stood in the step before. */
  narrow?: boolean;
}

/** What the coordinates are in: said by the file, or proposed from the numbers and confirmed here. */
export function CrsCard({ source, setup, onSetup, narrow = false }: CrsCardProps) {
  const t = useTexts(batchTexts);
  const language = useLanguage();
  const { layer, sheet } = source;
  if (layer !== null && layer.crs !== null) {
    const name = layer.crs.epsg === null ? layer.crs.name : `${crsWords(layer.crs.epsg, t)} EPSG:${layer.crs.epsg}`;
    return (
      <Notice tone={layer.inCounty === false ? 'amber' : 'blue'} title={t('crs')}>
        {t('crsFile', { name })}
        {layer.inCounty === true && t('crsInCounty')}
        {layer.inCounty === false && t('crsOutCounty')}
      </Notice>
    );
  }
  const placed = new Set(Object.values(setup.mapping));
  if (sheet !== null && !(placed.has('cx') && placed.has('cy')))
    return (
      <Notice tone="amber" title={t('crs')}>
        {t('crsNoColumns')}
      </Notice>
    );
  const candidates = layer?.crsCandidates ?? sheet?.crsCandidates ?? [];
  const value = setup.epsg === undefined ? null : `${setup.epsg}:${setup.axisOrder}`;
  const pick = (epsg: number, axisOrder: 'xy' | 'yx') => onSetup({ ...setup, epsg, axisOrder });
  const listed = candidates.some(({ epsg, axisOrder }) => `${epsg}:${axisOrder}` === value);
  const warnings = layer?.crsWarnings ?? [];
  if (narrow && setup.epsg !== undefined)
    return (
      <Notice tone="blue" title={t('crs')}>
        {crsWords(setup.epsg, t)}
        {setup.axisOrder === 'yx' && `，${t('axisYx')}`}
      </Notice>
    );
  return (
    <Notice tone={value === null ? 'amber' : 'blue'} title={t('crs')}>
      <div>{t(candidates.length > 0 ? 'crsAsk' : 'crsNone')}</div>
      <Radio.Group
        className="st-batch-radios"
        value={value}
        onChange={(event) => {
          const [epsg = '', order] = String(event.target.value).split(':');
          pick(Number(epsg), order === 'yx' ? 'yx' : 'xy');
        }}
        options={candidates.slice(0, 4).map(({ epsg, axisOrder, reasons }) => ({
          value: `${epsg}:${axisOrder}`,
          label: (
            <>
              {crsWords(epsg, t)}
              {axisOrder === 'yx' && `，${t('axisYx')}`}
              <span className="st-note"> {reasons.map((reason) => reason[language]).join('；')}</span>
            </>
          ),
        }))}
      />
      <Select
        className="st-full"
        size="small"
        placeholder={t('otherCrs')}
        aria-label={t('otherCrs')}
        value={listed || setup.epsg === undefined ? null : setup.epsg}
        showSearch={{ optionFilterProp: 'label' }}
        options={choosableCrs.map((epsg) => ({ value: epsg, label: `${crsWords(epsg, t)} EPSG:${epsg}` }))}
        onChange={(epsg) => epsg !== null && pick(epsg, setup.axisOrder)}
      />
      {warnings.map((warning) => (
        <div key={warning.zh} className="st-note">
          {warning[language]}
        </div>
      ))}
    </Notice>
  );
}

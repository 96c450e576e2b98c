import { gaussZones } from '@shoutian/domain/geo';
import { Checkbox, Radio, Select } from 'antd';
import { useTexts } from '../../../i18n/texts.ts';
import { Card, Notice, Toned } from '../../../kit/index.ts';
import { layerTexts } from '../texts.ts';
import { crsInWords, inWords, systemName } from '../words.ts';
import { liesInCounty } from './draft.ts';
import type { LayerStepProps } from './step-props.ts';

/** 文件写明, or the candidates of the numbers with their reasons. None is ticked by itself. */
export function CrsCard({ draft, layer, onDraft }: LayerStepProps) {
  const t = useTexts(layerTexts);
  const { epsg } = draft;
  const place = liesInCounty(draft);
  const candidates = layer.crs === null ? layer.crsCandidates : [];
  const among = epsg === null || candidates.some((one) => one.epsg === epsg && one.axisOrder === 'xy');
  const choose = (value: number | null) => onDraft({ ...draft, epsg: value, placeSure: false });
  const others = [4490, ...gaussZones.map((zone) => zone.epsg)].map((value) => ({
    value,
    label: systemName(t, value),
  }));
  return (
    <Card title={t('crs')}>
      <div className="st-col st-layer-gap">
        {layer.crs === null && <Toned tone="amber">{t('crsMissing')}</Toned>}
        <Radio.Group
          className="st-col"
          aria-label={t('crs')}
          value={epsg === undefined ? undefined : among ? (epsg ?? 'own') : undefined}
          onChange={(event) => choose(event.target.value === 'own' ? null : Number(event.target.value))}
        >
          {layer.crs !== null && <Radio value="own">{t('crsStated', { crs: crsInWords(t, null, layer) ?? '' })}</Radio>}
          {candidates.map((one) => (
            <Radio key={`${one.epsg}${one.axisOrder}`} value={one.epsg} disabled={one.axisOrder === 'yx'}>
              {`${t('crsProposed')} ${systemName(t, one.epsg)}`}
              <div className="st-note">
                {one.reasons.map((reason) => inWords(reason)).join('；')}
                {one.axisOrder === 'yx' && <Toned tone="red">{t('crsSwapped')}</Toned>}
              </div>
            </Radio>
          ))}
        </Radio.Group>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('crsAnother')}
          placeholder={t('crsAnother')}
          value={among ? null : (epsg ?? null)}
          options={others}
          onChange={(value) => choose(value ?? null)}
        />
        {epsg !== undefined && place === true && <Toned tone="ok">{t('crsIn')}</Toned>}
        {epsg !== undefined && place === null && <Toned tone="grey">{t('crsUnknownPlace')}</Toned>}
        {place === false && (
          <Notice tone="amber" title={t('crsOut')}>
            <Checkbox
              checked={draft.placeSure}
              onChange={(event) => onDraft({ ...draft, placeSure: event.target.checked })}
            >
              {t('crsSure')}
            </Checkbox>
          </Notice>
        )}
        {layer.crs === null &&
          layer.crsWarnings.map((warning) => (
            <span key={warning.zh} className="st-note">
              {inWords(warning)}
            </span>
          ))}
      </div>
    </Card>
  );
}

import { type BaseLayer, type LegendGroup, legend, type Mark, type Swatch, swatchUri } from '@shoutian/map';
import { Checkbox } from 'antd';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../marks/icon.tsx';
import { groundTexts } from './texts.ts';
import './ground.css';

function Sample({ swatch }: { swatch: Swatch }) {
  return <img src={swatchUri(swatch)} alt="" width={18} height={13} />;
}

function Group({ group, onToggle }: { group: LegendGroup; onToggle: (on: boolean) => void }) {
  return (
    <li>
      <div className="st-layer-row">
        {group.kind === 'records' ? (
          <b className="st-grow">{group.label}</b>
        ) : (
          <Checkbox checked={group.visible} onChange={(event) => onToggle(event.target.checked)}>
            <span className="st-row">
              {group.swatch !== undefined && <Sample swatch={group.swatch} />}
              {group.label}
            </span>
          </Checkbox>
        )}
        <span className="st-note st-end">{group.count ?? group.version}</span>
      </div>
      {group.visible && group.entries.length > 0 && (
        <ul className={group.kind === 'records' ? 'st-layer-marks' : 'st-layer-classes'}>
          {group.entries.map((entry) => (
            <li key={entry.id} className="st-row">
              <Sample swatch={entry.swatch} />
              <span className="st-grow">{entry.label}</span>
              {entry.count !== undefined && <span className="st-note">{entry.count}</span>}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

export interface LayerPanelProps {
  layers: readonly BaseLayer[];
  counts: Partial<Record<Mark, number>>;
  recordsLabel?: string;
  onToggle: (kind: string, on: boolean) => void;
  onClose: () => void;
}

/** The layer panel is the legend: every row with its swatch, version and count. Loaded with the map. */
export default function LayerPanel({ layers, counts, recordsLabel, onToggle, onClose }: LayerPanelProps) {
  const t = useTexts(groundTexts);
  const locale = useLanguage();
  const groups = legend(layers, { counts, recordsLabel: recordsLabel ?? t('records'), locale });
  return (
    <section className="st-layers" aria-label={t('panel')}>
      <div className="st-layer-row">
        <b className="st-grow">{t('panel')}</b>
        <button type="button" className="st-plain" aria-label={t('close')} onClick={onClose}>
          <Icon name="close" size={14} />
        </button>
      </div>
      <ul>
        {groups.map((group) => (
          <Group key={group.id} group={group} onToggle={(on) => onToggle(group.kind, on)} />
        ))}
      </ul>
      {layers.length === 0 && <p className="st-note">{t('noLayers')}</p>}
    </section>
  );
}

import { Segmented } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../marks/icon.tsx';
import { kitTexts } from '../texts.ts';
import './photo.css';

export interface PairPhoto {
  src: string;
  alt: string;
  /** Day, time, bearing, distance as the stamp says. */
  caption: string;
}

export type PairMode = 'slide' | 'side' | 'blink';

export interface PhotoPairProps {
  before: PairPhoto;
  after: PairPhoto;
  mode: PairMode;
  /** Sentence over the lower edge, such as the three reference points. */
  note?: ReactNode;
}

const BLINK_MS = 900;

/** 滑动 / 并排 / 闪烁; the three are equal. */
export function PairModeSwitch({ mode, onChange }: { mode: PairMode; onChange: (mode: PairMode) => void }) {
  const t = useTexts(kitTexts);
  return (
    <Segmented<PairMode>
      className="st-seg"
      value={mode}
      onChange={onChange}
      options={[
        { value: 'slide', label: t('slide') },
        { value: 'side', label: t('sideBySide') },
        { value: 'blink', label: t('blink') },
      ]}
    />
  );
}

function Picture({ photo, side, style }: { photo: PairPhoto; side: string; style?: React.CSSProperties | undefined }) {
  return (
    <figure className="st-pair-picture" style={style}>
      <img src={photo.src} alt={photo.alt} />
      <figcaption>
        <b>{side}</b> {photo.caption}
      </figcaption>
    </figure>
  );
}

/** Before and after from one viewpoint. Photos are shown whole and untouched: no crop, no enhancement. */
export function PhotoPair({ before, after, mode, note }: PhotoPairProps) {
  const t = useTexts(kitTexts);
  const [cut, setCut] = useState(50);
  const [second, setSecond] = useState(false);
  useEffect(() => {
    if (mode !== 'blink') return;
    const timer = setInterval(() => setSecond((was) => !was), BLINK_MS);
    return () => clearInterval(timer);
  }, [mode]);
  const hidden =
    mode === 'blink'
      ? { opacity: second ? 1 : 0 }
      : mode === 'slide'
        ? { clipPath: `inset(0 0 0 ${cut}%)` }
        : undefined;
  return (
    <div className={`st-pair st-pair-${mode}`}>
      <Picture photo={before} side={t('before')} />
      <Picture photo={after} side={t('after')} style={hidden} />
      {mode === 'slide' && (
        <>
          <span className="st-pair-line" style={{ left: `${cut}%` }} aria-hidden="true">
            <Icon name="swap" size={18} />
          </span>
          <input
            className="st-pair-range"
            type="range"
            min={0}
            max={100}
            value={cut}
            aria-label={t('slider')}
            aria-valuetext={`${t('before')} ${cut}%`}
            onChange={(event) => setCut(Number(event.target.value))}
          />
        </>
      )}
      {note !== undefined && <div className="st-pair-note">{note}</div>}
    </div>
  );
}

import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../marks/icon.tsx';
import { StateMark } from '../marks/state-mark.tsx';
import type { Tone } from '../marks/state-table.ts';
import { kitTexts } from '../texts.ts';
import './photo.css';

export interface ThumbItem {
  key: string;
  /** Address of the small picture; absent for a photo that is still to be taken. */
  src?: string;
  /** 「后1 西南角」 */
  label: string;
  /** Short day. */
  day?: string;
  tone?: Tone;
}

export interface ThumbProps {
  item: ThumbItem;
  selected?: boolean;
  onPick?: (key: string) => void;
}

/** One photo with its name, day and mark; the missing one is a dashed frame with a camera. */
export function Thumb({ item, selected = false, onPick }: ThumbProps) {
  const t = useTexts(kitTexts);
  const missing = item.src === undefined;
  return (
    <button
      type="button"
      className={`st-thumb ${selected ? 'st-thumb-on' : ''} ${missing ? 'st-thumb-missing' : ''}`}
      aria-pressed={selected}
      onClick={() => onPick?.(item.key)}
    >
      <span className="st-thumb-frame">
        {missing ? <Icon name="camera" size={22} /> : <img src={item.src} alt={item.label} loading="lazy" />}
      </span>
      <span className="st-thumb-words">
        {item.tone !== undefined && !missing && <StateMark tone={item.tone} size={11} />}
        <span className="st-ellipsis st-grow">{item.label}</span>
        <span className="st-note">{missing ? t('notTaken') : item.day}</span>
      </span>
    </button>
  );
}

export interface PhotoStripProps {
  items: readonly ThumbItem[];
  /** One, or two while a pair is compared. */
  selected?: readonly string[];
  onPick?: (key: string) => void;
  label: string;
}

/** The filmstrip of a record. */
export function PhotoStrip({ items, selected = [], onPick, label }: PhotoStripProps) {
  return (
    <fieldset className="st-strip" aria-label={label}>
      {items.map((item) => (
        <Thumb key={item.key} item={item} selected={selected.includes(item.key)} {...(onPick ? { onPick } : {})} />
      ))}
    </fieldset>
  );
}

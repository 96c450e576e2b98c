import type { Words } from '@shoutian/domain/dictionaries';
import { useId } from 'react';
import { language } from '../i18n/setup.ts';

interface Option<C extends string> {
  code: C;
  label: Words;
  hint: Words | null;
}
interface Shared<C extends string> {
  /** Read aloud as the group's name. */
  label: string;
  options: readonly Option<C>[];
  small?: boolean;
}

/** One of several, as large cards over real radio buttons: keys and readers work as everywhere. */
export function OneOf<C extends string>({
  label,
  options,
  small = false,
  value,
  onPick,
}: Shared<C> & { value: C | null; onPick: (code: C) => void }) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={small ? 'f-choices is-small' : 'f-choices'}>
      {options.map((option) => (
        <label key={option.code} className={option.code === value ? 'f-choice is-picked' : 'f-choice'}>
          <input
            type="radio"
            name={name}
            className="f-cover"
            checked={option.code === value}
            onChange={() => onPick(option.code)}
          />
          <i aria-hidden="true" />
          <OptionText option={option} />
        </label>
      ))}
    </div>
  );
}

/** Several of several. */
export function SomeOf<C extends string>({
  label,
  options,
  small = false,
  value,
  onPick,
}: Shared<C> & { value: readonly C[]; onPick: (codes: C[]) => void }) {
  return (
    <fieldset className={small ? 'f-choices is-small' : 'f-choices'}>
      <legend className="f-sr">{label}</legend>
      {options.map((option) => {
        const picked = value.includes(option.code);
        return (
          <label key={option.code} className={picked ? 'f-choice is-many is-picked' : 'f-choice is-many'}>
            <input
              type="checkbox"
              className="f-cover"
              checked={picked}
              onChange={() => onPick(picked ? value.filter((code) => code !== option.code) : [...value, option.code])}
            />
            <i aria-hidden="true" />
            <OptionText option={option} />
          </label>
        );
      })}
    </fieldset>
  );
}

function OptionText({ option: { label, hint } }: { option: Option<string> }) {
  const tongue = language();
  return (
    <span>
      {label[tongue]}
      {hint && <small>{hint[tongue]}</small>}
    </span>
  );
}

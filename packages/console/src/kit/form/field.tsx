import { cloneElement, isValidElement, type ReactElement, type ReactNode, useId } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { kitTexts } from '../texts.ts';
import './form.css';

export interface FieldProps {
  /** Name on the wire; the error summary jumps to it. */
  name: string;
  label: ReactNode;
  required?: boolean;
  /** Error sentence; stands under the field and in the summary. */
  error?: string | undefined;
  /** Warns without blocking: an unconfirmed rule. */
  warning?: string | undefined;
  /** Where a computed value comes from, what to write. */
  help?: ReactNode;
  /** Takes the whole row. */
  wide?: boolean;
  /** The input; it gets id, aria-invalid, aria-describedby and status. */
  children: ReactElement<Record<string, unknown>>;
}

/** Anchor of a field, for the error summary. */
export function fieldId(name: string): string {
  return `field-${name.replace(/[^\w-]/g, '-')}`;
}

/** Label above, input, error under it, all linked for a screen reader. */
export function Field({ name, label, required = false, error, warning, help, wide = false, children }: FieldProps) {
  const t = useTexts(kitTexts);
  const noteId = useId();
  const noted = error !== undefined || warning !== undefined || help !== undefined;
  const input = isValidElement(children)
    ? cloneElement(children, {
        id: fieldId(name),
        ...(error === undefined ? {} : { status: 'error', 'aria-invalid': true }),
        ...(noted ? { 'aria-describedby': noteId } : {}),
      })
    : children;
  return (
    <div className={`st-field ${wide ? 'st-field-wide' : ''}`}>
      <label className="st-label" htmlFor={fieldId(name)}>
        {label}
        {required && (
          <i className="st-required" title={t('required')}>
            *
          </i>
        )}
      </label>
      {input}
      {noted && (
        <div id={noteId} className={`st-field-note ${error ? 'st-tone-red' : warning ? 'st-tone-amber' : ''}`}>
          {error ?? warning ?? help}
        </div>
      )}
    </div>
  );
}

/** Fields in two columns, one below 560 px of drawer width. */
export function FieldGrid({ children }: { children: ReactNode }) {
  return <div className="st-fields">{children}</div>;
}

import { useTexts } from '../../i18n/texts.ts';
import { Notice } from '../page/notice.tsx';
import { kitTexts } from '../texts.ts';
import { fieldId } from './field.tsx';

export interface FormError {
  /** Field name; the line jumps there. Empty for the form as a whole. */
  name: string;
  message: string;
}

/** All that is wrong in one place, each line leading to its field. */
export function ErrorSummary({ errors }: { errors: readonly FormError[] }) {
  const t = useTexts(kitTexts);
  if (errors.length === 0) return null;
  return (
    <Notice tone="red" title={t('formErrors', { n: errors.length })}>
      <ol className="st-errors">
        {errors.map((error) => (
          <li key={error.name + error.message}>
            <button
              type="button"
              className="st-plain"
              onClick={() => {
                const field = document.getElementById(fieldId(error.name));
                field?.scrollIntoView({ block: 'center' });
                field?.focus();
              }}
            >
              {error.message}
            </button>
          </li>
        ))}
      </ol>
    </Notice>
  );
}

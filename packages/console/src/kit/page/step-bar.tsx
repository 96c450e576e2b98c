import { Fragment, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../marks/icon.tsx';
import { kitTexts } from '../texts.ts';
import './detail.css';

export interface Step {
  key: string;
  title: string;
  /** What was decided in it, or who has it. */
  note?: ReactNode;
}

export interface StepBarProps {
  steps: readonly Step[];
  /** Index of the step in work; steps before it are done. */
  now: number;
  /** Back is always safe: done steps become buttons. */
  onBack?: (index: number) => void;
  /** Blue instead of green: approval lines, where somebody else's turn is shown. */
  review?: boolean;
}

/** Steps in a line with what was decided in each. */
export function StepBar({ steps, now, onBack, review = false }: StepBarProps) {
  const t = useTexts(kitTexts);
  return (
    <ol className={`st-card st-steps ${review ? 'st-steps-review' : ''}`}>
      {steps.map((step, i) => {
        const state = i < now ? 'done' : i === now ? 'now' : 'later';
        const words = { done: t('stepDone'), now: t('stepNow'), later: t('stepLater') };
        const body = (
          <>
            <span className="st-step-no" aria-hidden="true">
              {state === 'done' ? <Icon name="check" size={14} /> : i + 1}
            </span>
            <span className="st-step-words">
              <b>
                {step.title}
                <span className="st-sr"> {words[state]}</span>
              </b>
              <span className="st-note">{step.note}</span>
            </span>
          </>
        );
        return (
          <Fragment key={step.key}>
            {i > 0 && <li className="st-step-line" aria-hidden="true" />}
            <li className="st-row" aria-current={state === 'now' ? 'step' : undefined}>
              {state === 'done' && onBack ? (
                <button type="button" className="st-plain st-step st-step-done" onClick={() => onBack(i)}>
                  {body}
                </button>
              ) : (
                <span className={`st-step st-step-${state}`}>{body}</span>
              )}
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}

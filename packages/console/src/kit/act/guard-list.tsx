import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { StateMark, StateTag } from '../marks/state-mark.tsx';
import type { Tone } from '../marks/state-table.ts';
import { Go } from '../page/go.tsx';
import { kitTexts } from '../texts.ts';
import './act.css';

/** `elsewhere` is open too, but at another desk: this person has nothing to fix there. */
export type GuardState = 'met' | 'notApplicable' | 'missing' | 'attention' | 'elsewhere';

export interface Guard {
  key: string;
  title: string;
  state: GuardState;
  /** What was found: persons, days, figures. */
  detail?: ReactNode;
  /** Whose desk it is on, where it is not this person's. */
  whose?: string;
  /** Address of the evidence behind it. */
  basis?: string;
  /** The button that does what is missing. */
  fix?: { label: string; to?: string; run?: () => void };
  /** Reason of a county override; stays marked afterwards. */
  overridden?: string;
}

const tones: Record<GuardState, Tone> = {
  met: 'ok',
  notApplicable: 'grey',
  missing: 'red',
  attention: 'amber',
  elsewhere: 'grey',
};

/** 「8 项满足 1 项不适用 2 项缺」 for the heading of a card. */
export function GuardCounts({ guards }: { guards: readonly Guard[] }) {
  const t = useTexts(kitTexts);
  const count = (state: GuardState) => guards.filter((guard) => guard.state === state).length;
  const missing = count('missing');
  return (
    <>
      <b className="st-tone-ok">{t('met', { n: count('met') })}</b>
      {count('notApplicable') > 0 && <span>{t('notApplicableCount', { n: count('notApplicable') })}</span>}
      {count('elsewhere') > 0 && <span>{t('elsewhereCount', { n: count('elsewhere') })}</span>}
      {missing > 0 && <b className="st-tone-red">{t('missingOnly', { n: missing })}</b>}
    </>
  );
}

/** Conditions of an act, each with mark, finding, evidence link and, where missing, the button that fixes it. */
export function GuardList({ guards }: { guards: readonly Guard[] }) {
  const t = useTexts(kitTexts);
  return (
    <ul className="st-guards">
      {guards.map((guard) => (
        <li key={guard.key} className={`st-guard st-guard-${guard.state}`}>
          <StateMark tone={tones[guard.state]} size={14} />
          <div className="st-grow">
            <div className="st-strong st-guard-title">
              {guard.title}
              {guard.overridden !== undefined && <StateTag tone="amber">{t('overridden')}</StateTag>}
            </div>
            {guard.detail !== undefined && <div className="st-second">{guard.detail}</div>}
            {guard.whose !== undefined && <div className="st-note">{guard.whose}</div>}
            {guard.overridden !== undefined && <div className="st-note">{guard.overridden}</div>}
          </div>
          {guard.fix !== undefined ? (
            guard.fix.to === undefined ? (
              <Button size="small" onClick={guard.fix.run}>
                {guard.fix.label}
              </Button>
            ) : (
              <Go to={guard.fix.to} className="st-button-link">
                {guard.fix.label}
              </Go>
            )
          ) : (
            guard.basis !== undefined && <Go to={guard.basis}>{t('basis')}</Go>
          )}
        </li>
      ))}
    </ul>
  );
}

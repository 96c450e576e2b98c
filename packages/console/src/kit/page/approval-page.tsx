import { Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea.js';
import { type ReactNode, useRef, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { type Guard, GuardCounts, GuardList } from '../act/guard-list.tsx';
import { MissingButton, type MissingItem } from '../act/missing-button.tsx';
import { kitTexts } from '../texts.ts';
import { Card, type Crumb } from './card.tsx';
import { Notice } from './notice.tsx';
import { PageTitle } from './page-title.tsx';
import { type Step, StepBar } from './step-bar.tsx';
import './detail.css';

export interface OpinionBoxProps {
  title: string;
  /** 「现在不能同意：公示 12月17日期满，还差 2 天。」 */
  blocked?: string;
  agree: { verb: string; missing?: readonly MissingItem[]; byOthers?: string; onAct: (opinion: string) => void };
  giveBack?: { verb: string; byOthers?: string; onAct: (opinion: string) => void };
  /** Is an opinion needed to agree too; a return always needs its reason. */
  required?: boolean;
  phrases?: readonly string[];
  busy?: boolean;
  /** What follows from signing. */
  note?: ReactNode;
}

/** Opinion and the two buttons; returning without a reason is not possible, and says so. */
export function OpinionBox(props: OpinionBoxProps) {
  const { title, blocked, agree, giveBack, required = true, phrases = [], busy = false, note } = props;
  const t = useTexts(kitTexts);
  const [opinion, setOpinion] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const box = useRef<TextAreaRef>(null);
  const text = opinion.trim();
  // An unwritten opinion is not a reason to grey a button: it is asked for where it is written.
  const withOpinion = (needed: boolean, sentence: string, act: (opinion: string) => void) => () => {
    if (!needed || text !== '') return act(text);
    setAsked(sentence);
    box.current?.focus();
  };
  return (
    <Card title={title} lead>
      <div className="st-opinion">
        {blocked !== undefined && <Notice tone="red">{blocked}</Notice>}
        <label className="st-field">
          <span className="st-label">
            {t('opinion')}
            {required && <i className="st-required">*</i>}
          </span>
          <Input.TextArea
            value={opinion}
            rows={3}
            maxLength={500}
            placeholder={t('opinionPlaceholder')}
            ref={box}
            {...(asked === null ? {} : { status: 'error' as const })}
            onChange={(event) => {
              setOpinion(event.target.value);
              setAsked(null);
            }}
          />
          <span className="st-field-note st-tone-red" role="alert">
            {asked}
          </span>
        </label>
        {phrases.length > 0 && (
          <div className="st-row st-wrap">
            {phrases.map((phrase) => (
              <button
                type="button"
                key={phrase}
                className="st-phrase"
                onClick={() => setOpinion((was) => (was === '' ? phrase : `${was}；${phrase}`))}
              >
                {phrase}
              </button>
            ))}
          </div>
        )}
        <MissingButton
          verb={agree.verb}
          missing={agree.missing ?? []}
          {...(agree.byOthers === undefined ? {} : { byOthers: agree.byOthers })}
          onAct={withOpinion(required, t('opinionPlaceholder'), agree.onAct)}
          primary
          block
          busy={busy}
        />
        {giveBack && (
          <MissingButton
            verb={text === '' ? t('needsReason', { verb: giveBack.verb }) : giveBack.verb}
            {...(giveBack.byOthers === undefined ? {} : { byOthers: giveBack.byOthers })}
            onAct={withOpinion(true, t('opinionNeeded'), giveBack.onAct)}
            danger
            block
            busy={busy}
          />
        )}
        {note !== undefined && <div className="st-note">{note}</div>}
      </div>
    </Card>
  );
}

export interface ApprovalPageProps {
  title: string;
  crumbs?: readonly Crumb[];
  tags?: ReactNode;
  actions?: ReactNode;
  steps: readonly Step[];
  now: number;
  guardsTitle: string;
  guards: readonly Guard[];
  /** Photos, area closure, tables: what is being agreed to. */
  proof: ReactNode;
  opinion: ReactNode;
  /** Under the opinion: override, related records. */
  aside?: ReactNode;
}

/** A line of approval: whose turn it is, what is met and missing, the proof, and the opinion. */
export function ApprovalPage(props: ApprovalPageProps) {
  return (
    <div className="st-approval">
      <PageTitle
        title={props.title}
        {...(props.crumbs ? { crumbs: props.crumbs } : {})}
        tags={props.tags}
        actions={props.actions}
      />
      <StepBar steps={props.steps} now={props.now} review />
      <div className="st-approval-columns">
        <div>
          <Card title={props.guardsTitle} extra={<GuardCounts guards={props.guards} />} flush>
            <GuardList guards={props.guards} />
          </Card>
        </div>
        <div className="st-approval-proof">{props.proof}</div>
        <div>
          {props.opinion}
          {props.aside}
        </div>
      </div>
    </div>
  );
}

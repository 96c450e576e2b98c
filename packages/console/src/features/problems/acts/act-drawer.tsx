import { getProblem, listProblems, problemShapes } from '@shoutian/domain/api';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts.ts';
import {
  FormDrawer,
  type FormError,
  MissingButton,
  type MissingItem,
  MissingList,
  Notice,
} from '../../../kit/index.ts';
import { actTexts } from '../texts-acts.ts';

/** Answers that an act on a problem makes stale. */
export const touched = [getProblem, listProblems, problemShapes];

export interface ActDrawerProps {
  title: string;
  /** What follows from it, before the fields. */
  text?: string;
  verb: string;
  /** Inputs that are still empty. */
  gaps: readonly (string | false)[];
  /** What the thing itself still lacks, by the server: the act cannot be done yet. */
  blocked?: readonly MissingItem[];
  errors?: readonly FormError[];
  busy: boolean;
  dirty: boolean;
  danger?: boolean;
  actions?: ReactNode;
  onAct: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** One act in a drawer: what it does, its fields, and a button that names what is missing. */
export function ActDrawer(props: ActDrawerProps) {
  const { gaps, blocked = [], onAct, busy } = props;
  const t = useTexts(actTexts);
  const missing: MissingItem[] = [
    ...blocked,
    ...gaps.filter((gap): gap is string => gap !== false).map((gap) => ({ code: gap, message: gap })),
  ];
  return (
    <FormDrawer
      open
      title={props.title}
      dirty={props.dirty}
      onClose={props.onClose}
      errors={props.errors ?? []}
      onSubmit={() => missing.length === 0 && !busy && onAct()}
      {...(props.actions === undefined ? {} : { actions: props.actions })}
      submit={
        <MissingButton
          verb={props.verb}
          primary
          busy={busy}
          danger={props.danger ?? false}
          missing={missing}
          onAct={onAct}
        />
      }
      notice={
        <>
          {props.text !== undefined && <p className="st-second st-act-text">{props.text}</p>}
          {blocked.length > 0 && (
            <Notice tone="red" title={t('blockedBy')}>
              <MissingList items={blocked} />
            </Notice>
          )}
        </>
      }
      sections={[{ key: 'act', title: props.title, mark: 'grey', body: props.children }]}
    />
  );
}

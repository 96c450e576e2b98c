import { Button, Drawer } from 'antd';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { KeyCaps } from '../act/key-help.tsx';
import { useKeys } from '../act/use-keys.ts';
import { Icon } from '../marks/icon.tsx';
import { StateMark } from '../marks/state-mark.tsx';
import type { Tone } from '../marks/state-table.ts';
import { kitTexts } from '../texts.ts';
import { useBreadth } from '../use-media.ts';
import { ErrorSummary, type FormError } from './error-summary.tsx';
import type { Autosave } from './use-autosave.ts';
import { useLeaveGuard } from './use-leave-guard.tsx';
import './form.css';

export interface FormSection {
  key: string;
  title: string;
  /** ok complete, red something to correct, amber a warning, grey not started. */
  mark: Extract<Tone, 'ok' | 'red' | 'amber' | 'grey'>;
  body: ReactNode;
}

export interface FormDrawerProps {
  open: boolean;
  title: string;
  tags?: ReactNode;
  /** 「v6 · 赵戊 09:12 暂存」 */
  note?: ReactNode;
  sections: readonly FormSection[];
  errors?: readonly FormError[];
  /** Unsaved input: leaving asks. */
  dirty: boolean;
  onClose: () => void;
  /** Draft saving; Ctrl S and the leave question use it. */
  autosave?: Autosave;
  /** The primary act, usually a MissingButton; Ctrl Enter calls `onSubmit`. */
  submit: ReactNode;
  onSubmit?: () => void;
  /** Buttons before it. */
  actions?: ReactNode;
  /** Head buttons: 历史. */
  head?: ReactNode;
  notice?: ReactNode;
}

function SaveWords({ autosave }: { autosave: Autosave }) {
  const t = useTexts(kitTexts);
  const words = {
    clean: t('autosave'),
    dirty: t('autosave'),
    saving: t('saving'),
    failed: t('saveFailed'),
    saved: t('savedAt', { time: autosave.at ?? '' }),
  };
  return (
    <span
      className={autosave.state === 'failed' ? 'st-tone-red' : 'st-note'}
      aria-live={autosave.state === 'failed' ? 'assertive' : 'polite'}
    >
      {words[autosave.state]}
    </span>
  );
}

/** One record's form at the right: section rail with marks, errors first, sticky foot. A full page below 1200 px. */
export function FormDrawer(props: FormDrawerProps) {
  const { open, sections, errors = [], dirty, onClose, autosave, onSubmit } = props;
  const t = useTexts(kitTexts);
  const breadth = useBreadth();
  const full = breadth !== 'normal' && breadth !== 'wide';
  const body = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(sections[0]?.key);
  const ask = useLeaveGuard(open && dirty, autosave?.saveNow);
  const close = async () => {
    if (!dirty || (await ask())) onClose();
  };
  const saveLabel = t('saveDraft');
  useKeys(
    useMemo(
      () => [
        { keys: 'mod+s', label: saveLabel, when: open && autosave !== undefined, run: () => void autosave?.saveNow() },
        { keys: 'mod+Enter', when: open && onSubmit !== undefined, run: () => onSubmit?.() },
      ],
      [open, autosave, onSubmit, saveLabel],
    ),
  );
  const goTo = (key: string) => {
    setAt(key);
    body.current?.querySelector(`[data-section="${CSS.escape(key)}"]`)?.scrollIntoView({ block: 'start' });
  };
  const onScroll = () => {
    const top = body.current?.getBoundingClientRect().top ?? 0;
    const parts = [...(body.current?.querySelectorAll<HTMLElement>('[data-section]') ?? [])];
    const current = parts.findLast((part) => part.getBoundingClientRect().top - top < 48)?.dataset['section'];
    if (current !== undefined) setAt(current);
  };
  return (
    <Drawer
      open={open}
      onClose={() => void close()}
      closable={false}
      // The list stays in sight and in reach: ↑↓ there changes the record shown here.
      mask={full}
      rootStyle={full ? {} : { top: 52 }}
      destroyOnHidden
      size={full ? '100%' : 752}
      classNames={{ body: 'st-form-body', footer: 'st-form-foot', header: 'st-form-head' }}
      title={
        <div className="st-row st-wrap">
          <span className="st-form-title">{props.title}</span>
          {props.tags}
          <span className="st-note">{props.note}</span>
          <span className="st-row st-end">
            {props.head}
            <Button type="text" aria-label={t('close')} icon={<Icon name="close" />} onClick={() => void close()} />
          </span>
        </div>
      }
      footer={
        <>
          <div className="st-row st-grow st-wrap st-note st-form-hints">
            {autosave && <SaveWords autosave={autosave} />}
            {!full && (
              <>
                {autosave && (
                  <>
                    <KeyCaps keys="mod+S" /> {t('saveDraft')}
                  </>
                )}
                <KeyCaps keys="Escape" /> {t('asksBeforeClose')}
              </>
            )}
          </div>
          {autosave && <Button onClick={() => void autosave.saveNow()}>{t('saveDraft')}</Button>}
          {props.actions}
          {props.submit}
        </>
      }
    >
      {sections.length > 1 && (
        <nav className="st-form-rail" aria-label={props.title}>
          {sections.map((section) => (
            <button
              key={section.key}
              type="button"
              className={section.key === at ? 'st-rail-on' : undefined}
              aria-current={section.key === at ? 'true' : undefined}
              onClick={() => goTo(section.key)}
            >
              <span>{section.title}</span>
              <StateMark tone={section.mark} />
            </button>
          ))}
        </nav>
      )}
      <div className="st-form-sections" ref={body} onScroll={onScroll}>
        {props.notice}
        <ErrorSummary errors={errors} />
        {sections.map((section) => (
          <section key={section.key} data-section={section.key}>
            {sections.length > 1 && <h3 className="st-form-h">{section.title}</h3>}
            {section.body}
          </section>
        ))}
      </div>
    </Drawer>
  );
}

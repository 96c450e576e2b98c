import { listRules, type RuleView, setRule } from '@shoutian/domain/api';
import { complaintsOf, type RuleKey, ruleDefinitions, shapeOf } from '@shoutian/domain/rules';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useAct, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Field, FieldGrid, FormDrawer, Go, MissingButton } from '../../kit/index.ts';
import { RuleInput, useWrong } from './rule-form/rule-input.tsx';
import { ruleWords } from './rule-words.ts';
import { settingsTexts } from './texts.ts';
import './settings.css';

const isKey = (key: string): key is RuleKey => Object.hasOwn(ruleDefinitions, key);

/** A new version of one rule; the old one stays for the days it was valid. */
export function RuleDrawer({ rule, onClose }: { rule: RuleView; onClose: () => void }) {
  // A rule that this page does not know yet, or that has a page of its own, is not changed here.
  if (!isKey(rule.key) || rule.key === 'calendar') return <Elsewhere rule={rule} onClose={onClose} />;
  return <Editor rule={rule} ruleKey={rule.key} onClose={onClose} />;
}

function Elsewhere({ rule, onClose }: { rule: RuleView; onClose: () => void }) {
  const t = useTexts(settingsTexts);
  const language = useLanguage();
  return (
    <FormDrawer
      open
      onClose={onClose}
      title={rule[language]}
      dirty={false}
      onSubmit={onClose}
      submit={<Button onClick={onClose}>{t('back')}</Button>}
      sections={[
        {
          key: 'value',
          title: rule[language],
          mark: 'ok',
          body: rule.key === 'calendar' ? <Go to="/settings/calendar">{t('toCalendar')}</Go> : <p>{t('newerRule')}</p>,
        },
      ]}
    />
  );
}

function Editor({ rule, ruleKey, onClose }: { rule: RuleView; ruleKey: RuleKey; onClose: () => void }) {
  const t = useTexts(settingsTexts);
  const language = useLanguage();
  const today = useToday();
  const [value, setValue] = useState<unknown>(rule.value);
  const [validFrom, setValidFrom] = useState<string>(today);
  const [sourceDoc, setSourceDoc] = useState(rule.own ? rule.source : '');
  const [confirmed, setConfirmed] = useState(rule.status === 'confirmed');
  const [dirty, setDirty] = useState(false);
  const save = useAct(setRule, { invalidate: [listRules], done: t('saved'), onDone: onClose });
  const wrong = useWrong(ruleKey, value);
  const complaints = complaintsOf(ruleKey, value);
  const touched =
    <T,>(set: (next: T) => void) =>
    (next: T) => {
      set(next);
      setDirty(true);
    };
  const missing = [
    ...(complaints.length > 0 ? [{ code: 'value', message: t('valueGaps', { n: complaints.length }) }] : []),
    ...(confirmed && sourceDoc.trim() === '' ? [{ code: 'sourceDoc', message: t('missingSource') }] : []),
  ];
  const submit = () => {
    if (missing.length === 0) save.mutate({ body: { key: rule.key, value, validFrom, sourceDoc, confirmed } });
  };
  const { shipped } = ruleDefinitions[ruleKey];
  const words = (of: unknown) => (of === null ? t('unset') : ruleWords(ruleKey, of, language));
  return (
    <FormDrawer
      open
      onClose={onClose}
      title={t('changeTitle', { name: rule[language] })}
      dirty={dirty}
      onSubmit={submit}
      submit={<MissingButton verb={t('save')} primary missing={missing} busy={save.isPending} onAct={submit} />}
      sections={[
        {
          key: 'value',
          title: t('newValue'),
          mark: complaints.length === 0 ? 'ok' : 'red',
          body: (
            <div className="st-col st-rule-form">
              <RuleInput
                field={ruleKey}
                at=""
                shape={shapeOf(ruleKey)}
                value={value}
                wrong={wrong}
                onChange={touched(setValue)}
              />
              {wrong('') !== undefined && <div className="st-tone-red">{wrong('')}</div>}
              <div className="st-second" aria-live="polite">
                {complaints.length === 0 && t('valueReads', { words: words(value) })}{' '}
                {JSON.stringify(value) !== JSON.stringify(shipped) && (
                  <button type="button" className="st-link" onClick={() => touched(setValue)(shipped as unknown)}>
                    {t('toShipped', { words: words(shipped) })}
                  </button>
                )}
              </div>
            </div>
          ),
        },
        {
          key: 'source',
          title: t('source'),
          mark: confirmed && sourceDoc.trim() === '' ? 'red' : 'ok',
          body: (
            <FieldGrid>
              <Field name="validFrom" label={t('validFrom')} required>
                <Input type="date" value={validFrom} onChange={(event) => touched(setValidFrom)(event.target.value)} />
              </Field>
              <Field name="sourceDoc" label={t('sourceDoc')} required={confirmed} help={t('sourceHelp')}>
                <Input value={sourceDoc} onChange={(event) => touched(setSourceDoc)(event.target.value)} />
              </Field>
              <Checkbox checked={confirmed} onChange={(event) => touched(setConfirmed)(event.target.checked)}>
                {t('confirmed')}
              </Checkbox>
            </FieldGrid>
          ),
        },
      ]}
    />
  );
}

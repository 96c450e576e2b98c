import { listRules, type RuleView, setRule } from '@shoutian/domain/api';
import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useAct, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { i18next } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Field, FieldGrid, FormDrawer, MissingButton } from '../../kit/index.ts';
import { readValue } from './rule-value.ts';
import { ruleWords } from './rule-words.ts';
import { settingsTexts } from './texts.ts';

/** A new version of one rule; the old one stays for the days it was valid. */
export function RuleDrawer({ rule, onClose }: { rule: RuleView; onClose: () => void }) {
  const t = useTexts(settingsTexts);
  const language = useLanguage();
  const today = useToday();
  const [text, setText] = useState(JSON.stringify(rule.value, null, 1));
  const [validFrom, setValidFrom] = useState<string>(today);
  const [sourceDoc, setSourceDoc] = useState(rule.own ? rule.source : '');
  const [confirmed, setConfirmed] = useState(rule.status === 'confirmed');
  const [dirty, setDirty] = useState(false);
  const save = useAct(setRule, { invalidate: [listRules], done: t('saved'), onDone: onClose });
  const read = readValue(rule.key, text);
  const touched =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setDirty(true);
    };
  const missing = [
    ...('why' in read ? [{ code: 'value', message: t('notJson', { why: read.why }) }] : []),
    ...(confirmed && sourceDoc.trim() === '' ? [{ code: 'sourceDoc', message: t('missingSource') }] : []),
  ];
  const submit = () => {
    if ('value' in read) save.mutate({ body: { key: rule.key, value: read.value, validFrom, sourceDoc, confirmed } });
  };
  return (
    <FormDrawer
      open
      onClose={onClose}
      title={t('changeTitle', { name: i18next.language === 'en' ? rule.en : rule.zh })}
      dirty={dirty}
      onSubmit={submit}
      submit={<MissingButton verb={t('save')} primary missing={missing} busy={save.isPending} onAct={submit} />}
      sections={[
        {
          key: 'value',
          title: t('newValue'),
          mark: missing.length === 0 ? 'ok' : 'red',
          body: (
            <FieldGrid>
              <Field
                name="value"
                label={t('newValue')}
                required
                wide
                help={
                  'value' in read && read.value !== null
                    ? `${t('valueReads', { words: ruleWords(rule.key, read.value, language) })}${t('valueHelp')}`
                    : t('valueHelp')
                }
                error={'why' in read ? t('notJson', { why: read.why }) : undefined}
              >
                <Input.TextArea
                  value={text}
                  autoSize={{ minRows: 3, maxRows: 14 }}
                  onChange={(event) => touched(setText)(event.target.value)}
                />
              </Field>
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

import { type PackBody, type PackView, savePack } from '@shoutian/domain/api';
import { rectifyMethods } from '@shoutian/domain/dictionaries';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useAct } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Field, FieldGrid, StateMark } from '../../kit/index.ts';
import { PartRows } from './part-rows.tsx';
import { RecultivationFields } from './recultivation-fields.tsx';
import { afterAct } from './stale.ts';
import { writeOffTexts } from './texts.ts';

const bodyOf = ({ method, parts, recultivation, penalty, caseNote, caseState }: PackView): PackBody => ({
  method,
  parts,
  recultivation,
  penalty,
  caseNote,
  caseState,
});

/** 整改证据: what became of the ground, in figures and words; photos are added on the problem itself. */
export function PackForm({ pack }: { pack: PackView }) {
  const t = useTexts(writeOffTexts);
  const language = useLanguage();
  const [body, setBody] = useState(() => bodyOf(pack));
  const change = (part: Partial<PackBody>) => setBody((old) => ({ ...old, ...part }));
  const save = useAct(savePack, { invalidate: afterAct, done: t('saved') });
  const may = pack.abilities.includes('problem.recordEvidence');
  const demolishes = rectifyMethods.get(body.method).demolishes;
  return (
    <Card
      title={t('packTitle')}
      extra={
        <Button
          type="primary"
          size="small"
          disabled={!may}
          loading={save.isPending}
          onClick={() =>
            save.mutate({ params: { id: pack.problemId }, body: { ...body, rowVersion: pack.rowVersion } })
          }
        >
          {t('savePack')}
        </Button>
      }
    >
      <fieldset disabled={!may} className="st-col">
        <Field name="method" label={t('method')} required>
          <Select
            value={body.method}
            options={rectifyMethods.entries.map((one) => ({ value: one.code, label: one[language] }))}
            onChange={(method) => change({ method })}
          />
        </Field>
        <PartRows parts={body.parts} proposed={pack.proposedParts} onChange={(parts) => change({ parts })} />
        {demolishes && (
          <RecultivationFields value={body.recultivation} onChange={(recultivation) => change({ recultivation })} />
        )}
        <FieldGrid>
          <Field name="penalty" label={t('penalty')}>
            <Select
              {...(body.penalty === null ? {} : { value: body.penalty.applicable ? 'yes' : 'no' })}
              options={[
                { value: 'no', label: t('penaltyNone') },
                { value: 'yes', label: t('penaltyDone') },
              ]}
              onChange={(value: string) =>
                change({ penalty: { applicable: value === 'yes', note: body.penalty?.note ?? '' } })
              }
            />
          </Field>
          <Field name="penaltyNote" label={`${t('penalty')} ${t('remark')}`}>
            <Input
              value={body.penalty?.note ?? ''}
              disabled={body.penalty === null}
              onChange={(event) => body.penalty && change({ penalty: { ...body.penalty, note: event.target.value } })}
            />
          </Field>
          <Field name="caseState" label={t('caseNote')}>
            <Select
              value={body.caseState}
              options={[
                { value: 'none', label: t('caseNone') },
                { value: 'open', label: t('caseOpen') },
                { value: 'closed', label: t('caseClosed') },
              ]}
              onChange={(caseState) => change({ caseState })}
            />
          </Field>
          <Field name="caseNote" label={`${t('caseNote')} ${t('remark')}`} help={t('caseHelp')}>
            <Input
              value={body.caseNote ?? ''}
              onChange={(event) => change({ caseNote: event.target.value === '' ? null : event.target.value })}
            />
          </Field>
        </FieldGrid>
      </fieldset>
      <h3 className="st-strong st-writeoff-required">{t('required')}</h3>
      <ul className="st-writeoff-lines">
        {pack.required.map((one) => (
          <li key={one.code} className="st-row">
            <StateMark tone={one.done ? 'ok' : one.blocks ? 'red' : 'amber'} size={12} />
            {language === 'en' ? one.messageEn : one.message}
          </li>
        ))}
      </ul>
    </Card>
  );
}

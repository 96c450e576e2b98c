import {
  concludeSiteCheck,
  getSiteCheck,
  listSiteChecks,
  reopenSiteCheck,
  type SiteCheckDetail,
} from '@shoutian/domain/api';
import { conclusionGaps } from '@shoutian/domain/site';
import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useAct } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Field, FieldGrid, MissingButton } from '../../kit/index.ts';
import { siteTexts } from './texts.ts';

const stale = { invalidate: [getSiteCheck, listSiteChecks] };

/** Chooses an alternative; what the choice must be explained by is asked for as it is made. */
export function ConcludeForm({ site, onClose }: { site: SiteCheckDetail; onClose: () => void }) {
  const t = useTexts(siteTexts);
  const language = useLanguage();
  const [optionId, setOptionId] = useState(site.leastId ?? site.options[0]?.id ?? '');
  const [told, setTold] = useState({ opinion: '', pbfReason: '', pbfReplacement: '', moreReason: '' });
  const act = useAct(concludeSiteCheck, { ...stale, done: t('concludeDone'), onDone: onClose });
  const chosen = site.options.findIndex(({ id }) => id === optionId);
  const figures = site.options.map(({ result }) => result);
  const gaps = chosen < 0 ? [] : conclusionGaps(figures, chosen, told);
  // Asked with nothing told, the table says which reasons this choice needs at all.
  const asked = new Set(
    chosen < 0
      ? []
      : conclusionGaps(figures, chosen, { pbfReason: '', pbfReplacement: '', moreReason: '' }).map(({ code }) => code),
  );
  const missing = [
    ...gaps.map((gap) => ({ code: gap.code, message: gap[language] })),
    ...(told.opinion.trim().length < 2 ? [{ code: 'opinion', message: t('needOpinion') }] : []),
  ];
  const area = (key: keyof typeof told, hint?: string) => (
    <Field name={key} label={t(key)} required wide>
      <Input.TextArea
        rows={2}
        maxLength={key === 'pbfReplacement' ? 200 : 500}
        value={told[key]}
        placeholder={hint ?? ''}
        onChange={(event) => setTold({ ...told, [key]: event.target.value })}
      />
    </Field>
  );
  return (
    <Modal
      open
      width={640}
      title={t('conclude')}
      onCancel={onClose}
      footer={
        <MissingButton
          primary
          verb={t('concludeVerb', { name: site.options[chosen]?.label ?? '' })}
          missing={missing}
          busy={act.isPending}
          onAct={() =>
            act.mutate({ params: { id: site.id }, body: { optionId, ...told, rowVersion: site.rowVersion } })
          }
        />
      }
    >
      <FieldGrid>
        <Field name="optionId" label={t('options')} required wide>
          <Radio.Group
            value={optionId}
            options={site.options.map(({ id, label }) => ({
              value: id,
              label: id === site.leastId ? `${label}（${t('least')}）` : label,
            }))}
            onChange={(event) => setOptionId(String(event.target.value))}
          />
        </Field>
        {area('opinion', t('opinionHint'))}
        {asked.has('pbfReason') && area('pbfReason')}
        {asked.has('pbfReplacement') && area('pbfReplacement')}
        {asked.has('moreReason') && area('moreReason')}
      </FieldGrid>
    </Modal>
  );
}

/** Opens a concluded check again, with a reason. */
export function ReopenForm({ site, onClose }: { site: SiteCheckDetail; onClose: () => void }) {
  const t = useTexts(siteTexts);
  const [reason, setReason] = useState('');
  const act = useAct(reopenSiteCheck, { ...stale, done: t('reopened'), onDone: onClose });
  const missing = reason.trim().length < 2 ? [{ code: 'reason', message: t('reason') }] : [];
  return (
    <Modal
      open
      title={t('reopen')}
      onCancel={onClose}
      footer={
        <MissingButton
          primary
          verb={t('reopen')}
          missing={missing}
          busy={act.isPending}
          onAct={() => act.mutate({ params: { id: site.id }, body: { reason, rowVersion: site.rowVersion } })}
        />
      }
    >
      <p className="st-second">{t('reopenText')}</p>
      <Field name="reason" label={t('reason')} required>
        <Input.TextArea rows={2} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Modal>
  );
}

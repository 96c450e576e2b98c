import { getProblem, type ProblemDetail, revealParty } from '@shoutian/domain/api';
import { Input } from 'antd';
import { useState } from 'react';
import { useAct } from '../../../app/index.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Facts, Field } from '../../../kit/index.ts';
import { detailTexts } from '../texts-detail.ts';
import { ActDrawer } from './act-drawer.tsx';

/** The party's full name and phone: shown once, after a reason that stays in the history. */
export function RevealAct({ problem, onClose }: { problem: ProblemDetail; onClose: () => void }) {
  const t = useTexts(detailTexts);
  const [reason, setReason] = useState('');
  const act = useAct(revealParty, { invalidate: [getProblem] });
  return (
    <ActDrawer
      title={t('revealTitle')}
      text={t('revealHelp')}
      verb={t('revealVerb')}
      gaps={[reason.trim().length < 2 && t('revealWhy')]}
      busy={act.isPending}
      dirty={false}
      onClose={onClose}
      onAct={() => act.mutate({ params: { id: problem.id }, body: { reason: reason.trim() } })}
    >
      {act.data === undefined ? (
        <Field name="reason" label={t('revealWhy')} required wide>
          <Input.TextArea rows={3} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      ) : (
        <Facts
          facts={[
            { label: t('party'), value: act.data.partyName },
            { label: t('phone'), value: act.data.partyPhone ?? t('noPhone') },
          ]}
        />
      )}
    </ActDrawer>
  );
}

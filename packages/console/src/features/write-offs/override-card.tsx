import { overrideGuard, type WriteOffDetail } from '@shoutian/domain/api';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useAct } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Field, MissingButton } from '../../kit/index.ts';
import { FilePick } from './file-pick.tsx';
import { afterAct } from './stale.ts';
import { writeOffTexts } from './texts.ts';

/** 条件放行: one guard at a time, by the county, with reason and document. */
export function OverrideCard({ writeOff }: { writeOff: WriteOffDetail }) {
  const t = useTexts(writeOffTexts);
  const language = useLanguage();
  const [guard, setGuard] = useState<WriteOffDetail['guards'][number] | null>(null);
  const open = writeOff.abilities.includes('problem.overrideGuard')
    ? writeOff.guards.filter((one) => one.status === 'missing' && one.override === null)
    : [];
  return (
    <Card title={t('override')} extra={t('countyOnly')}>
      <p className="st-second">{t('overrideText')}</p>
      {open.map((one) => (
        <Button key={one.id} size="small" block onClick={() => setGuard(one)}>
          {t('overrideDo', { title: language === 'en' ? one.titleEn : one.title })}
        </Button>
      ))}
      {guard !== null && <OverrideForm writeOffId={writeOff.id} guard={guard} onClose={() => setGuard(null)} />}
    </Card>
  );
}

function OverrideForm({
  writeOffId,
  guard,
  onClose,
}: {
  writeOffId: string;
  guard: WriteOffDetail['guards'][number];
  onClose: () => void;
}) {
  const t = useTexts(writeOffTexts);
  const language = useLanguage();
  const [reason, setReason] = useState('');
  const [docNo, setDocNo] = useState('');
  const [file, setFile] = useState<string | null>(null);
  const act = useAct(overrideGuard, { invalidate: afterAct, done: t('done'), onDone: onClose });
  const missing = [
    ...(reason.trim().length < 4 ? [{ code: 'reason', message: t('reasonMissing') }] : []),
    ...(file === null ? [{ code: 'file', message: t('docMissing') }] : []),
  ];
  const submit = () => {
    if (file !== null)
      act.mutate({ params: { id: writeOffId, guard: guard.id }, body: { reason, docNo, documentUploadId: file } });
  };
  return (
    <Modal
      open
      onCancel={onClose}
      title={t('overrideDo', { title: language === 'en' ? guard.titleEn : guard.title })}
      footer={<MissingButton verb={t('overrideVerb')} danger missing={missing} busy={act.isPending} onAct={submit} />}
    >
      <Field name="overrideReason" label={t('overrideReason')} required>
        <Input.TextArea rows={3} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <Field name="overrideDoc" label={t('overrideDoc')}>
        <Input value={docNo} onChange={(event) => setDocNo(event.target.value)} />
      </Field>
      <Field name="overrideFile" label={t('overrideFile')} required>
        <FilePick purpose="document" accept=".pdf,.jpg,.jpeg,.png" onReady={setFile} />
      </Field>
    </Modal>
  );
}

import { addApproval, type PackView } from '@shoutian/domain/api';
import { formatPercent } from '@shoutian/domain/format';
import { Button, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useAct } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, type Column, DataTable, Field, FieldGrid, MissingButton, StateTag } from '../../kit/index.ts';
import { FilePick } from './file-pick.tsx';
import { afterAct } from './stale.ts';
import { writeOffTexts } from './texts.ts';

type Doc = PackView['approvals'][number];
const LEVELS = ['state', 'province', 'city', 'county', 'town'] as const;

/** 批文入库: documents with their polygons, and how much of the problem they cover. */
export function ApprovalsCard({ pack }: { pack: PackView }) {
  const t = useTexts(writeOffTexts);
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const columns: readonly Column<Doc>[] = [
    { key: 'docNo', title: t('docNo'), heading: true, cell: (row) => row.docNo },
    { key: 'authority', title: t('authority'), cut: true, cell: (row) => row.authority },
    { key: 'approvedOn', title: t('approvedOn'), cell: (row) => row.approvedOn },
    {
      key: 'cover',
      title: t('cover'),
      number: true,
      cell: (row) => (row.coverRatio === null ? t('noPolygon') : formatPercent(row.coverRatio)),
    },
    {
      key: 'remarks',
      title: '',
      cell: (row) =>
        row.remarks
          .filter((one) => one.level !== 'ok')
          .map((one) => (
            <StateTag key={one.id} tone="amber">
              {language === 'en' ? one.reasonEn : one.reason}
            </StateTag>
          )),
    },
  ];
  return (
    <Card
      title={t('approvals')}
      extra={
        <Button
          size="small"
          disabled={!pack.abilities.includes('problem.recordEvidence')}
          onClick={() => setOpen(true)}
        >
          {t('addApproval')}
        </Button>
      }
      flush
    >
      {pack.approvals.length === 0 ? (
        <p className="st-note st-reasons-note">{t('approvalsNone')}</p>
      ) : (
        <DataTable<Doc> caption={t('approvals')} columns={columns} rows={pack.approvals} rowKey={(row) => row.id} />
      )}
      {open && <ApprovalForm problemId={pack.problemId} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function ApprovalForm({ problemId, onClose }: { problemId: string; onClose: () => void }) {
  const t = useTexts(writeOffTexts);
  const [draft, setDraft] = useState({
    docNo: '',
    authority: '',
    authorityLevel: 'county' as (typeof LEVELS)[number],
    approvedOn: '',
    purpose: '',
  });
  const [area, setArea] = useState<number | null>(null);
  const [files, setFiles] = useState<{ polygonUploadId?: string; scanUploadId?: string }>({});
  const act = useAct(addApproval, { invalidate: afterAct, done: t('saved'), onDone: onClose });
  const missing = (['docNo', 'authority', 'approvedOn'] as const)
    .filter((key) => draft[key].trim().length < 2)
    .map((key) => ({ code: key, message: t(key) }));
  const text = (key: 'docNo' | 'authority' | 'purpose', required = false) => (
    <Field name={key} label={t(key)} required={required}>
      <Input value={draft[key]} onChange={(event) => setDraft({ ...draft, [key]: event.target.value })} />
    </Field>
  );
  return (
    <Modal
      open
      width={640}
      title={t('addApproval')}
      onCancel={onClose}
      footer={
        <MissingButton
          verb={t('addApproval')}
          primary
          missing={missing}
          busy={act.isPending}
          onAct={() => act.mutate({ params: { id: problemId }, body: { ...draft, approvedM2: area, ...files } })}
        />
      }
    >
      <FieldGrid>
        {text('docNo', true)}
        {text('authority', true)}
        <Field name="level" label={t('level')} required>
          <Select
            value={draft.authorityLevel}
            options={LEVELS.map((level) => ({ value: level, label: t(`state_${level}`) }))}
            onChange={(authorityLevel) => setDraft({ ...draft, authorityLevel })}
          />
        </Field>
        <Field name="approvedOn" label={t('approvedOn')} required>
          <Input
            type="date"
            value={draft.approvedOn}
            onChange={(event) => setDraft({ ...draft, approvedOn: event.target.value })}
          />
        </Field>
        <Field name="approvedArea" label={t('approvedArea')}>
          <InputNumber min={0} value={area} onChange={setArea} />
        </Field>
        {text('purpose')}
        <Field name="polygon" label={t('polygon')} wide>
          <FilePick
            purpose="geofile"
            accept=".zip,.geojson,.json,.gpkg,.txt"
            onReady={(polygonUploadId) => setFiles((old) => ({ ...old, polygonUploadId }))}
          />
        </Field>
        <Field name="scan" label={t('scan')} wide>
          <FilePick
            purpose="document"
            accept=".pdf,.jpg,.jpeg,.png"
            onReady={(scanUploadId) => setFiles((old) => ({ ...old, scanUploadId }))}
          />
        </Field>
      </FieldGrid>
    </Modal>
  );
}

import {
  closeWithoutAction,
  listProblems,
  mergeProblem,
  type ProblemDetail,
  restoreProblem,
  resumeProblem,
  suspendProblem,
  transferProblem,
} from '@shoutian/domain/api';
import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { formErrors, useAct, useEndpoint } from '../../../app/index.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Field, FieldGrid, FileDrop, type FormError, type MissingItem, type SentFile } from '../../../kit/index.ts';
import { actTexts } from '../texts-acts.ts';
import { ActDrawer, touched } from './act-drawer.tsx';

/** Acts that end or pause a problem: each with a reason, most with a paper. */
export type PaperKind = 'suspend' | 'resume' | 'noAction' | 'transfer' | 'merge' | 'restore';

export interface PaperActProps {
  kind: PaperKind;
  problem: ProblemDetail;
  blocked: readonly MissingItem[];
  onClose: () => void;
}

const withDocument: readonly PaperKind[] = ['suspend', 'noAction', 'transfer'];

/** Finds the problem to join to: by number or words, never itself and never one that is joined already. */
function ProblemPicker(props: { own: string; value: string | null; onChange: (id: string) => void; id?: string }) {
  const t = useTexts(actTexts);
  const [q, setQ] = useState('');
  const found = useEndpoint(listProblems, { query: { q, pageSize: 20 } }, { enabled: q.trim().length > 1, keep: true });
  return (
    <Select
      {...(props.id === undefined ? {} : { id: props.id })}
      showSearch
      filterOption={false}
      placeholder={t('intoHint')}
      value={props.value}
      onSearch={setQ}
      onChange={props.onChange}
      loading={found.isFetching}
      options={(found.data?.rows ?? [])
        .filter((row) => row.id !== props.own && row.state !== 'mergedInto')
        .map((row) => ({ value: row.id, label: `${row.problemNo} ${row.villageName} ${row.title}` }))}
    />
  );
}

/** One of the acts on paper; which fields it has follows from its kind. */
export function PaperAct({ kind, problem, blocked, onClose }: PaperActProps) {
  const t = useTexts(actTexts);
  const [reason, setReason] = useState('');
  const [document, setDocument] = useState('');
  const [scan, setScan] = useState<SentFile | null>(null);
  const [resumeOn, setResumeOn] = useState<string | null>(null);
  const [to, setTo] = useState('');
  const [into, setInto] = useState<string | null>(null);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const verb = t(`${kind}Verb`);
  const options = { invalidate: touched, done: t('done', { verb }), quietComplaints: true, onDone: onClose };
  const acts = {
    suspend: useAct(suspendProblem, options),
    resume: useAct(resumeProblem, options),
    noAction: useAct(closeWithoutAction, options),
    transfer: useAct(transferProblem, options),
    merge: useAct(mergeProblem, options),
    restore: useAct(restoreProblem, options),
  };
  const paper = withDocument.includes(kind);
  const gaps = [
    reason.trim().length < 2 && t('needReason'),
    paper && document.trim().length < 2 && t('needDocument'),
    kind === 'suspend' && resumeOn === null && t('needResume'),
    kind === 'transfer' && to.trim().length < 2 && t('needTo'),
    kind === 'merge' && into === null && t('needInto'),
  ];
  const act = () => {
    const params = { id: problem.id };
    const base = { rowVersion: problem.rowVersion, reason: reason.trim() };
    const withPaper = {
      ...base,
      document: document.trim(),
      ...(scan === null ? {} : { documentUploadId: scan.uploadId }),
    };
    const onError = { onError: (error: Error) => setErrors(formErrors(error)) };
    switch (kind) {
      case 'suspend':
        return acts.suspend.mutate({ params, body: { ...withPaper, resumeOn: resumeOn ?? '' } }, onError);
      case 'resume':
        return acts.resume.mutate({ params, body: base }, onError);
      case 'noAction':
        return acts.noAction.mutate({ params, body: withPaper }, onError);
      case 'transfer':
        return acts.transfer.mutate({ params, body: { ...withPaper, to: to.trim() } }, onError);
      case 'merge':
        return acts.merge.mutate({ params, body: { ...base, into: into ?? '' } }, onError);
      case 'restore':
        return acts.restore.mutate({ params, body: base }, onError);
    }
  };
  return (
    <ActDrawer
      title={`${t(kind)} ${problem.problemNo}`}
      text={t(`${kind}Text`)}
      verb={verb}
      gaps={gaps}
      blocked={blocked}
      errors={errors}
      busy={acts[kind].isPending}
      dirty={reason !== '' || document !== '' || to !== ''}
      onAct={act}
      onClose={onClose}
    >
      <FieldGrid>
        {kind === 'transfer' && (
          <Field name="to" label={t('to')} required wide>
            <Input
              maxLength={60}
              value={to}
              placeholder={t('toHint')}
              onChange={(event) => setTo(event.target.value)}
            />
          </Field>
        )}
        {kind === 'merge' && (
          <Field name="into" label={t('into')} required wide>
            <ProblemPicker own={problem.id} value={into} onChange={setInto} />
          </Field>
        )}
        <Field name="reason" label={t('reason')} required wide>
          <Input.TextArea
            rows={3}
            maxLength={300}
            showCount
            value={reason}
            placeholder={t('reasonHint')}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {kind === 'suspend' && (
          <Field name="resumeOn" label={t('resumeOn')} required>
            <DatePicker
              value={resumeOn === null ? null : dayjs(resumeOn)}
              minDate={dayjs().add(1, 'day')}
              onChange={(day) => setResumeOn(day === null ? null : day.format('YYYY-MM-DD'))}
            />
          </Field>
        )}
        {paper && (
          <Field name="document" label={t('document')} required>
            <Input
              maxLength={80}
              value={document}
              placeholder={t('documentHint')}
              onChange={(event) => setDocument(event.target.value)}
            />
          </Field>
        )}
        {paper && (
          <div className="st-field-wide">
            <span className="st-label">{t('scan')}</span>
            <FileDrop
              purpose="document"
              accept=".pdf,.jpg,.jpeg,.png"
              hint={t('scanHint')}
              single
              files={scan === null ? [] : [scan]}
              onSent={setScan}
              onRemove={() => setScan(null)}
            />
          </div>
        )}
      </FieldGrid>
    </ActDrawer>
  );
}

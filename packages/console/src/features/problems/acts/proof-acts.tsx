import {
  addPhoto,
  getPack,
  getProblem,
  listPhotos,
  listStops,
  type ProblemDetail,
  recheckStop,
  recordStop,
} from '@shoutian/domain/api';
import {
  type PhotoKind,
  type PhotoStage,
  photoKinds,
  photoStages,
  type StopMeasure,
  type StopResult,
  stopMeasures,
  stopResults,
} from '@shoutian/domain/dictionaries';
import { App, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { formErrors, useAct } from '../../../app/index.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { DictSelect, Field, FieldGrid, FileDrop, type FormError, type SentFile } from '../../../kit/index.ts';
import { actTexts } from '../texts-acts.ts';
import { ActDrawer } from './act-drawer.tsx';
import { newId } from './new-id.ts';

interface ProofProps {
  problem: ProblemDetail;
  onClose: () => void;
}

/** 补传照片: originals from a computer; their place and time are read from the files. */
export function PhotoAct({ problem, stage: first, onClose }: ProofProps & { stage?: string | undefined }) {
  const t = useTexts(actTexts);
  const { message } = App.useApp();
  const [stage, setStage] = useState<PhotoStage | null>(photoStages.find(first ?? '')?.code ?? 'after');
  const [kind, setKind] = useState<PhotoKind | null>('panorama');
  const [viewpoint, setViewpoint] = useState('');
  const [caption, setCaption] = useState('');
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const act = useAct(addPhoto, { invalidate: [listPhotos, getPack, getProblem], quietComplaints: true });
  const send = async () => {
    if (kind === null || stage === null) return;
    try {
      for (const file of files) {
        await act.mutateAsync({
          body: {
            id: newId(),
            uploadId: file.uploadId,
            subjectKind: 'problem',
            subjectId: problem.id,
            kind,
            stage,
            viewpoint: viewpoint.trim() || null,
            caption: caption.trim() || null,
            imported: true,
          },
        });
        setFiles((was) => was.filter((one) => one.uploadId !== file.uploadId));
      }
      message.success(t('photoDone', { n: files.length }));
      onClose();
    } catch (error) {
      setErrors(formErrors(error));
    }
  };
  return (
    <ActDrawer
      title={`${t('photo')} ${problem.problemNo}`}
      text={t('photoText')}
      verb={t('photoVerb', { n: files.length })}
      gaps={[files.length === 0 && t('needPhoto')]}
      errors={errors}
      busy={act.isPending}
      dirty={files.length > 0}
      onClose={onClose}
      onAct={() => void send()}
    >
      <FieldGrid>
        <Field name="stage" label={t('photoStage')} required>
          <DictSelect dictionary={photoStages} allowClear={false} value={stage} onChange={setStage} />
        </Field>
        <Field name="kind" label={t('photoKind')} required>
          <DictSelect dictionary={photoKinds} allowClear={false} value={kind} onChange={setKind} />
        </Field>
        <Field name="viewpoint" label={t('viewpoint')}>
          <Input
            maxLength={40}
            value={viewpoint}
            placeholder={t('viewpointHint')}
            onChange={(event) => setViewpoint(event.target.value)}
          />
        </Field>
        <Field name="caption" label={t('caption')}>
          <Input maxLength={100} value={caption} onChange={(event) => setCaption(event.target.value)} />
        </Field>
        <div className="st-field-wide">
          <span className="st-label">{t('photoFile')}</span>
          <FileDrop
            purpose="photo"
            accept="image/*"
            hint={t('photoHint')}
            files={files}
            onSent={(file) => setFiles((was) => [...was, file])}
            onRemove={(id) => setFiles((was) => was.filter((one) => one.uploadId !== id))}
          />
        </div>
      </FieldGrid>
    </ActDrawer>
  );
}

/** 登记制止. */
export function StopAct({ problem, onClose }: ProofProps) {
  const t = useTexts(actTexts);
  const [kind, setKind] = useState<StopMeasure | null>(null);
  const [takenAt, setTakenAt] = useState(dayjs());
  const [content, setContent] = useState('');
  const [lawBasis, setLawBasis] = useState('');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const act = useAct(recordStop, {
    invalidate: [listStops, getProblem],
    quietComplaints: true,
    done: t('done', { verb: t('stopVerb') }),
    onDone: onClose,
  });
  return (
    <ActDrawer
      title={`${t('stop')} ${problem.problemNo}`}
      text={t('stopText')}
      verb={t('stopVerb')}
      gaps={[kind === null && t('needKindStop')]}
      errors={errors}
      busy={act.isPending}
      dirty={content !== ''}
      onClose={onClose}
      onAct={() =>
        act.mutate(
          {
            body: {
              id: newId(),
              subjectKind: 'problem',
              subjectId: problem.id,
              kind: kind ?? 'oral',
              takenAt: takenAt.toISOString(),
              content: content.trim(),
              lawBasis: lawBasis.trim(),
            },
          },
          { onError: (error) => setErrors(formErrors(error)) },
        )
      }
    >
      <FieldGrid>
        <Field name="kind" label={t('stopKind')} required>
          <DictSelect dictionary={stopMeasures} value={kind} onChange={setKind} />
        </Field>
        <Field name="takenAt" label={t('stopAt')} required>
          <DatePicker
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            allowClear={false}
            value={takenAt}
            maxDate={dayjs()}
            onChange={(at) => at !== null && setTakenAt(at)}
          />
        </Field>
        <Field name="content" label={t('stopContent')} wide>
          <Input.TextArea
            rows={3}
            maxLength={500}
            value={content}
            onChange={(event) => setContent(event.target.value)}
          />
        </Field>
        <Field name="lawBasis" label={t('lawBasis')} wide>
          <Input maxLength={200} value={lawBasis} onChange={(event) => setLawBasis(event.target.value)} />
        </Field>
      </FieldGrid>
    </ActDrawer>
  );
}

/** 复查制止效果. */
export function RecheckAct({ problem, stopId, onClose }: ProofProps & { stopId: string }) {
  const t = useTexts(actTexts);
  const [result, setResult] = useState<StopResult | null>(null);
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const act = useAct(recheckStop, {
    invalidate: [listStops, getProblem],
    quietComplaints: true,
    done: t('done', { verb: t('recheckVerb') }),
    onDone: onClose,
  });
  return (
    <ActDrawer
      title={`${t('recheck')} ${problem.problemNo}`}
      verb={t('recheckVerb')}
      gaps={[result === null && t('needResult')]}
      errors={errors}
      busy={act.isPending}
      dirty={note !== ''}
      onClose={onClose}
      onAct={() =>
        act.mutate(
          { params: { id: stopId }, body: { result: result ?? 'stopped', note: note.trim() } },
          { onError: (error) => setErrors(formErrors(error)) },
        )
      }
    >
      <FieldGrid>
        <Field name="result" label={t('recheckResult')} required>
          <DictSelect dictionary={stopResults} value={result} onChange={setResult} />
        </Field>
        <Field name="note" label={t('note')} wide>
          <Input.TextArea rows={3} maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </FieldGrid>
    </ActDrawer>
  );
}

import { type ProblemDetail, recordMilestone, reportProgress } from '@shoutian/domain/api';
import { daysBetween } from '@shoutian/domain/deadlines';
import { DatePicker, Input, Radio, Slider } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { formErrors, useAct, useToday } from '../../../app/index.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Field, FieldGrid, type FormError } from '../../../kit/index.ts';
import { actTexts } from '../texts-acts.ts';
import { ActDrawer, touched } from './act-drawer.tsx';

interface StepProps {
  problem: ProblemDetail;
  /** Kind of the step to begin with. */
  step?: string | undefined;
  onClose: () => void;
}

/** 登记节点: which step was done on which day. */
export function MilestoneAct({ problem, step, onClose }: StepProps) {
  const t = useTexts(actTexts);
  const today = useToday();
  const open = problem.milestones.filter((one) => one.actualOn === null);
  const [picked, setPicked] = useState(() => (open.find((one) => one.step === step) ?? open[0])?.id ?? null);
  const [actualOn, setActualOn] = useState<string | null>(today);
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const act = useAct(recordMilestone, {
    invalidate: touched,
    quietComplaints: true,
    done: t('done', { verb: t('recordVerb') }),
    onDone: onClose,
  });
  const chosen = open.find((one) => one.id === picked);
  const late = chosen !== undefined && actualOn !== null ? daysBetween(chosen.plannedOn, actualOn) : 0;
  return (
    <ActDrawer
      title={`${t('milestone')} ${problem.problemNo}`}
      verb={t('recordVerb')}
      gaps={[picked === null && t('needStep'), actualOn === null && t('needDay')]}
      errors={errors}
      busy={act.isPending}
      dirty={note !== ''}
      onClose={onClose}
      onAct={() =>
        act.mutate(
          {
            params: { id: problem.id, milestoneId: picked ?? '' },
            body: { actualOn: actualOn ?? '', note: note.trim() },
          },
          { onError: (error) => setErrors(formErrors(error)) },
        )
      }
    >
      {open.length === 0 ? (
        <p>{t('allDone')}</p>
      ) : (
        <FieldGrid>
          <div className="st-field-wide">
            <span className="st-label">{t('whichStep')}</span>
            <Radio.Group value={picked} onChange={(event) => setPicked(String(event.target.value))}>
              <div className="st-col">
                {open.map((one) => (
                  <Radio key={one.id} value={one.id}>
                    {one.name} <span className="st-note">{one.plannedOn}</span>
                  </Radio>
                ))}
              </div>
            </Radio.Group>
          </div>
          <Field name="actualOn" label={t('actualOn')} required warning={late > 0 ? t('late', { n: late }) : undefined}>
            <DatePicker
              value={actualOn === null ? null : dayjs(actualOn)}
              maxDate={dayjs(today)}
              onChange={(day) => setActualOn(day === null ? null : day.format('YYYY-MM-DD'))}
            />
          </Field>
          <Field name="note" label={t('note')} wide>
            <Input.TextArea rows={3} maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
        </FieldGrid>
      )}
    </ActDrawer>
  );
}

/** 上报进度: per cent and what was done. */
export function ProgressAct({ problem, onClose }: StepProps) {
  const t = useTexts(actTexts);
  const [pct, setPct] = useState(problem.progressPct);
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const act = useAct(reportProgress, {
    invalidate: touched,
    quietComplaints: true,
    done: t('done', { verb: t('progressVerb') }),
    onDone: onClose,
  });
  return (
    <ActDrawer
      title={`${t('progress')} ${problem.problemNo}`}
      verb={t('progressVerb')}
      gaps={[note.trim().length < 2 && t('needProgress')]}
      errors={errors}
      busy={act.isPending}
      dirty={note !== ''}
      onClose={onClose}
      onAct={() =>
        act.mutate(
          { params: { id: problem.id }, body: { progressPct: pct, note: note.trim() } },
          { onError: (error) => setErrors(formErrors(error)) },
        )
      }
    >
      <FieldGrid>
        <div className="st-field-wide">
          <span className="st-label">
            {t('pct')} <b>{pct}%</b>
          </span>
          <Slider value={pct} step={5} onChange={setPct} ariaLabelForHandle={t('pct')} />
        </div>
        <Field name="note" label={t('progressNote')} required wide>
          <Input.TextArea rows={3} maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </FieldGrid>
    </ActDrawer>
  );
}

import { decideExtension, type ExtensionView, type ProblemDetail, requestExtension } from '@shoutian/domain/api';
import { daysBetween } from '@shoutian/domain/deadlines';
import { type ExtensionReason, extensionReasons, milestoneKinds } from '@shoutian/domain/dictionaries';
import { formatInstant } from '@shoutian/domain/format';
import { Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { formErrors, useAct, useToday } from '../../../app/index.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { useTexts } from '../../../i18n/texts.ts';
import {
  DictSelect,
  Facts,
  Field,
  FieldGrid,
  FileDrop,
  type FormError,
  type MissingItem,
  type PlannedLine,
  type SentFile,
  StateTag,
  StepList,
} from '../../../kit/index.ts';
import { actTexts } from '../texts-acts.ts';
import { ActDrawer, touched } from './act-drawer.tsx';

interface ExtensionProps {
  problem: ProblemDetail;
  blocked: readonly MissingItem[];
  onClose: () => void;
}

/** 申请延期: objective reason, proof, what is done until when; the first due day stays on record. */
export function ExtendAct({ problem, blocked, onClose }: ExtensionProps) {
  const t = useTexts(actTexts);
  const due = problem.dueOn ?? '';
  const [kind, setKind] = useState<ExtensionReason | null>(null);
  const [reason, setReason] = useState('');
  const [plan, setPlan] = useState('');
  const [toDueOn, setToDueOn] = useState<string | null>(null);
  const [steps, setSteps] = useState<readonly PlannedLine[]>(() =>
    problem.milestones.flatMap(({ step, name, plannedOn, actualOn }) => {
      const known = milestoneKinds.find(step);
      return actualOn === null && known !== undefined ? [{ step: known.code, name, plannedOn }] : [];
    }),
  );
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const act = useAct(requestExtension, {
    invalidate: touched,
    quietComplaints: true,
    done: t('done', { verb: t('extend') }),
    onDone: onClose,
  });
  return (
    <ActDrawer
      title={`${t('extend')} ${problem.problemNo}`}
      verb={t('extendVerb')}
      blocked={blocked}
      gaps={[
        kind === null && t('needKind'),
        reason.trim().length < 2 && t('needReason'),
        plan.trim().length < 2 && t('needPlan'),
        toDueOn === null && t('needTill'),
        steps.length === 0 && t('needSteps'),
        files.length === 0 && t('needEvidence'),
      ]}
      errors={errors}
      busy={act.isPending}
      dirty={reason !== '' || plan !== '' || files.length > 0}
      onClose={onClose}
      onAct={() =>
        act.mutate(
          {
            params: { id: problem.id },
            body: {
              reasonKind: kind ?? 'otherObjective',
              reason: reason.trim(),
              plan: plan.trim(),
              toDueOn: toDueOn ?? '',
              milestones: [...steps],
              evidence: files.map((file) => file.uploadId),
            },
          },
          { onError: (error) => setErrors(formErrors(error)) },
        )
      }
    >
      <FieldGrid>
        <Field name="reasonKind" label={t('extendKind')} required>
          <DictSelect dictionary={extensionReasons} value={kind} onChange={setKind} />
        </Field>
        <Field name="toDueOn" label={t('extendTo')} required help={t('extendToHelp', { due })}>
          <DatePicker
            value={toDueOn === null ? null : dayjs(toDueOn)}
            minDate={dayjs(due).add(1, 'day')}
            onChange={(day) => setToDueOn(day === null ? null : day.format('YYYY-MM-DD'))}
          />
        </Field>
        <Field name="reason" label={t('reason')} required wide>
          <Input.TextArea rows={2} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <Field name="plan" label={t('extendPlan')} required wide>
          <Input.TextArea rows={2} maxLength={500} value={plan} onChange={(event) => setPlan(event.target.value)} />
        </Field>
        <div className="st-field-wide">
          <span className="st-label">{t('extendSteps')}</span>
          <StepList steps={steps} onChange={setSteps} firstDay={toDueOn ?? due} />
        </div>
        <div className="st-field-wide">
          <span className="st-label">{t('extendEvidence')}</span>
          <FileDrop
            purpose="document"
            accept=".pdf,.jpg,.jpeg,.png"
            hint={t('extendEvidenceHint')}
            files={files}
            onSent={(file) => setFiles((was) => [...was, file])}
            onRemove={(id) => setFiles((was) => was.filter((one) => one.uploadId !== id))}
          />
        </div>
      </FieldGrid>
    </ActDrawer>
  );
}

/** One request as it was made, with what was decided about it. */
function Request({ one }: { one: ExtensionView }) {
  const t = useTexts(actTexts);
  const language = useLanguage();
  const today = useToday();
  const state = { requested: t('extRequested'), approved: t('extApproved'), refused: t('extRefused') }[one.state];
  const tone = { requested: 'blue', approved: 'ok', refused: 'grey' } as const;
  return (
    <div className="st-col st-stop">
      <div className="st-row st-wrap">
        <StateTag tone={tone[one.state]}>{state}</StateTag>
        <b>{t('fromTo', { from: one.fromDueOn, to: one.toDueOn, n: daysBetween(one.fromDueOn, one.toDueOn) })}</b>
        <span className="st-note">
          {t('asked', { name: one.requestedByName, at: formatInstant(one.requestedAt, today) })}
        </span>
      </div>
      <Facts
        facts={[
          { label: t('extendKind'), value: extensionReasons.label(one.reasonKind, language) },
          { label: t('reason'), value: one.reason },
          { label: t('extendPlan'), value: one.plan },
          { label: t('extendEvidence'), value: one.evidence.map((file) => file.fileName).join('、') },
          ...(one.decisionReason === null
            ? []
            : [{ label: t('opinion'), value: `${one.decidedByName ?? ''} ${one.decisionReason}` }]),
        ]}
      />
    </div>
  );
}

/** 审批延期: the open request, agreed to or not, with a reason. */
export function DecideAct({ problem, blocked, onClose }: ExtensionProps) {
  const t = useTexts(actTexts);
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const open = problem.extensions.find((one) => one.state === 'requested');
  const act = useAct(decideExtension, {
    invalidate: touched,
    quietComplaints: true,
    done: (answer, input) => (input.body.approve ? t('approved', { day: answer.dueOn ?? '' }) : t('refused')),
    onDone: onClose,
  });
  const decide = (approve: boolean) =>
    act.mutate(
      { params: { id: problem.id, extensionId: open?.id ?? '' }, body: { approve, reason: reason.trim() } },
      { onError: (error) => setErrors(formErrors(error)) },
    );
  const gaps = [open === undefined && t('noneAsked'), reason.trim().length < 2 && t('opinion')];
  return (
    <ActDrawer
      title={`${t('decide')} ${problem.problemNo}`}
      verb={t('approve')}
      gaps={gaps}
      blocked={blocked}
      errors={errors}
      busy={act.isPending}
      dirty={reason !== ''}
      onClose={onClose}
      actions={
        <Button disabled={gaps.some((gap) => gap !== false) || blocked.length > 0} onClick={() => decide(false)}>
          {t('refuse')}
        </Button>
      }
      onAct={() => decide(true)}
    >
      {open === undefined ? (
        <p>{t('noneAsked')}</p>
      ) : (
        <>
          <Request one={open} />
          <Field name="reason" label={t('opinion')} required wide>
            <Input.TextArea
              rows={3}
              maxLength={300}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
        </>
      )}
      {problem.extensions
        .filter((one) => one !== open)
        .map((one) => (
          <Request key={one.id} one={one} />
        ))}
    </ActDrawer>
  );
}

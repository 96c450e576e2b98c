import { ApiProblem, editProblemGround, listOverlays, type ProblemDetail } from '@shoutian/domain/api';
import { Input } from 'antd';
import { useState } from 'react';
import { formErrors, useAct } from '../../../app/index.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { AreaText, Facts, Field, type FormError } from '../../../kit/index.ts';
import { GroundField } from '../ground-field.tsx';
import type { Ground } from '../parse-ground.ts';
import { actTexts } from '../texts-acts.ts';
import { ActDrawer, touched } from './act-drawer.tsx';

/** 修改图斑: the outline is moved by its corners, drawn anew or pasted; the earlier one stays in sight and in the record. */
export function GroundAct({ problem, onClose }: { problem: ProblemDetail; onClose: () => void }) {
  const t = useTexts(actTexts);
  const first: Ground | null = problem.geometry === null ? null : { kind: 'polygon', geometry: problem.geometry };
  const [ground, setGround] = useState<Ground | null>(first);
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const act = useAct(editProblemGround, {
    invalidate: [...touched, listOverlays],
    quietComplaints: true,
    done: t('groundDone'),
    onDone: onClose,
  });
  const changed = ground?.kind === 'polygon' && JSON.stringify(ground.geometry) !== JSON.stringify(problem.geometry);
  return (
    <ActDrawer
      title={`${t(problem.geometry === null ? 'draw' : 'ground')} ${problem.problemNo}`}
      text={t('groundText')}
      verb={t('groundVerb')}
      gaps={[!changed && t('groundSame'), reason.trim().length < 2 && t('needReason')]}
      errors={errors}
      busy={act.isPending}
      dirty={changed || reason !== ''}
      onClose={onClose}
      onAct={() =>
        ground?.kind === 'polygon' &&
        act.mutate(
          {
            params: { id: problem.id },
            body: { geometry: ground.geometry, reason: reason.trim(), rowVersion: problem.rowVersion },
          },
          {
            onError: (error) =>
              setErrors(
                error instanceof ApiProblem && error.code === 'conflict'
                  ? [{ name: 'ground', message: error.message }]
                  : formErrors(error),
              ),
          },
        )
      }
    >
      <div className="st-col">
        <Facts facts={[{ label: t('groundNow'), value: <AreaText m2={problem.areaM2} unit withM2 /> }]} />
        <GroundField value={ground} onChange={setGround} earlier={problem.geometry} />
        <Field name="reason" label={t('reason')} required>
          <Input.TextArea
            rows={2}
            maxLength={300}
            placeholder={t('groundReasonHint')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </div>
    </ActDrawer>
  );
}

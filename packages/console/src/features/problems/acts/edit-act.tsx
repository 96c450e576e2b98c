import { ApiProblem, editProblem, getProblem, type ProblemDetail } from '@shoutian/domain/api';
import { useQueryClient } from '@tanstack/react-query';
import { Radio } from 'antd';
import { useCallback, useState } from 'react';
import { formErrors, keyOf, useAct } from '../../../app/index.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { FormDrawer, type FormError, MissingButton, Notice } from '../../../kit/index.ts';
import { actTexts } from '../texts-acts.ts';
import { touched } from './act-drawer.tsx';
import { type Changes, type Clash, clashesOf, onlyChanged, resolve } from './edit-changes.ts';
import { editSections } from './edit-sections.tsx';

/** Who set which field to what while this form was open; each is decided by the person. */
function Clashes(props: {
  both: readonly Clash[];
  theirs: readonly Clash[];
  choices: Readonly<Record<string, 'mine' | 'theirs'>>;
  onChoose: (field: string, side: 'mine' | 'theirs') => void;
}) {
  const t = useTexts(actTexts);
  // The form may be scrolled far down; what has to be decided must not wait out of sight.
  const show = useCallback((element: HTMLDivElement | null) => element?.scrollIntoView({ block: 'start' }), []);
  return (
    <div ref={show}>
      <Notice tone="amber" title={t('conflictTitle')}>
        {props.both.map((one) => (
          <div key={one.field} className="st-col st-stop">
            <span>{one.message}</span>
            <Radio.Group
              value={props.choices[one.field] ?? 'mine'}
              onChange={(event) => props.onChoose(one.field, event.target.value === 'theirs' ? 'theirs' : 'mine')}
              options={[
                { value: 'mine', label: t('useMine') },
                { value: 'theirs', label: t('useTheirs') },
              ]}
            />
          </div>
        ))}
        {props.theirs.length > 0 && (
          <>
            <p>{t('conflictTheirs')}</p>
            {props.theirs.map((one) => (
              <p key={one.field} className="st-second">
                {one.message}
              </p>
            ))}
          </>
        )}
        <p>{t('conflictAgain')}</p>
      </Notice>
    </div>
  );
}

/** 编辑: only changed fields are sent; when somebody else was faster, the fields are decided one by one. */
export function EditAct({ problem, onClose }: { problem: ProblemDetail; onClose: () => void }) {
  const t = useTexts(actTexts);
  const english = useLanguage() === 'en';
  const client = useQueryClient();
  const [draft, setDraft] = useState<Changes>({});
  const [refused, setRefused] = useState<readonly FormError[]>([]);
  const [clash, setClash] = useState<{ both: Clash[]; theirs: Clash[] } | null>(null);
  const [choices, setChoices] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({});
  const save = useAct(editProblem, {
    invalidate: touched,
    quietComplaints: true,
    done: t('saved'),
    onDone: onClose,
  });
  const changes = resolve(onlyChanged(draft, problem), choices);
  const dirty = Object.keys(changes).length > 0;
  const submit = () => {
    if (!dirty || save.isPending) return;
    save.mutate(
      { params: { id: problem.id }, body: { ...changes, rowVersion: problem.rowVersion } },
      {
        onError: (error) => {
          if (error instanceof ApiProblem && error.code === 'conflict') {
            setClash(clashesOf(error.details, english));
            // The next try stands on the version that was just read; the choices say what of mine still goes.
            void client.invalidateQueries({ queryKey: keyOf(getProblem, { params: { id: problem.id } }) });
          } else setRefused(formErrors(error));
        },
      },
    );
  };
  const put = (next: Changes) => setDraft((was) => ({ ...was, ...next }));
  return (
    <FormDrawer
      open
      title={`${t('edit')} ${problem.problemNo}`}
      note={`v${problem.rowVersion}`}
      dirty={dirty}
      onClose={onClose}
      errors={refused}
      onSubmit={submit}
      submit={
        <MissingButton
          verb={t('save')}
          primary
          busy={save.isPending}
          missing={dirty ? [] : [{ code: 'unchanged', message: t('unchanged') }]}
          onAct={submit}
        />
      }
      notice={
        clash !== null && (
          <Clashes
            {...clash}
            choices={choices}
            onChoose={(field, side) => setChoices((was) => ({ ...was, [field]: side }))}
          />
        )
      }
      sections={editSections({
        problem,
        draft,
        put,
        error: (name) => refused.find((one) => one.name === name)?.message,
        t,
        english,
      })}
    />
  );
}

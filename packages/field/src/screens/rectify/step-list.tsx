import type { MilestoneView, ProblemDetail } from '@shoutian/domain/api';
import { milestoneKinds } from '@shoutian/domain/dictionaries';
import { useState } from 'react';
import { outbox, useOutbox } from '../../app/outbox.ts';
import { useSession } from '../../app/session.tsx';
import { language } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { isUnsent } from '../../outbox/item.ts';
import { StateMark, type Tone } from '../../parts/icon.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { UNDO_MS } from '../../parts/undo-bar.tsx';
import { dayWords } from '../../words/day.ts';
import { rectifyTexts } from './texts.ts';

/** The step's own name in Chinese; its kind in English, where one was typed by hand. */
function stepName({ step, name }: MilestoneView): string {
  return language() === 'en' ? milestoneKinds.label(step, 'en') : name;
}

/** Planned and done steps; those that others do (listed, town's check, write-off) are shown, not offered. */
export function StepList({ problem, place }: { problem: ProblemDetail; place: string }) {
  const t = useTexts(rectifyTexts);
  const { today } = useSession();
  const { items } = useOutbox();
  const [open, setOpen] = useState<MilestoneView | null>(null);
  const own = new Set(['stopped', 'demolished', 'hardeningBroken', 'recultivated', 'approvalObtained']);
  const mayRecord = problem.abilities.includes('problem.recordMilestone');
  const waiting = (step: MilestoneView) =>
    items.some(
      ({ act, ...item }) =>
        act.kind === 'milestone' && act.input.params.milestoneId === step.id && isUnsent({ act, ...item }),
    );
  const tone = (step: MilestoneView): Tone => (step.actualOn !== null ? 'ok' : step.plannedOn < today ? 'red' : 'grey');
  const words = (step: MilestoneView) =>
    step.actualOn !== null
      ? t('stepDone', { day: dayWords(step.actualOn, today) })
      : t(step.plannedOn < today ? 'stepLate' : 'stepPlan', { day: dayWords(step.plannedOn, today) });
  return (
    <section className="f-card f-col">
      <h2>{t('steps')}</h2>
      {problem.milestones.map((step) => (
        <div key={step.id} className="f-row f-between f-wrap">
          <span className="f-grow">
            <b>{stepName(step)}</b>
            <br />
            <StateMark tone={tone(step)}>{words(step)}</StateMark>
          </span>
          {waiting(step) ? (
            <span className="f-note">{t('queued')}</span>
          ) : (
            step.actualOn === null &&
            mayRecord &&
            own.has(step.step) && (
              <button type="button" className="f-button" onClick={() => setOpen(step)}>
                {t('finish')}
              </button>
            )
          )}
        </div>
      ))}
      {open && <FinishSheet problemId={problem.id} step={open} place={place} onClose={() => setOpen(null)} />}
    </section>
  );
}

interface FinishProps {
  problemId: string;
  step: MilestoneView;
  place: string;
  onClose: () => void;
}

function FinishSheet({ problemId, step, place, onClose }: FinishProps) {
  const t = useTexts(rectifyTexts);
  const { person, today } = useSession();
  const [actualOn, setActualOn] = useState(today);
  const [note, setNote] = useState('');
  const record = async () => {
    const input = { params: { id: problemId, milestoneId: step.id }, body: { actualOn, note } };
    const act = { kind: 'milestone', input } as const;
    const title = t('sentStep', { place, step: step.name });
    const rest = { personId: person.id, group: `problem:${problemId}`, path: `/problem/${problemId}` };
    await outbox.add([{ ...rest, act, title, notBefore: Date.now() + UNDO_MS }]);
    onClose();
  };
  return (
    <Sheet title={t('finishTitle', { step: stepName(step) })} onClose={onClose}>
      <label className="f-field">
        <span>{t('finishDay')}</span>
        <input
          className="f-input"
          type="date"
          max={today}
          value={actualOn}
          onChange={(event) => setActualOn(event.target.value)}
        />
      </label>
      <label className="f-field">
        <span>{t('finishNote')}</span>
        <textarea
          className="f-input"
          rows={2}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      <button
        type="button"
        className="f-button is-main is-big"
        disabled={actualOn === ''}
        onClick={() => void record()}
      >
        {t('record')}
      </button>
    </Sheet>
  );
}

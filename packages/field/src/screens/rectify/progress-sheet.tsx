import type { ProblemDetail } from '@shoutian/domain/api';
import { outbox } from '../../app/outbox.ts';
import { useSession } from '../../app/session.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { useTexts } from '../../i18n/texts.ts';
import { OneOf } from '../../parts/choices.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { UNDO_MS } from '../../parts/undo-bar.tsx';
import { rectifyTexts } from './texts.ts';

const steps = [0, 25, 50, 75, 100] as const;

/** How much, and a line of what it looks like. */
export function ProgressSheet({
  problem,
  place,
  onClose,
}: {
  problem: ProblemDetail;
  place: string;
  onClose: () => void;
}) {
  const t = useTexts(rectifyTexts);
  const { person } = useSession();
  const { id } = problem;
  const path = `/problem/${id}`;
  const title = t('sentProgress', { place });
  const nearest = steps.reduce<number>((best, one) => (one <= problem.progressPct ? one : best), 0);
  const empty = { percent: nearest, note: '' };
  const { value, update, discard, key } = useDraft(`progress:${id}`, { title, path }, empty);
  const short = value.note.trim().length < 2;
  const send = async () => {
    if (short) return document.getElementById('progress-note')?.focus();
    const input = { params: { id }, body: { progressPct: value.percent, note: value.note } };
    const act = { kind: 'progress', input } as const;
    const draft = { key, value: JSON.stringify(value) };
    await outbox.add([
      { personId: person.id, act, title, group: `problem:${id}`, path, draft, notBefore: Date.now() + UNDO_MS },
    ]);
    discard();
    onClose();
  };
  const options = steps.map((n) => ({ code: String(n), label: { zh: `${n}%`, en: `${n}%` }, hint: null }));
  return (
    <Sheet title={t('progressQ')} onClose={onClose}>
      <OneOf
        small
        label={t('progressQ')}
        options={options}
        value={String(value.percent)}
        onPick={(code) => update((was) => ({ ...was, percent: Number(code) }))}
      />
      <label className="f-field">
        <span>{t('progressNote')}</span>
        <textarea
          id="progress-note"
          className="f-input"
          rows={3}
          maxLength={300}
          placeholder={t('progressHint')}
          value={value.note}
          onChange={(event) => update((was) => ({ ...was, note: event.target.value }))}
        />
      </label>
      <button type="button" className="f-button is-main is-big" aria-disabled={short} onClick={() => void send()}>
        {short ? t('sendShort') : t('send')}
      </button>
    </Sheet>
  );
}

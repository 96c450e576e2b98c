import type { CheckItem } from '@shoutian/domain/problem';
import { outbox } from '../../app/outbox.ts';
import { go } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { language } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { newId } from '../../outbox/ids.ts';
import { showQuestion } from '../../parts/question.tsx';
import { UNDO_MS } from '../../parts/undo-bar.tsx';
import { bodyOf } from './form.ts';
import { reportTexts } from './texts.ts';
import type { QuestionProps } from './use-report.ts';

/** Anchor on this screen of a checklist line (`report?field=finding`, `photo?kind=near`, `attachments?kind=…`). */
export function anchorOf(link: string | undefined): string {
  const [page = '', query = ''] = (link ?? '').split('?');
  if (page === 'photo') return 'photo';
  if (page === 'attachments') return 'papers';
  return new URLSearchParams(query).get('field') ?? 'finding';
}

/** A gap in the words of this screen's own questions; null for what is the office's business (处置). */
export function plainGap(line: Pick<CheckItem, 'code' | 'message'>, tongue: 'zh' | 'en'): string | null {
  const own = { zh: reportTexts.zh, en: reportTexts.en }[tongue];
  switch (line.code) {
    case 'verdict.disposal':
      return null;
    case 'verdict.problemType':
      return own.type;
    case 'verdict.partyType':
      return own.q4.replace(/[？?]$/, '');
    case 'verdict.stage':
      return own.stage;
    case 'verdict.builtOn':
      return own.year;
    case 'verdict.subValue':
      return own.sub;
    default:
      return line.message[tongue];
  }
}

/** The one button; while something is missing its label says what, and a tap goes there. */
export function SubmitReport({ form, report, clue, path, place }: QuestionProps & { place: string }) {
  const t = useTexts(reportTexts);
  const tongue = language();
  const { person } = useSession();
  const { must, may } = report.gaps;
  const [first] = must;
  const names = (lines: readonly CheckItem[]) => lines.flatMap((line) => plainGap(line, tongue) ?? []);
  const later = names(may);
  const handIn = async () => {
    if (first) return showQuestion(anchorOf(first.link));
    const id = newId();
    const { group, shots } = report;
    // The town counts photos when the report arrives, so those still here go first.
    const after = shots.flatMap(({ item }) => (item && item.state !== 'received' ? [item.id] : []));
    const act = { kind: 'report', input: { params: { id: clue.id }, body: bodyOf(form.value, id) } } as const;
    const draft = { key: form.key, value: JSON.stringify(form.value) };
    const title = t('sentTitle', { place });
    await outbox.add([
      { id, personId: person.id, act, title, group, path, after, draft, notBefore: Date.now() + UNDO_MS },
    ]);
    form.discard();
    go('/', { replace: true });
  };
  return (
    <>
      {!first && later.length > 0 && (
        <p className="f-note">
          {t('may')} {later.slice(0, 3).join(t('list'))}
          {later.length > 3 ? ` ${t('more', { n: later.length })}` : ''}
        </p>
      )}
      <button
        type="button"
        className="f-button is-main is-big"
        aria-disabled={first !== undefined}
        onClick={() => void handIn()}
      >
        {first === undefined
          ? t('submit')
          : t('submitMissing', {
              what: `${names(must)[0] ?? ''}${must.length > 1 ? ` ${t('more', { n: must.length })}` : ''}`,
            })}
      </button>
    </>
  );
}

import { type GuardView, getProblem, previewWriteOff } from '@shoutian/domain/api';
import { problemStates } from '@shoutian/domain/problem';
import { useEndpoint } from '../../app/api.ts';
import { outbox } from '../../app/outbox.ts';
import { go } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { language } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Icon, StateMark } from '../../parts/icon.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Failed, Loading } from '../../parts/states.tsx';
import { UNDO_MS } from '../../parts/undo-bar.tsx';
import { problemPlace } from '../../words/place.ts';
import { rectifyTexts } from './texts.ts';

/** Where the phone can add what a guard misses; null: only the office can. */
export function placeOfGap(problemId: string, link: string | undefined): string | null {
  const page = (link ?? '').split('?')[0] ?? '';
  switch (page) {
    case 'evidence':
    case 'photo':
    case 'visits':
      return `/problem/${problemId}/evidence`;
    case 'milestones':
      return `/problem/${problemId}`;
    default:
      return null;
  }
}

/** 销号申请 by the village: the guards with what each misses, and one statement. */
export function WriteOffScreen({ params }: { params: Record<string, string> }) {
  const t = useTexts(rectifyTexts);
  const { person } = useSession();
  const id = params['id'] ?? '';
  const path = `/problem/${id}/write-off`;
  const problem = useEndpoint(getProblem, { params: { id } }, { personId: person.id });
  const preview = useEndpoint(previewWriteOff, { params: { id } }, { personId: person.id });
  const place = problem.data ? problemPlace(problem.data) : '';
  const title = t('sentWriteOff', { place });
  const { value, update, discard, key } = useDraft(`writeOff:${id}`, { title, path }, { statement: '' });
  const guards = preview.data?.guards ?? [];
  const asked = guards.filter((guard) => guard.step === 'request');
  const lacking = asked.filter((guard) => guard.status === 'missing' && guard.override === null && guard.blocks);
  const short = value.statement.trim().length < 2;
  const open = problem.data?.state === 'rectifying';
  const send = async () => {
    if (lacking.length > 0) return document.getElementById('guards')?.scrollIntoView({ block: 'start' });
    if (short) return document.getElementById('statement')?.focus();
    const input = { params: { id }, body: { statement: value.statement, rowVersion: problem.data?.rowVersion ?? 0 } };
    const act = { kind: 'writeOff', input } as const;
    const draft = { key, value: JSON.stringify(value) };
    await outbox.add([
      { personId: person.id, act, title, group: `problem:${id}`, path, draft, notBefore: Date.now() + UNDO_MS },
    ]);
    discard();
    go('/', { replace: true });
  };
  const label =
    lacking.length > 0 ? t('writeOffMissing', { n: lacking.length }) : short ? t('statementShort') : t('writeOff');
  return (
    <Screen
      title={t('woTitle')}
      fallback={`/problem/${id}`}
      foot={
        open && (
          <button
            type="button"
            className="f-button is-main is-big"
            aria-disabled={lacking.length > 0 || short}
            onClick={() => void send()}
          >
            {label}
          </button>
        )
      }
    >
      {preview.error && preview.data === undefined && (
        <Failed error={preview.error} onRetry={() => void preview.refetch()} />
      )}
      {preview.isPending && <Loading />}
      {problem.data && !open && (
        <p className="f-alert is-blue">
          {t('woPending', { state: problemStates.label(problem.data.state, language()) })}
        </p>
      )}
      {preview.data && open && (
        <>
          <p>{t('woIntro')}</p>
          <section id="guards" className="f-col">
            {[...asked]
              .sort((a, b) => Number(b.status === 'missing') - Number(a.status === 'missing'))
              .map((guard) => (
                <GuardCard key={guard.id} problemId={id} guard={guard} />
              ))}
          </section>
          <label className="f-field">
            <span>{t('statement')}</span>
            <textarea
              id="statement"
              className="f-input"
              rows={3}
              maxLength={500}
              placeholder={t('statementHint')}
              value={value.statement}
              onChange={(event) => update(() => ({ statement: event.target.value }))}
            />
          </label>
          {guards.length > asked.length && (
            <p className="f-note">
              {t('later')}：
              {guards
                .filter((one) => one.step !== 'request')
                .map((one) => (language() === 'en' ? one.titleEn : one.title))
                .join('、')}
            </p>
          )}
        </>
      )}
    </Screen>
  );
}

function GuardCard({ problemId, guard }: { problemId: string; guard: GuardView }) {
  const t = useTexts(rectifyTexts);
  const english = language() === 'en';
  const tone =
    guard.status === 'satisfied' ? 'ok' : guard.status === 'notApplicable' ? 'grey' : guard.blocks ? 'red' : 'amber';
  return (
    <article className="f-card f-col">
      <div className="f-row f-between f-wrap">
        <b className="f-grow">{english ? guard.titleEn : guard.title}</b>
        <StateMark tone={tone}>{t(guard.status)}</StateMark>
      </div>
      {guard.status === 'missing' &&
        guard.missing.map((gap) => {
          const to = placeOfGap(problemId, gap.link);
          const words = english ? gap.messageEn : gap.message;
          return to === null ? (
            <p key={gap.code} className="f-note">
              {words}。{t('office')}
            </p>
          ) : (
            <button key={gap.code} type="button" className="f-button" onClick={() => go(to)}>
              {words}
              <Icon name="next" />
            </button>
          );
        })}
    </article>
  );
}

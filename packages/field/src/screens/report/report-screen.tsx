import { getClue, getTask } from '@shoutian/domain/api';
import { useEndpoint } from '../../app/api.ts';
import { usePlace } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { useTexts } from '../../i18n/texts.ts';
import { SavedMark } from '../../parts/form-top.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Failed, Loading } from '../../parts/states.tsx';
import { plainTitle, shortNumber, shortPlace } from '../../words/place.ts';
import { emptyForm, type ReportForm } from './form.ts';
import { GroundQuestions, PartyQuestion } from './ground-questions.tsx';
import { PhotoQuestion } from './photo-question.tsx';
import { SubmitReport } from './submit-report.tsx';
import { reportTexts } from './texts.ts';
import { useReport } from './use-report.ts';
import { VerdictQuestion } from './verdict-question.tsx';
import './report.css';

/** 14: one column, large cards, saved after each touch; the button names what is missing. */
export function ReportScreen({ params }: { params: Record<string, string> }) {
  const t = useTexts(reportTexts);
  const { person } = useSession();
  const id = params['id'] ?? '';
  const { query } = usePlace();
  const taskId = query.get('task') ?? '';
  const clue = useEndpoint(getClue, { params: { id } }, { personId: person.id });
  const task = useEndpoint(getTask, { params: { id: taskId } }, { enabled: taskId !== '', personId: person.id });
  const { locationText = '', clueNo = '' } = clue.data ?? {};
  const place = shortPlace(locationText || (task.data ? plainTitle(task.data) : shortNumber(clueNo)));
  const path = `/report/${id}${taskId === '' ? '' : `?task=${taskId}`}`;
  const form = useDraft<ReportForm>(`report:${id}`, { title: t('title', { place }), path }, emptyForm);
  const report = useReport(id, form.value, clue.data);
  if (clue.data === undefined)
    return (
      <Screen title={t('title', { place })}>
        {clue.error ? <Failed error={clue.error} onRetry={() => void clue.refetch()} /> : <Loading lines={4} />}
      </Screen>
    );
  const returned = task.data?.returnedReason ?? null;
  const open = clue.data.state === 'dispatched';
  const question = { form, report, clue: clue.data, path };
  return (
    <Screen
      title={t('title', { place })}
      end={<SavedMark state={form.saved} />}
      foot={open ? <SubmitReport {...question} place={place} /> : undefined}
    >
      {returned !== null && (
        <div className="f-alert is-red" role="note">
          <Icon name="info" />
          <p className="f-strong">{t('returnedTitle', { reason: returned })}</p>
        </div>
      )}
      {!open && (
        <div className="f-alert is-ok" role="note">
          <Icon name="check" />
          <p>{t('reported')}</p>
        </div>
      )}
      {open && (
        <>
          <GroundQuestions {...question} />
          <VerdictQuestion {...question} />
          <PartyQuestion {...question} />
          <PhotoQuestion {...question} />
        </>
      )}
    </Screen>
  );
}

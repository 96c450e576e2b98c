import { type ClueDetail, getClue, getTask } from '@shoutian/domain/api';
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
import { emptyForm, formFrom, type ReportForm } from './form.ts';
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
  if (clue.data === undefined)
    return (
      <Screen title={t('title', { place })}>
        {clue.error ? <Failed error={clue.error} onRetry={() => void clue.refetch()} /> : <Loading lines={4} />}
      </Screen>
    );
  const path = `/report/${id}${taskId === '' ? '' : `?task=${taskId}`}`;
  if (clue.data.state === 'dispatched')
    return <OpenReport clue={clue.data} place={place} path={path} returned={task.data?.returnedReason ?? null} />;
  return (
    <Screen title={t('title', { place })}>
      <div className="f-alert is-ok" role="note">
        <Icon name="check" />
        <p>{t('reported')}</p>
      </div>
    </Screen>
  );
}

interface OpenReportProps {
  clue: ClueDetail;
  place: string;
  path: string;
  returned: string | null;
}

/** The form; what was reported before and sent back is filled in already. */
function OpenReport({ clue, place, path, returned }: OpenReportProps) {
  const t = useTexts(reportTexts);
  const [last] = clue.verifications;
  const empty = last === undefined ? emptyForm : formFrom(last);
  const form = useDraft<ReportForm>(`report:${clue.id}`, { title: t('title', { place }), path }, empty);
  const report = useReport(clue.id, form.value, clue);
  const question = { form, report, clue, path };
  return (
    <Screen
      title={t('title', { place })}
      end={<SavedMark state={form.saved} />}
      foot={<SubmitReport {...question} place={place} />}
    >
      {returned !== null && (
        <div className="f-alert is-red" role="note">
          <Icon name="info" />
          <p className="f-strong">{t('returnedTitle', { reason: returned })}</p>
        </div>
      )}
      <GroundQuestions {...question} />
      <VerdictQuestion {...question} />
      <PartyQuestion {...question} />
      <PhotoQuestion {...question} />
    </Screen>
  );
}

import type { TaskView } from '@shoutian/domain/api';
import { formatMu } from '@shoutian/domain/format';
import { go } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { language } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Icon, StateMark } from '../../parts/icon.tsx';
import { ParcelThumb } from '../../parts/parcel-thumb.tsx';
import { wayTo } from '../../place/ground.ts';
import { useWhereabouts } from '../../place/position.ts';
import { distanceWords } from '../../words/distance.ts';
import { dueWords } from '../../words/due.ts';
import { plainTitle } from '../../words/place.ts';
import { taskPath, taskWords } from '../../words/tasks.ts';
import type { TaskProgress } from './progress.ts';
import { taskTexts } from './texts.ts';

export interface TaskCardProps {
  task: TaskView;
  /** With its two big buttons. */
  open: boolean;
  progress: TaskProgress;
  tab: 'open' | 'waiting' | 'done';
}

/** One thing to do: how urgent, what, how far, how large. */
export function TaskCard({ task, open, progress, tab }: TaskCardProps) {
  const t = useTexts(taskTexts);
  const tongue = language();
  const { today } = useSession();
  const due = dueWords(task.dueOn, today);
  const words = taskWords[task.kind];
  const tone = tab === 'open' ? (task.returnedReason !== null ? 'red' : due.tone) : tab === 'done' ? 'ok' : 'blue';
  const state =
    tab === 'open'
      ? task.returnedReason === null
        ? due[tongue]
        : t('returnedDue', { due: due[tongue] })
      : t(tab === 'done' ? 'finished' : progress === 'handedIn' ? 'filled' : 'waitTown');
  return (
    <article className={`f-card f-task is-${tone}`}>
      <button type="button" className="f-task-body" onClick={() => go(`/task/${task.id}`)}>
        <span className="f-row f-between f-wrap">
          <StateMark tone={tone}>{state}</StateMark>
          <span className="f-tag">{words.tag[tongue]}</span>
        </span>
        <span className="f-task-main">
          <ParcelThumb geometry={task.geometry} />
          <span className="f-grow">
            <b>{plainTitle(task)}</b>
            <TaskPlace task={task} />
            {task.returnedReason !== null && <span className="f-task-back">{task.returnedReason}</span>}
            {task.ongoing && tab === 'open' && <span className="f-task-back">{t('ongoing')}</span>}
            {progress === 'begun' && tab === 'open' && <StateMark tone="amber">{t('draft')}</StateMark>}
          </span>
        </span>
      </button>
      {open && (
        <div className="f-pair">
          <button type="button" className="f-button" onClick={() => go(`/task/${task.id}`)}>
            <Icon name="go" />
            {t('takeMe')}
          </button>
          <button type="button" className="f-button is-main" onClick={() => go(taskPath(task))}>
            {progress === 'begun' ? t('goOn') : task.returnedReason === null ? words.verb[tongue] : t('mend')}
          </button>
        </div>
      )}
    </article>
  );
}

/** Nearer than a phone can tell. */
const NEAR_M = 15;

/** 离我 420 米 · 约 1.1 亩 */
function TaskPlace({ task }: { task: TaskView }) {
  const t = useTexts(taskTexts);
  const whereabouts = useWhereabouts();
  const way = whereabouts.kind === 'fix' ? wayTo(whereabouts.fix, task) : null;
  const parts = [
    way === null
      ? task.villageName
      : way.inside || way.metres < NEAR_M
        ? t('here')
        : t('away', { distance: distanceWords(way.metres)[language()] }),
    ...(task.areaM2 === null || task.geometry === null ? [] : [t('about', { mu: formatMu(task.areaM2, 1) })]),
  ];
  return <span className="f-task-place">{parts.join(' · ')}</span>;
}

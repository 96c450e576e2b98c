import { listTasks, type TaskView } from '@shoutian/domain/api';
import { useState } from 'react';
import { useEndpoint } from '../../app/api.ts';
import { drafts, useOutbox } from '../../app/outbox.ts';
import { go } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../../parts/icon.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Empty, Failed, Loading } from '../../parts/states.tsx';
import { byDue } from '../../words/tasks.ts';
import { taskGroup, taskProgress } from './progress.ts';
import { TaskCard } from './task-card.tsx';
import { taskTexts } from './texts.ts';
import './tasks.css';

type Tab = 'open' | 'waiting' | 'done';
const empties = { open: 'noneOpen', waiting: 'noneWaiting', done: 'noneDone' } as const;

/** 11: what is to be done, by due day. What was filled in but not sent yet counts as handed in. */
export function TasksScreen() {
  const t = useTexts(taskTexts);
  const { person } = useSession();
  const [tab, setTab] = useState<Tab>('open');
  const tasks = useTasks(tab);
  const own = useTasks('open');
  const { items } = useOutbox();
  const counts = own.data?.counts ?? tasks.data?.counts;
  const progress = (task: TaskView) => taskProgress(taskGroup(task), person.id, items, drafts.list());
  const rows = [...(tasks.data?.rows ?? [])]
    .filter((task) => tab !== 'open' || progress(task) !== 'handedIn')
    .sort(byDue);
  const handedIn = (own.data?.rows ?? []).filter((task) => progress(task) === 'handedIn');
  const shown = tab === 'waiting' ? [...handedIn, ...rows] : rows;
  const count = (name: Tab) =>
    name === 'open'
      ? (counts?.open ?? 0) - handedIn.length
      : (counts?.[name] ?? 0) + (name === 'waiting' ? handedIn.length : 0);
  return (
    <Screen
      title={t('title')}
      tab="/"
      start={<span className="f-village">{person.scopeName}</span>}
      end={
        <button type="button" className="f-top-side" onClick={() => go('/me')}>
          {person.name}
          <Icon name="down" />
        </button>
      }
      foot={
        <button type="button" className="f-button is-red is-big" onClick={() => go('/stop')}>
          <Icon name="hand" />
          {t('found')}
        </button>
      }
    >
      <div className="f-pills" role="tablist" aria-label={t('tabs')}>
        {(['open', 'waiting', 'done'] as const).map((name) => (
          <button key={name} type="button" role="tab" aria-selected={tab === name} onClick={() => setTab(name)}>
            {t(name)} {counts === undefined ? '' : Math.max(0, count(name))}
          </button>
        ))}
      </div>
      {tasks.error && tasks.data === undefined && <Failed error={tasks.error} onRetry={() => void tasks.refetch()} />}
      {tasks.isPending && <Loading />}
      {tasks.data && shown.length === 0 && (
        <Empty title={t(empties[tab])}>{tab === 'open' && <p>{t('noneOpenText')}</p>}</Empty>
      )}
      {shown.map((task, index) => (
        <TaskCard key={task.id} task={task} open={tab === 'open' && index === 0} progress={progress(task)} tab={tab} />
      ))}
    </Screen>
  );
}

function useTasks(state: Tab) {
  const { person } = useSession();
  return useEndpoint(listTasks, { query: { who: 'mine', state, pageSize: 100 } }, { personId: person.id });
}

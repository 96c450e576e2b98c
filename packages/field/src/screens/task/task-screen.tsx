import { getTask, type TaskView } from '@shoutian/domain/api';
import { formatMu } from '@shoutian/domain/format';
import { useState } from 'react';
import { useEndpoint } from '../../app/api.ts';
import { go } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { language } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../../parts/icon.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Failed, Loading } from '../../parts/states.tsx';
import { plainTitle, shortNumber, shortPlace } from '../../words/place.ts';
import { taskPath, taskWords } from '../../words/tasks.ts';
import { NavigateSheet } from './navigate-sheet.tsx';
import { goTexts } from './texts.ts';
import { WayMap } from './way-map.tsx';

/** 12: where it is, how to get there, and the two things to do. */
export function TaskScreen({ params }: { params: Record<string, string> }) {
  const t = useTexts(goTexts);
  const { person } = useSession();
  const task = useEndpoint(getTask, { params: { id: params['id'] ?? '' } }, { personId: person.id });
  const [navigating, setNavigating] = useState(false);
  if (task.data === undefined)
    return (
      <Screen title={t('title', { place: '' })}>
        {task.error ? <Failed error={task.error} onRetry={() => void task.refetch()} /> : <Loading />}
      </Screen>
    );
  const { no, kind, state, instructions } = task.data;
  const title = plainTitle(task.data);
  return (
    <Screen
      title={t('title', { place: shortPlace(title) })}
      flush
      foot={
        <>
          <div>
            <p className="f-h2">{title}</p>
            <Ground task={task.data} />
            {instructions !== '' && <p className="f-note">{instructions}</p>}
          </div>
          <div className="f-pair">
            <button type="button" className="f-button is-big" onClick={() => setNavigating(true)}>
              <Icon name="truck" />
              {t('navigate')}
            </button>
            <button
              type="button"
              className="f-button is-main is-big"
              disabled={state !== 'open'}
              onClick={() => go(taskPath(task.data))}
            >
              {kind === 'verifyClue' && <Icon name="camera" />}
              {state !== 'open'
                ? t('waiting')
                : kind === 'verifyClue'
                  ? t('arrived')
                  : taskWords[kind].verb[language()]}
            </button>
          </div>
        </>
      }
    >
      <WayMap task={task.data} label={t('parcelNo', { no: shortNumber(no) })} />
      {navigating && <NavigateSheet target={task.data} name={shortPlace(title)} onClose={() => setNavigating(false)} />}
    </Screen>
  );
}

/** 占耕地 1.08 亩　不在永农; unknown is said, it is not zero; basic farmland in red and bold where there is any. */
function Ground({ task: { areaM2, farmM2, pbfM2, geometry, villageName } }: { task: TaskView }) {
  const t = useTexts(goTexts);
  if (geometry === null) return <p className="f-note">{villageName}</p>;
  return (
    <p className="f-note f-ground">
      {areaM2 !== null && <span>{t('total', { mu: formatMu(areaM2) })}</span>}
      <span>{farmM2 === null ? t('unknownFarm') : t('farm', { mu: formatMu(farmM2) })}</span>
      {pbfM2 !== null && (
        <span className={pbfM2 > 0 ? 'f-red f-strong' : ''}>
          {pbfM2 > 0 ? t('pbf', { mu: formatMu(pbfM2) }) : t('noPbf')}
        </span>
      )}
    </p>
  );
}

import { listTasks, type TaskView } from '@shoutian/domain/api';
import { formatMu } from '@shoutian/domain/format';
import type { MarkedFeature, ShoutianMap } from '@shoutian/map';
import { useEffect, useMemo, useState } from 'react';
import { useEndpoint } from '../../app/api.ts';
import { go } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { language } from '../../i18n/setup.ts';
import { defineTexts, useTexts } from '../../i18n/texts.ts';
import { Icon } from '../../parts/icon.tsx';
import { LayerSheet } from '../../parts/layer-sheet.tsx';
import { MapBox } from '../../parts/map-box.tsx';
import { Screen } from '../../parts/screen.tsx';
import { useBaseMap } from '../../parts/use-base-map.ts';
import { useLook } from '../../place/compass.ts';
import { middleOf } from '../../place/ground.ts';
import { useWhereabouts } from '../../place/position.ts';
import { dueWords } from '../../words/due.ts';
import { plainTitle, shortNumber } from '../../words/place.ts';
import { goTexts } from '../task/texts.ts';

const mapTexts = defineTexts(
  'mapScreen',
  {
    title: '地图',
    label: '本村地图',
    all: '要办 {n} 件',
    list: '要办的在图上的有',
    open: '打开',
    noFix: '还没定到位置',
  },
  {
    title: 'Map',
    label: 'Map of the own area',
    all: '{n} to do',
    list: 'Tasks on the map',
    open: 'Open',
    noFix: 'No position yet',
  },
);

/** Own area with its tasks, layers and oneself. The list of the same tasks is one tap away. */
export function MapScreen() {
  const t = useTexts(mapTexts);
  const g = useTexts(goTexts);
  const { person, today } = useSession();
  const [map, setMap] = useState<ShoutianMap | null>(null);
  const [picked, setPicked] = useState<TaskView | null>(null);
  const [picking, setPicking] = useState(false);
  const [centre, setCentre] = useState(false);
  const layers = useBaseMap(map);
  const query = { who: 'mine' as const, state: 'open' as const, pageSize: 100 };
  const tasks = useEndpoint(listTasks, { query }, { personId: person.id });
  const rows = useMemo(() => (tasks.data?.rows ?? []).filter((task) => middleOf(task) !== null), [tasks.data]);
  const whereabouts = useWhereabouts();
  const look = useLook();
  const fix = whereabouts.kind === 'fix' ? whereabouts.fix : null;

  useEffect(() => {
    if (map === null) return;
    map.setFeatures('tasks', { type: 'FeatureCollection', features: rows.map((task) => featureOf(task, today)) });
    return map.onPick((id) => {
      map.select(id);
      setPicked(rows.find((task) => task.id === id) ?? null);
    });
  }, [map, rows, today]);
  useEffect(() => {
    if (map === null || rows.length === 0) return;
    const ids = rows.map((task) => task.id);
    map.setHome(ids);
    map.fitTo(ids, { padding: 60, maxZoom: 16 });
  }, [map, rows]);
  useEffect(() => {
    if (map === null || fix === null) return;
    const heading = look?.bearingDeg ?? fix.headingDeg;
    map.setPosition({
      lonLat: [fix.lon, fix.lat],
      accuracyM: fix.accuracyM,
      ...(heading === null ? {} : { headingDeg: heading }),
    });
    if (!centre) return;
    setCentre(false);
    map.fitTo([fix.lon - 0.003, fix.lat - 0.003, fix.lon + 0.003, fix.lat + 0.003], { fly: true });
  }, [map, fix, look, centre]);
  const due = picked && dueWords(picked.dueOn, today);
  return (
    <Screen
      title={t('title')}
      tab="/map"
      flush
      {...(picked && due
        ? {
            foot: (
              <div className="f-row f-wrap">
                <div className="f-grow">
                  <p className="f-h2">{plainTitle(picked)}</p>
                  <p className="f-note">
                    <span className={`f-${due.tone}`}>{due[language()]}</span>
                    {picked.areaM2 === null ? '' : ` · ${formatMu(picked.areaM2)} ${language() === 'en' ? 'mu' : '亩'}`}
                  </p>
                </div>
                <button type="button" className="f-button is-main" onClick={() => go(`/task/${picked.id}`)}>
                  {t('open')}
                </button>
              </div>
            ),
          }
        : {})}
    >
      <div className="f-map-area">
        <div className="f-map-top">
          <div className="f-map-buttons">
            <button type="button" className="f-map-button" onClick={() => setPicking(true)}>
              <Icon name="layers" />
              {g('layers')}
            </button>
            <button type="button" className="f-map-button" disabled={fix === null} onClick={() => setCentre(true)}>
              <Icon name="locate" />
              {g('me')}
            </button>
          </div>
        </div>
        <MapBox label={t('label')} onMap={setMap} />
        {picking && (
          <LayerSheet layers={layers} onClose={() => setPicking(false)}>
            <p className="f-strong">{t('list')}</p>
            {rows.map((task) => (
              <button key={task.id} type="button" className="f-button is-quiet" onClick={() => go(`/task/${task.id}`)}>
                {plainTitle(task)}
              </button>
            ))}
          </LayerSheet>
        )}
      </div>
    </Screen>
  );
}

function featureOf(task: TaskView, today: string): MarkedFeature {
  const { tone } = dueWords(task.dueOn, today);
  const mark = task.returnedReason !== null || tone === 'red' ? 'overdue' : tone === 'amber' ? 'dueSoon' : 'active';
  const geometry = task.geometry ?? { type: 'Point' as const, coordinates: [...(task.point ?? [0, 0])] };
  return {
    type: 'Feature',
    geometry,
    properties: { id: task.id, no: shortNumber(task.no), mark, title: plainTitle(task) },
  };
}

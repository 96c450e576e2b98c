import { listOngoing, listStops, type OutputOf } from '@shoutian/domain/api';
import { constructionStages } from '@shoutian/domain/dictionaries';
import type { ShoutianMap } from '@shoutian/map';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useCan, useEndpoint, useGo, useScope } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  Answer,
  Card,
  type Column,
  DataTable,
  EmptyState,
  Go,
  GroundMap,
  Page,
  PageTitle,
  type RecordShape,
  StateTag,
  TimerText,
  useRecords,
} from '../../kit/index.ts';
import { MeasureItem } from './measure-item.tsx';
import { RecordForm } from './record-form.tsx';
import { texts } from './texts.ts';
import './stops.css';

type Row = OutputOf<typeof listOngoing>['rows'][number];
const SHOWN = ['find', 'report', 'stop', 'eliminate'] as const;

const pageOf = (row: Row) => (row.subjectKind === 'clue' ? `/clues/${row.subjectId}` : `/problems/${row.subjectId}`);

/** 正在实施: the top-priority queue, what is late first, with its timers and measures. */
export default function StopsPage() {
  const t = useTexts(texts);
  const go = useGo();
  const navigate = useNavigate();
  const language = useLanguage();
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const scope = useScope();
  const ongoing = useEndpoint(listOngoing, { query: { division: scope.code } }, { keep: true });
  const rows = ongoing.data?.rows ?? [];
  const wanted = typeof search['id'] === 'string' ? search['id'] : rows[0]?.subjectId;
  const row = rows.find((one) => one.subjectId === wanted);
  const select = (id: string) =>
    void navigate({ to: '.', search: ((was: Record<string, unknown>) => ({ ...was, id })) as never, replace: true });
  const columns = useMemo(
    (): readonly Column<Row>[] => [
      { key: 'no', title: t('no'), heading: true, cell: (one) => one.no },
      {
        key: 'place',
        title: t('place'),
        cut: true,
        cell: (one) => (one.title.startsWith(one.villageName) ? one.title : `${one.villageName} ${one.title}`),
      },
      {
        key: 'stage',
        title: t('stage'),
        cell: (one) => (one.stage === null ? '—' : constructionStages.label(one.stage, language)),
      },
      ...SHOWN.map((id): Column<Row> => {
        return {
          key: id,
          title: t(`first_${id}`),
          cell: (one) => <TimerText timer={one.timers.find((each) => each.id === id)} />,
        };
      }),
    ],
    [t, language],
  );
  const late = rows.filter((one) => one.late).length;
  return (
    <Page>
      <PageTitle
        title={t('ongoing')}
        tags={
          <>
            <StateTag tone={rows.length > 0 ? 'amber' : 'grey'}>{t('count', { n: rows.length })}</StateTag>
            {late > 0 && <StateTag tone="red">{t('late', { n: late })}</StateTag>}
          </>
        }
        note={t('note')}
      />
      <Answer query={ongoing} lines={8}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title={t('empty')} text={t('emptyText')} />
          ) : (
            <div className="st-stops">
              <div className="st-col st-stops-left">
                <Card flush>
                  <DataTable<Row>
                    caption={t('ongoing')}
                    columns={columns}
                    rows={rows}
                    rowKey={(one) => one.subjectId}
                    selected={wanted ?? null}
                    onSelect={select}
                    onOpen={(id) => {
                      const one = rows.find((each) => each.subjectId === id);
                      if (one !== undefined) go(pageOf(one));
                    }}
                    cards
                  />
                </Card>
                <Card title={t('map')} className="st-stops-map" flush>
                  <OngoingMap rows={rows} selected={wanted ?? null} onSelect={select} />
                </Card>
              </div>
              {row === undefined ? <p className="st-note">{t('pick')}</p> : <Course key={row.subjectId} row={row} />}
            </div>
          )
        }
      </Answer>
    </Page>
  );
}

function OngoingMap({
  rows,
  selected,
  onSelect,
}: {
  rows: readonly Row[];
  selected: string | null;
  onSelect: (id: string) => void;
}) {
  const t = useTexts(texts);
  const [map, setMap] = useState<ShoutianMap | null>(null);
  const shapes = useMemo(
    () =>
      rows.map(
        (row): RecordShape => ({
          id: row.subjectId,
          no: row.no,
          title: row.title,
          state: row.subjectKind === 'clue' ? 'dispatched' : 'rectifying',
          dueState: row.late ? 'overdue' : 'soon',
          geometry: null,
          point: row.point,
        }),
      ),
    [rows],
  );
  const counts = useRecords(map, 'ongoing', shapes, { fit: 'first' });
  useEffect(() => map?.onPick((id) => id !== null && onSelect(id)), [map, onSelect]);
  useEffect(() => {
    void map?.ready.then(() => map.select(selected));
  }, [map, selected]);
  return <GroundMap id="stops" label={t('mapLabel')} onMap={setMap} counts={counts} />;
}

function Course({ row }: { row: Row }) {
  const t = useTexts(texts);
  const may = useCan('stop.record');
  const [recording, setRecording] = useState(false);
  const subject = { subjectKind: row.subjectKind, subjectId: row.subjectId };
  const stops = useEndpoint(listStops, { query: subject });
  return (
    <div className="st-col st-stops-right">
      <Card title={`${row.no} ${row.villageName}`} extra={<Go to={pageOf(row)}>{t('open')}</Go>} lead>
        <ol className="st-stop-timers">
          {SHOWN.flatMap((id) => row.timers.find((timer) => timer.id === id) ?? []).map((timer) => (
            <li key={timer.id}>
              <span className="st-second">
                <TimerText timer={timer} head limitClass="st-stop-limit" />
              </span>
              <TimerText timer={timer} />
              {timer.indicatorOnly && <span className="st-note">{t('indicator')}</span>}
            </li>
          ))}
        </ol>
      </Card>
      <Card
        title={t('measures')}
        extra={
          may &&
          !recording && (
            <Button size="small" type="primary" onClick={() => setRecording(true)}>
              {t('record')}
            </Button>
          )
        }
      >
        {recording && <RecordForm subject={subject} onClose={() => setRecording(false)} />}
        <Answer query={stops} lines={3}>
          {(data) =>
            data.rows.length === 0 ? (
              <p className="st-note">{t('noMeasure')}</p>
            ) : (
              <ul className="st-stop-list">
                {data.rows.map((one) => (
                  <MeasureItem key={one.id} one={one} />
                ))}
              </ul>
            )
          }
        </Answer>
      </Card>
    </div>
  );
}

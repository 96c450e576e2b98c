import {
  addressOf,
  type Board,
  exportBoard,
  getBoard,
  listBoardSnapshots,
  listLists,
  takeBoardSnapshot,
} from '@shoutian/domain/api';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useCallback, useState } from 'react';
import { useAct, useCan, useEndpoint, useGo, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  Answer,
  BoardLegend,
  BoardTable,
  Card,
  EmptyState,
  Icon,
  Notice,
  Page,
  PageTitle,
  StateTag,
  useBreadth,
  useDownload,
  useLandscape,
} from '../../kit/index.ts';
import { CellCard } from './cell-card.tsx';
import { BoardPaperFoot, BoardPaperHead } from './paper.tsx';
import { behindNames, columnsOf, rowOf } from './rows.tsx';
import { texts } from './texts.ts';
import { TrendCard } from './trend-card.tsx';
import './board.css';

const kinds = ['village', 'unit', 'batch'] as const;
type Kind = (typeof kinds)[number];

/** 「时间过 93%（56/60 天） 完成 53% 石桥、大垄 明显落后」 */
function Pulse({ board }: { board: Board }) {
  const t = useTexts(texts);
  const names = behindNames(board);
  const { elapsedDays: used, spanDays: all, sum } = board;
  return (
    <span className="st-row st-wrap st-board-pulse">
      {used !== null && all !== null && all > 0 && (
        <span>{t('elapsed', { pct: Math.min(100, Math.round((used / all) * 100)), used, all })}</span>
      )}
      {sum.items > 0 && <b>{t('done', { pct: Math.round((sum.writtenOff / sum.items) * 100) })}</b>}
      {names.length > 0 && <b className="st-tone-red">{t('behind', { names: names.join('、') })}</b>}
    </span>
  );
}

function Matrix(props: {
  board: Board;
  compare: boolean;
  picked: { row: string; column: string } | null;
  onPick: (row: string, column: string) => void;
}) {
  const t = useTexts(texts);
  const language = useLanguage();
  const today = useToday();
  const { board, compare } = props;
  const heads: Record<Kind, string> = { village: t('village'), unit: t('unitHead'), batch: t('batch') };
  return (
    <Card title={<BoardLegend tolerance={board.near} />} extra={<Pulse board={board} />} flush>
      <BoardTable
        caption={`${board.listTitle} ${t('board')}`}
        rowTitle={heads[board.by]}
        leadColumns={[
          {
            label: (
              <>
                {t('people')}
                <span className="st-board-sub">{board.by === 'village' && t('peopleNote')}</span>
              </>
            ),
          },
          { label: t('tasks'), number: true },
        ]}
        columns={columnsOf(board.steps, today, language, (day) => t('plannedBy', { day }))}
        tailColumns={[t('rate'), t('overdue')]}
        rows={board.rows.map((row) => rowOf(row, board.steps, compare, language))}
        totals={{ ...rowOf(board.sum, board.steps, false, language), label: t('sum') }}
        tolerance={board.near}
        picked={props.picked}
        onPick={props.onPick}
      />
    </Card>
  );
}

/** Below 768 px the matrix would be unreadable: a row a line, and the advice to use a computer. */
function PhoneBoard({ board }: { board: Board }) {
  const t = useTexts(texts);
  const language = useLanguage();
  return (
    <>
      <Notice tone="blue" title={t('phone')}>
        {t('phoneText')}
      </Notice>
      <Card flush>
        <ul className="st-board-phone">
          {board.rows.map((row) => {
            const { tail = [] } = rowOf(row, board.steps, false, language);
            return (
              <li key={row.key} className="st-row">
                <b className="st-grow">{row.name}</b>
                <span className="st-second">{t('items', { n: row.items })}</span>
                <span>
                  {t('rate')} {tail[0]}
                </span>
                <span>
                  {t('overdue')} {tail[1]}
                </span>
              </li>
            );
          })}
        </ul>
      </Card>
    </>
  );
}

/** 打表推进: rows against items, the cell behind a click, the trend (screen 05; paper 05b). */
export default function BoardPage() {
  const t = useTexts(texts);
  useLandscape();
  const go = useGo();
  const navigate = useNavigate();
  const phone = useBreadth() === 'phone';
  const today = useToday();
  const maySnap = useCan('board.snapshot');
  const { busy, download } = useDownload();
  const [compare, setCompare] = useState(false);
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const word = (key: string) =>
    typeof search[key] === 'string' && search[key] !== '' ? String(search[key]) : undefined;
  const put = useCallback(
    (changes: Record<string, string | undefined>) =>
      void navigate({
        to: '.',
        search: ((was: Record<string, unknown>) => ({ ...was, ...changes })) as never,
        replace: true,
      }),
    [navigate],
  );
  const by = kinds.find((one) => one === word('by')) ?? 'village';
  const [listId, snapshotId, row, column] = [word('listId'), word('snapshotId'), word('row'), word('column')];
  const query = {
    by,
    ...(listId === undefined ? {} : { listId }),
    ...(snapshotId === undefined ? {} : { snapshotId }),
  };
  const board = useEndpoint(getBoard, { query }, { keep: true });
  const lists = useEndpoint(listLists, { query: { state: 'frozen', pageSize: 50 } }, { staleMs: 60_000 });
  const snapshots = useEndpoint(listBoardSnapshots, {
    query: { by, ...(listId === undefined ? {} : { listId }) },
  });
  const take = useAct(takeBoardSnapshot, {
    invalidate: [listBoardSnapshots, getBoard],
    done: (taken) => t('taken', { day: taken.takenOn, code: taken.sha256.slice(0, 8).toUpperCase() }),
  });
  const picked = row === undefined || column === undefined ? null : { row, column };
  const hasLastWeek = board.data?.rows.some((one) => one.cells.some((cell) => cell.lastWeek !== null)) === true;
  return (
    <Page>
      {board.data && <BoardPaperHead board={board.data} />}
      <PageTitle
        title={t('board')}
        tags={
          <span className="st-row st-wrap st-noprint">
            <Select
              aria-label={t('whichList')}
              className="st-board-list"
              value={listId ?? ''}
              onChange={(value) =>
                put({ listId: value || undefined, snapshotId: undefined, row: undefined, column: undefined })
              }
              options={[
                {
                  value: '',
                  label: board.data?.listTitle && listId === undefined ? board.data.listTitle : t('allLists'),
                },
                ...(lists.data?.rows ?? []).map((list) => ({
                  value: list.id,
                  label: t('listOption', { title: list.title, n: list.items }),
                })),
              ]}
            />
            <Select
              aria-label={t('by')}
              value={by}
              onChange={(value) => put({ by: value, row: undefined, column: undefined })}
              options={[
                { value: 'village', label: t('byVillage') },
                { value: 'unit', label: t('byUnit') },
                { value: 'batch', label: t('byBatch') },
              ]}
            />
            <Select
              aria-label={t('snapshots')}
              value={snapshotId ?? ''}
              onChange={(value) => put({ snapshotId: value || undefined })}
              options={[
                { value: '', label: t('live') },
                ...(snapshots.data?.rows ?? []).map((one) => ({
                  value: one.id,
                  label: t('snapshotOf', { day: one.takenOn }),
                })),
              ]}
            />
            {board.data?.sha256 && (
              <StateTag tone="grey" mark={false}>
                {t('checkCode')} {board.data.sha256.slice(0, 8).toUpperCase()}
              </StateTag>
            )}
          </span>
        }
        actions={
          !phone && (
            <>
              <Button
                type={compare ? 'primary' : 'default'}
                ghost={compare}
                aria-pressed={compare}
                disabled={!hasLastWeek}
                title={hasLastWeek ? undefined : t('noLastWeek')}
                onClick={() => setCompare(!compare)}
              >
                {t('compare')}
              </Button>
              {maySnap && (
                <Button
                  loading={take.isPending}
                  onClick={() => take.mutate({ body: listId === undefined ? {} : { listId } })}
                >
                  {t('take')}
                </Button>
              )}
              <Button
                icon={<Icon name="download" size={14} />}
                loading={busy}
                onClick={() => void download(addressOf(exportBoard, { query }), t('fileName'))}
              >
                {t('export')}
              </Button>
              <Button type="primary" icon={<Icon name="print" size={14} />} onClick={() => window.print()}>
                {t('print')}
              </Button>
            </>
          )
        }
      />
      <Answer
        query={board}
        lines={10}
        isEmpty={(data) => data.sum.items === 0}
        empty={
          <EmptyState
            title={t('empty')}
            text={t('emptyText')}
            action={<Button onClick={() => go('/lists')}>{t('toLists')}</Button>}
          />
        }
      >
        {(data) =>
          phone ? (
            <PhoneBoard board={data} />
          ) : (
            <>
              <Matrix
                board={data}
                compare={compare}
                picked={picked}
                onPick={(nextRow, nextColumn) => put({ row: nextRow, column: nextColumn })}
              />
              <div className="st-board-below st-noprint">
                <CellCard board={data} listId={listId ?? data.listId ?? undefined} picked={picked} />
                <TrendCard trend={data.trend} today={today} />
              </div>
              <BoardPaperFoot board={data} />
            </>
          )
        }
      </Answer>
    </Page>
  );
}

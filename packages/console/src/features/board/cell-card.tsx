import { type Board, boardCell, urge } from '@shoutian/domain/api';
import { formatDay, formatMu } from '@shoutian/domain/format';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useAct, useCan, useEndpoint, useGo, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Answer, Card, type Column, DataTable, DueLabel, Go } from '../../kit/index.ts';
import { rememberQueue } from '../problems/index.ts';
import { stepName } from './rows.tsx';
import { texts } from './texts.ts';

type Query = NonNullable<Parameters<typeof useEndpoint<typeof boardCell>>[1]['query']>;

export interface CellCardProps {
  board: Board;
  listId: string | undefined;
  picked: { row: string; column: string } | null;
}

/** The problems behind a cell: which ones are not there, and where each is stuck. */
export function CellCard({ board, listId, picked }: CellCardProps) {
  const t = useTexts(texts);
  const language = useLanguage();
  const row = board.rows.find((one) => one.key === picked?.row);
  const step = board.steps.find((one) => one.step === picked?.column);
  if (picked === null || row === undefined || step === undefined)
    return (
      <Card title={t('stuck')}>
        <p className="st-second">{t('pickHint')}</p>
      </Card>
    );
  const gap = row.cells[board.steps.indexOf(step)]?.gap ?? 0;
  return (
    <Loaded
      key={`${picked.row} ${picked.column}`}
      title={
        gap > 0
          ? t('cellTitle', { row: row.name, step: stepName(step.step, step.name, language), n: gap })
          : t('cellMet', { row: row.name, step: stepName(step.step, step.name, language) })
      }
      query={{ by: board.by, key: row.key, step: step.step, ...(listId === undefined ? {} : { listId }) }}
      behind={gap > 0}
      {...(board.by === 'village' ? { division: row.key } : {})}
    />
  );
}

function Loaded(props: { title: string; query: Omit<Query, 'only'>; behind: boolean; division?: string }) {
  const t = useTexts(texts);
  const go = useGo();
  const today = useToday();
  const mayUrge = useCan('board.snapshot');
  const [late, setLate] = useState(props.behind);
  const answer = useEndpoint(
    boardCell,
    { query: { ...props.query, only: late ? 'late' : 'all' } as Query },
    { keep: true },
  );
  const rows = answer.data?.rows ?? [];
  const press = useAct(urge, { done: (sent) => t('urged', { n: sent.sent }) });
  type Line = (typeof rows)[number];
  const columns: Column<Line>[] = [
    {
      key: 'no',
      title: t('no'),
      heading: true,
      cell: (line) => <Go to={`/problems/${line.problemId}`}>{line.problemNo}</Go>,
    },
    { key: 'title', title: t('problem'), cut: true, cell: (line) => line.title },
    {
      key: 'farm',
      title: t('farm'),
      number: true,
      cell: (line) => (line.farmM2 === null ? '—' : formatMu(line.farmM2)),
    },
    {
      key: 'plan',
      title: t('plan'),
      cell: (line) => (
        <span className="st-row">
          {line.plannedOn === null ? '—' : formatDay(line.plannedOn, today)}
          {line.actualOn === null && line.plannedOn !== null && <DueLabel due={line.plannedOn} />}
        </span>
      ),
    },
    ...(late
      ? []
      : [
          {
            key: 'actual',
            title: t('actual'),
            cell: (line: Line) => (line.actualOn === null ? '—' : formatDay(line.actualOn, today)),
          },
        ]),
    {
      key: 'stuck',
      title: t('stuck'),
      cut: true,
      cell: (line) => (line.stuck === '' ? t('noStuck') : line.stuck),
    },
    { key: 'person', title: t('person'), cell: (line) => line.responsiblePerson ?? '—' },
  ];
  return (
    <Card
      title={props.title}
      flush
      extra={
        <span className="st-row st-noprint">
          <Checkbox checked={late} onChange={(event) => setLate(event.target.checked)}>
            {t('onlyLate')}
          </Checkbox>
          {props.division !== undefined && (
            <Go to={`/problems?division=${props.division}${props.query.listId ? `&listId=${props.query.listId}` : ''}`}>
              {t('onMap')}
            </Go>
          )}
          {mayUrge && late && rows.length > 0 && (
            <Button
              size="small"
              loading={press.isPending}
              onClick={() => press.mutate({ body: { problemIds: rows.map((line) => line.problemId) } })}
            >
              {t('urge', { n: rows.length })}
            </Button>
          )}
        </span>
      }
    >
      <Answer
        query={answer}
        isEmpty={(data) => data.rows.length === 0}
        empty={<p className="st-second st-board-note">{t('nothingLate')}</p>}
      >
        {(data) => (
          <DataTable<Line>
            caption={props.title}
            columns={columns}
            rows={data.rows}
            rowKey={(line) => line.problemId}
            onOpen={(id) => {
              rememberQueue({ ids: data.rows.map((line) => line.problemId), offset: 0, total: data.rows.length });
              go(`/problems/${id}`);
            }}
          />
        )}
      </Answer>
    </Card>
  );
}

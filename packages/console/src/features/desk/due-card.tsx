import { type DueRow, type listDue, listNotices, type OutputOf, urge } from '@shoutian/domain/api';
import { levelOf } from '@shoutian/domain/people';
import { shortNo } from '@shoutian/domain/problem';
import type { UseQueryResult } from '@tanstack/react-query';
import { Pagination, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useAct, useGo, useScope } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Answer, Card, type Column, DataTable, DueLabel, EmptyState, Go } from '../../kit/index.ts';
import { texts } from './texts.ts';

export type Who = 'mine' | 'unit' | 'area';
export type DueAnswer = OutputOf<typeof listDue>;

/** Rows of the card before somebody asks for all. */
const FEW = 8;

/** Id of the clue or problem a row is about: the last part of its link (a milestone's own id is not on the map). */
export function subjectOf(row: Pick<DueRow, 'link'>): string {
  return row.link.split('?')[0]?.split('/').at(-1) ?? '';
}

const areaWords = { county: 'whoAreaCounty', town: 'whoArea', village: 'whoAreaVillage' } as const;
const keyOfRow = (row: DueRow) => `${row.kind}:${row.id}`;

export interface DueCardProps {
  query: UseQueryResult<DueAnswer, Error>;
  who: Who;
  onWho: (who: Who) => void;
  page: number;
  pageSize: number;
  onPage: (page: number) => void;
  /** Id of the selected subject, shared with the map. */
  selected: string | null;
  onSelect: (subject: string) => void;
  onHover: (subject: string | null) => void;
}

/** 到期与逾期: most overdue first; the verb of each row acts in place. */
export function DueCard(props: DueCardProps) {
  const { query, who, onWho, selected, onSelect, onHover } = props;
  const t = useTexts(texts);
  const english = useLanguage() === 'en';
  const go = useGo();
  const scope = useScope();
  const [all, setAll] = useState(false);
  const reminder = useAct(urge, { invalidate: [listNotices], done: ({ sent }) => t('urged', { n: sent }) });
  const { mutate } = reminder;
  const columns = useMemo(
    (): readonly Column<DueRow>[] => [
      { key: 'due', title: t('due'), cell: (row) => <DueLabel due={row.dueOn} /> },
      { key: 'no', title: t('no'), heading: true, cell: (row) => <span title={row.no}>{shortNo(row.no)}</span> },
      { key: 'matter', title: t('matter'), cut: true, cell: (row) => row.title || '—' },
      { key: 'village', title: t('village'), cell: (row) => row.villageName },
      { key: 'step', title: t('step'), cell: (row) => (english ? row.stepEn : row.step) },
      {
        key: 'verb',
        title: t('act'),
        cell: (row) =>
          row.verb === 'urge' ? (
            <button
              type="button"
              className="st-link"
              onClick={(event) => {
                event.stopPropagation();
                mutate({ body: { problemIds: [subjectOf(row)] } });
              }}
            >
              {t('urge')}
            </button>
          ) : (
            <Go to={row.link}>{t(row.verb === 'review' ? 'review' : 'view')}</Go>
          ),
      },
    ],
    [t, mutate, english],
  );
  const counts = query.data?.counts;
  const area = areaWords[levelOf(scope.code)];
  const total = query.data?.total ?? 0;
  return (
    <Card
      title={t('dueTitle')}
      flush
      className="st-desk-due"
      extra={
        <>
          <Segmented<Who>
            className="st-seg"
            value={who}
            onChange={onWho}
            options={[
              { value: 'mine', label: t('whoMine', { n: counts?.mine ?? '' }) },
              { value: 'unit', label: t('whoUnit', { n: counts?.unit ?? '' }) },
              { value: 'area', label: t(area, { n: counts?.area ?? '' }) },
            ]}
          />
          {total > FEW && (
            <button
              type="button"
              className="st-link"
              onClick={() => {
                setAll(!all);
                props.onPage(1);
              }}
            >
              {all ? t('dueFew', { n: FEW }) : t('dueAll', { n: total })}
            </button>
          )}
        </>
      }
    >
      <Answer query={query} lines={7}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={t('dueNone')} text={t('dueNoneText')} />
          ) : (
            <DataTable<DueRow>
              caption={t('dueTitle')}
              columns={columns}
              rows={all ? rows : rows.slice(0, FEW)}
              rowKey={keyOfRow}
              loading={query.isFetching}
              selected={rows.filter((row) => subjectOf(row) === selected).map(keyOfRow)[0] ?? null}
              onSelect={(key) => {
                const row = rows.find((one) => keyOfRow(one) === key);
                if (row !== undefined) onSelect(subjectOf(row));
              }}
              onOpen={(key) => {
                const row = rows.find((one) => keyOfRow(one) === key);
                if (row !== undefined) go(row.link);
              }}
              onHover={(key) => {
                const row = rows.find((one) => keyOfRow(one) === key);
                onHover(row === undefined ? null : subjectOf(row));
              }}
              cards
            />
          )
        }
      </Answer>
      {all && total > props.pageSize && (
        <div className="st-pager">
          <Pagination
            size="small"
            current={props.page}
            pageSize={props.pageSize}
            total={total}
            showSizeChanger={false}
            onChange={props.onPage}
          />
        </div>
      )}
    </Card>
  );
}

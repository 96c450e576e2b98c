import type { getList, ListItem, OutputOf } from '@shoutian/domain/api';
import { categories, milestoneKinds, rectifyMethods } from '@shoutian/domain/dictionaries';
import { formatDay } from '@shoutian/domain/format';
import { Popover } from 'antd';
import { useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { AreaText, type Column, DueLabel, Go, StateTag } from '../../kit/index.ts';
import { texts } from './texts.ts';

type List = OutputOf<typeof getList>;

/** What an item still lacks, opened from its count; what is not part of the plan leads to the problem itself. */
function Gaps({ item, onPlan }: { item: ListItem; onPlan: (() => void) | undefined }) {
  const t = useTexts(texts);
  const english = useLanguage() === 'en';
  if (item.missing.length === 0) return <StateTag tone="ok">{t('complete')}</StateTag>;
  return (
    <Popover
      trigger="click"
      content={
        <ul className="st-col">
          {item.missing.map((gap) => (
            <li key={gap.code}>{english ? gap.messageEn : gap.message}</li>
          ))}
          {onPlan && (
            <li>
              <button type="button" className="st-link" onClick={onPlan}>
                {t('plan')}
              </button>{' '}
              · <Go to={`/problems/${item.problemId}?do=edit`}>{item.problemNo}</Go>
            </li>
          )}
        </ul>
      }
    >
      <button type="button" className="st-link">
        <StateTag tone="red">{t('gapCount', { n: item.missing.length })}</StateTag>
      </button>
    </Popover>
  );
}

/** Columns of a list's items; a draft shows what is missing and how to fill it, a frozen one where each stands. */
export function useItemColumns(list: List, onPlan: (item: ListItem) => void, onRemove: (item: ListItem) => void) {
  const t = useTexts(texts);
  const language = useLanguage();
  const today = useToday();
  const draft = list.state === 'draft' && list.abilities.includes('list.prepare');
  const columns: Column<ListItem>[] = [
    {
      key: 'no',
      title: t('no'),
      heading: true,
      cell: (row) => <Go to={`/problems/${row.problemId}`}>{row.problemNo}</Go>,
    },
    { key: 'village', title: t('village'), cell: (row) => row.villageName },
    { key: 'title', title: t('problem'), cut: true, cell: (row) => row.title },
    { key: 'area', title: t('area'), number: true, cell: (row) => <AreaText m2={row.areaM2} strong /> },
    { key: 'farm', title: t('farm'), number: true, cell: (row) => <AreaText m2={row.farmM2 ?? undefined} /> },
    { key: 'pbf', title: t('pbf'), number: true, cell: (row) => <AreaText m2={row.pbfM2 ?? undefined} pbf /> },
    {
      key: 'method',
      title: t('method'),
      cell: (row) => (
        <>
          {row.rectifyMethod === null ? '—' : rectifyMethods.label(row.rectifyMethod, language)}{' '}
          <span className="st-note">{row.category !== null && categories.label(row.category, language)}</span>
        </>
      ),
    },
    {
      key: 'who',
      title: t('unitPerson'),
      cell: (row) => [row.responsibleUnit, row.responsiblePerson].filter(Boolean).join(' / ') || '—',
    },
    {
      key: 'steps',
      title: t('steps'),
      number: true,
      cell: (row) => (
        <span
          title={row.milestones
            .map((one) => `${one.name || milestoneKinds.label(one.step, language)} ${formatDay(one.plannedOn, today)}`)
            .join('\n')}
        >
          {row.milestones.length}
        </span>
      ),
    },
    {
      key: 'due',
      title: t('due'),
      cell: (row) =>
        row.dueOn === null ? (
          <span className="st-note">{row.isNew ? t('newMark') : '—'}</span>
        ) : list.state === 'draft' ? (
          <span title={row.dueOn}>
            {formatDay(row.dueOn, today)} <span className="st-note">{!row.isNew && t('carried')}</span>
          </span>
        ) : (
          <DueLabel due={row.dueOn} finished={row.state === 'writtenOff'} />
        ),
    },
  ];
  if (list.state === 'frozen')
    columns.push({
      key: 'state',
      title: t('state'),
      cell: (row) => <StateTag state={row.state === 'registered' ? 'problemRegistered' : row.state} mark={false} />,
    });
  if (draft)
    columns.push(
      {
        key: 'gaps',
        title: t('gaps'),
        cell: (row) => <Gaps item={row} onPlan={row.isNew ? () => onPlan(row) : undefined} />,
      },
      {
        key: 'acts',
        title: '',
        cell: (row) => (
          <span className="st-row st-noprint">
            {row.isNew && (
              <button type="button" className="st-link" onClick={() => onPlan(row)}>
                {t('plan')}
              </button>
            )}
            <button type="button" className="st-link" onClick={() => onRemove(row)}>
              {t('remove')}
            </button>
          </span>
        ),
      },
    );
  return columns;
}

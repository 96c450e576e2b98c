import type { ClueRow } from '@shoutian/domain/api';
import { channels, problemTypes, verdicts } from '@shoutian/domain/dictionaries';
import { Tooltip } from 'antd';
import { useMemo } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { AreaText, type Column, DueLabel, StateMark, StateTag } from '../../kit/index.ts';
import { texts } from './texts.ts';

/** Hidden until somebody asks for them. */
export const hiddenAtFirst = ['channel', 'batch', 'place'] as const;

/** Nothing more is due of a clue that has ended. */
export function ended(state: ClueRow['state']): boolean {
  return state === 'closed' || state === 'merged';
}

/** Columns of the list; `returned`: the list of what was given back, where the reason is the news. */
export function useColumns(returned = false): readonly Column<ClueRow>[] {
  const t = useTexts(texts);
  const language = useLanguage();
  return useMemo(
    (): readonly Column<ClueRow>[] => [
      { key: 'no', title: t('no'), sort: 'clueNo', heading: true, cell: (row) => row.clueNo },
      { key: 'village', title: t('village'), sort: 'villageName', cell: (row) => row.villageName },
      { key: 'channel', title: t('channel'), cell: (row) => channels.label(row.channel, language) },
      { key: 'batch', title: t('batch'), cut: true, cell: (row) => row.batchTitle },
      { key: 'place', title: t('place'), cut: true, cell: (row) => row.locationText || '—' },
      {
        key: 'proposed',
        title: t('proposed'),
        cut: true,
        cell: (row) => {
          if (row.verdict !== null) return verdicts.label(row.verdict, language);
          if (row.type !== null) return `${row.type} ${problemTypes.label(row.type, language)}`;
          return row.proposed === null ? '—' : `${verdicts.label(row.proposed.verdict, language)} ?`;
        },
      },
      {
        key: 'area',
        title: t('area'),
        sort: 'areaM2',
        number: true,
        cell: (row) => <AreaText m2={row.areaM2} strong />,
      },
      {
        key: 'farm',
        title: t('farm'),
        sort: 'farmM2',
        number: true,
        cell: (row) => <AreaText m2={row.farmM2 ?? undefined} />,
      },
      {
        key: 'pbf',
        title: t('pbf'),
        sort: 'pbfM2',
        number: true,
        cell: (row) => <AreaText m2={row.pbfM2 ?? undefined} pbf />,
      },
      {
        key: 'state',
        title: t('state'),
        cell: (row) => (
          <span className="st-row">
            {row.returned === null ? (
              <StateTag state={row.state} />
            ) : (
              <Tooltip title={row.returned.reason}>
                <span>
                  <StateTag state="returned" />
                </span>
              </Tooltip>
            )}
            {row.ongoing && !ended(row.state) && (
              <Tooltip title={t('ongoing')}>
                <span>
                  <StateMark tone="red" label={t('ongoing')} />
                </span>
              </Tooltip>
            )}
          </span>
        ),
      },
      ...(returned ? [reason(t('givenBackWhy'))] : []),
      {
        key: 'assigned',
        title: t('assigned'),
        cell: (row) => row.assignedName ?? (row.state === 'registered' ? t('noAssignee') : '—'),
      },
      {
        key: 'due',
        title: t('due'),
        sort: 'dueOn',
        cell: (row) => <DueLabel due={row.dueOn} finished={ended(row.state)} />,
      },
    ],
    [t, language, returned],
  );
}

const reason = (title: string): Column<ClueRow> => ({
  key: 'returnedWhy',
  title,
  cut: true,
  cell: (row) => row.returned?.reason ?? '—',
});

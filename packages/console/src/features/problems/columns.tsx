import type { ProblemRow } from '@shoutian/domain/api';
import { categories, channels, problemTypes, rectifyMethods } from '@shoutian/domain/dictionaries';
import { useMemo } from 'react';
import { useScope, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { AreaText, type Column, DueLabel, StateTag } from '../../kit/index.ts';
import { texts } from './texts.ts';
import { channelWords, finished, lookOf, shownNo, typeWords, unitWords } from './words.ts';

/** Hidden until somebody wants them: the ledger beside the map shows what the daily meeting asks for. */
export const hiddenAtFirst = [
  'year',
  'stockOrNew',
  'category',
  'method',
  'leadUnit',
  'person',
  'listNo',
  'progress',
] as const;

/** The ledger's columns; `sort` names are the server's. */
export function useColumns(): readonly Column<ProblemRow>[] {
  const t = useTexts(texts);
  const language = useLanguage();
  const scope = useScope();
  const year = useToday().slice(0, 4);
  return useMemo(
    (): readonly Column<ProblemRow>[] => [
      {
        key: 'no',
        title: t('no'),
        heading: true,
        sort: 'problemNo',
        cell: (row) => (
          <>
            <span title={row.problemNo} className="st-noprint">
              {shownNo(row.problemNo, scope.code, year)}
            </span>
            <span className="st-print">{row.problemNo}</span>
          </>
        ),
      },
      { key: 'village', title: t('village'), sort: 'villageName', cell: (row) => row.villageName },
      { key: 'title', title: t('title'), sort: 'title', cut: true, cell: (row) => row.title },
      {
        key: 'type',
        title: t('type'),
        sort: 'type',
        cell: (row) => (
          <span className="st-second st-cell-short" title={problemTypes.label(row.type, language)}>
            {typeWords(row.type, language)}
          </span>
        ),
      },
      {
        key: 'clues',
        title: t('clues'),
        cell: (row) => (
          <span className="st-second" title={channels.label(row.channel, language)}>
            {channelWords(row.channel, row.clueCount, language)}
          </span>
        ),
      },
      {
        key: 'area',
        title: t('area'),
        number: true,
        sort: 'areaM2',
        cell: (row) => <AreaText m2={row.areaM2} strong />,
      },
      {
        key: 'farm',
        title: t('farm'),
        number: true,
        sort: 'farmM2',
        cell: (row) => <AreaText m2={row.farmM2 ?? undefined} />,
      },
      {
        key: 'pbf',
        title: t('pbf'),
        number: true,
        sort: 'pbfM2',
        cell: (row) => <AreaText m2={row.pbfM2 ?? undefined} pbf />,
      },
      {
        key: 'state',
        title: t('state'),
        sort: 'state',
        cell: (row) => <StateTag state={lookOf(row.state)} mark={false} />,
      },
      {
        key: 'due',
        title: t('due'),
        sort: 'due',
        cell: (row) => <DueLabel due={row.dueOn} finished={finished(row.state)} />,
      },
      { key: 'year', title: t('year'), number: true, sort: 'foundYear', cell: (row) => row.foundYear },
      {
        key: 'stockOrNew',
        title: t('stockOrNew'),
        cell: (row) => (row.stockOrNew === null ? t('undecided') : t(row.stockOrNew)),
      },
      {
        key: 'category',
        title: t('category'),
        cell: (row) => (row.category === null ? '—' : categories.label(row.category, language)),
      },
      {
        key: 'method',
        title: t('method'),
        cell: (row) => (row.rectifyMethod === null ? '—' : rectifyMethods.label(row.rectifyMethod, language)),
      },
      {
        key: 'leadUnit',
        title: t('leadUnit'),
        cell: (row) => (row.leadUnit === '' ? t('nobody') : unitWords(row.leadUnit, language)),
      },
      { key: 'person', title: t('person'), cell: (row) => row.responsiblePerson ?? '—' },
      { key: 'listNo', title: t('listNo'), cell: (row) => row.listNo ?? '—' },
      { key: 'progress', title: t('progress'), number: true, cell: (row) => t('progressPct', { n: row.progressPct }) },
    ],
    [t, language, scope.code, year],
  );
}

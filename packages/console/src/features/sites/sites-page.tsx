import { listSiteChecks, type SiteCheckRow } from '@shoutian/domain/api';
import { siteUses } from '@shoutian/domain/dictionaries';
import { Button } from 'antd';
import { useState } from 'react';
import { useCan, useEndpoint, useGo, useScope, useSession, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  AreaText,
  type Column,
  EmptyState,
  type FilterDef,
  Icon,
  ListPage,
  StateTag,
  useLandscape,
  useListState,
} from '../../kit/index.ts';
import { HeadForm } from './head-form.tsx';
import { siteTexts } from './texts.ts';

const FILTERS = ['use', 'state'] as const;

/** 选址检查: every check of the place, newest first. */
export default function SitesPage() {
  const t = useTexts(siteTexts);
  useLandscape();
  const go = useGo();
  const language = useLanguage();
  const scope = useScope();
  const { demo } = useSession();
  const today = useToday();
  const may = useCan('site.check');
  const [making, setMaking] = useState(false);
  const state = useListState(FILTERS);
  const wanted = state.filters['state']?.[0];
  const uses = (state.filters['use'] ?? []).flatMap((code) => siteUses.find(code)?.code ?? []);
  const answer = useEndpoint(
    listSiteChecks,
    {
      query: {
        page: state.page,
        pageSize: state.pageSize,
        division: scope.code,
        state: wanted === 'open' || wanted === 'concluded' ? wanted : 'all',
        ...(uses.length === 0 ? {} : { use: uses }),
        ...(state.q === undefined ? {} : { q: state.q }),
      },
    },
    { keep: true },
  );
  const columns: readonly Column<SiteCheckRow>[] = [
    { key: 'no', title: t('no'), heading: true, cell: (row) => row.checkNo },
    { key: 'title', title: t('title'), cut: true, cell: (row) => row.title },
    { key: 'use', title: t('use'), cell: (row) => siteUses.label(row.use, language) },
    { key: 'place', title: t('place'), cell: (row) => row.placeName },
    { key: 'applicant', title: t('applicant'), cut: true, cell: (row) => row.applicant || '—' },
    { key: 'options', title: t('options'), number: true, cell: (row) => row.options },
    { key: 'area', title: t('area'), number: true, cell: (row) => <AreaText m2={row.areaM2 ?? undefined} strong /> },
    { key: 'farm', title: t('farm'), number: true, cell: (row) => <AreaText m2={row.farmM2 ?? undefined} /> },
    { key: 'pbf', title: t('pbf'), number: true, cell: (row) => <AreaText m2={row.pbfM2 ?? undefined} pbf /> },
    {
      key: 'state',
      title: t('state'),
      cell: (row) => <StateTag tone={row.state === 'concluded' ? 'ok' : 'blue'}>{t(row.state)}</StateTag>,
    },
    { key: 'by', title: t('by'), cell: (row) => row.createdByName },
    { key: 'on', title: t('on'), cell: (row) => row.createdOn },
  ];
  const filters: readonly FilterDef[] = [
    {
      key: 'use',
      label: t('useFilter'),
      kind: 'choice',
      options: siteUses.entries.map((use) => ({ value: use.code, label: use[language] })),
    },
    {
      key: 'state',
      label: t('stateFilter'),
      kind: 'choice',
      multiple: false,
      options: [
        { value: 'open', label: t('open') },
        { value: 'concluded', label: t('concluded') },
      ],
    },
  ];
  const makeButton = may && (
    <Button type="primary" icon={<Icon name="add" size={14} />} onClick={() => setMaking(true)}>
      {t('make')}
    </Button>
  );
  return (
    <>
      <ListPage<SiteCheckRow>
        id="sites"
        title={t('sites')}
        actions={makeButton}
        state={state}
        answer={answer}
        filters={filters}
        searchHint={t('searchHint')}
        unit={t('unit')}
        print={{ snapshotAt: today, demo }}
        table={{ columns, rowKey: (row) => row.id, rowName: (row) => row.title, onOpen: (id) => go(`/sites/${id}`) }}
        empty={<EmptyState title={t('none')} text={t('noneText')} {...(makeButton ? { action: makeButton } : {})} />}
      />
      {making && <HeadForm onClose={() => setMaking(false)} onMade={(id) => go(`/sites/${id}`)} />}
    </>
  );
}

import { listAudit, type OutputOf } from '@shoutian/domain/api';
import { auditSubjects } from '@shoutian/domain/dictionaries';
import { formatInstant } from '@shoutian/domain/format';
import { useMemo } from 'react';
import { useEndpoint, useSession, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  actionWords,
  type Column,
  EmptyState,
  type FilterDef,
  Go,
  knownActions,
  ListPage,
  Page,
  readRange,
  roleWords,
  useLandscape,
  useListState,
} from '../../kit/index.ts';
import { texts } from './texts.ts';

type Row = OutputOf<typeof listAudit>['rows'][number];
const KEYS = ['action', 'days', 'subjectId'] as const;
const pages: Readonly<Record<string, string>> = {
  clue: '/clues/',
  problem: '/problems/',
  batch: '/batches/',
  list: '/lists/',
};

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text === undefined ? '—' : text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** What changed: pairs read before → after, everything else as it was written down. */
function Changes({ changes }: { changes: Row['changes'] }) {
  const t = useTexts(texts);
  const entries = Object.entries(changes);
  if (entries.length === 0) return <>—</>;
  return (
    <details>
      <summary className="st-second">{t('fields', { n: entries.length })}</summary>
      {entries.map(([field, value]) => (
        <div key={field} className="st-note">
          {Array.isArray(value) && value.length === 2
            ? t('changed', { field, before: short(value[0]), after: short(value[1]) })
            : `${field}：${short(value)}`}
        </div>
      ))}
    </details>
  );
}

/** 审计日志: who did what, when and why; for the auditor, read only. */
export default function AuditPage() {
  const t = useTexts(texts);
  useLandscape();
  const language = useLanguage();
  const today = useToday();
  const { demo, person } = useSession();
  const state = useListState(KEYS);
  const { min, max } = readRange(state.filters['days']?.[0]);
  const action = state.filters['action']?.[0];
  const subjectId = state.filters['subjectId']?.[0];
  const answer = useEndpoint(
    listAudit,
    {
      query: {
        page: state.page,
        pageSize: state.pageSize,
        ...(state.q === undefined ? {} : { q: state.q }),
        ...(action === undefined ? {} : { action }),
        ...(subjectId === undefined ? {} : { subjectId }),
        ...(min === undefined ? {} : { from: min }),
        ...(max === undefined ? {} : { to: max }),
      },
    },
    { keep: true },
  );
  const filters = useMemo(
    (): readonly FilterDef[] => [
      {
        key: 'action',
        label: t('did'),
        kind: 'choice',
        multiple: false,
        options: knownActions().map((value) => ({ value, label: actionWords(value, language) })),
      },
      { key: 'days', label: t('from'), kind: 'days' },
      ...(subjectId === undefined
        ? []
        : [
            {
              key: 'subjectId',
              label: t('thing'),
              kind: 'choice' as const,
              options: [{ value: subjectId, label: subjectId.slice(0, 8) }],
            },
          ]),
    ],
    [t, language, subjectId],
  );
  const columns = useMemo(
    (): readonly Column<Row>[] => [
      { key: 'when', title: t('when'), heading: true, cell: (row) => formatInstant(row.at, today) },
      { key: 'who', title: t('who'), cell: (row) => row.actorName },
      { key: 'role', title: t('role'), cell: (row) => roleWords(row.actorRoles, language) ?? '—' },
      { key: 'did', title: t('did'), cell: (row) => actionWords(row.action, language) },
      {
        key: 'thing',
        title: t('thing'),
        cell: (row) => {
          const word = auditSubjects.label(row.subjectKind, language);
          const page = pages[row.subjectKind];
          return page === undefined || row.subjectId === null ? word : <Go to={`${page}${row.subjectId}`}>{word}</Go>;
        },
      },
      { key: 'why', title: t('why'), cut: true, cell: (row) => row.reason ?? '—' },
      { key: 'changes', title: t('changes'), cell: (row) => <Changes changes={row.changes} /> },
    ],
    [t, language, today],
  );
  return (
    <Page>
      <ListPage<Row>
        id="audit"
        title={t('audit')}
        state={state}
        answer={answer}
        filters={filters}
        searchHint={t('auditHint')}
        unit={t('unitRow')}
        table={{ columns, rowKey: (row) => row.id }}
        print={{ unit: person.unit ?? person.scopeName, demo }}
        empty={<EmptyState title={t('auditNone')} />}
      />
    </Page>
  );
}

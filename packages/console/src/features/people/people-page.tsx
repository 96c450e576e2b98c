import { listPeople, type PersonView } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { type RoleId, roleIds } from '@shoutian/domain/people';
import { Button } from 'antd';
import { useState } from 'react';
import { useEndpoint, useScope } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { type Column, type FilterDef, Icon, ListPage, StateTag, useListState } from '../../kit/index.ts';
import { FirstPassword } from './first-password.tsx';
import { PersonActs } from './person-acts.tsx';
import { PersonDrawer, roleName } from './person-drawer.tsx';
import { peopleTexts } from './texts.ts';
import './people.css';

const FILTERS = ['role', 'state'] as const;
const STATES = ['active', 'locked', 'disabled'] as const;
const TONES = { active: 'ok', locked: 'amber', disabled: 'grey' } as const;

/** 人员: who has an account, with which role and area. */
export default function PeoplePage() {
  const t = useTexts(peopleTexts);
  const { code } = useScope();
  const state = useListState(FILTERS);
  const [editing, setEditing] = useState<PersonView | 'new' | null>(null);
  const [first, setFirst] = useState<{ name: string; password: string } | null>(null);
  const chosen = state.filters['state']?.[0];
  const answer = useEndpoint(
    listPeople,
    {
      query: {
        page: state.page,
        pageSize: state.pageSize,
        scope: code,
        role: (state.filters['role'] ?? []) as RoleId[],
        ...(state.q === undefined ? {} : { q: state.q }),
        ...(state.sort === undefined ? {} : { sort: state.sort }),
        ...(chosen === undefined ? {} : { state: chosen as PersonView['state'] }),
      },
    },
    { keep: true },
  );
  const onPassword = (name: string, password: string) => {
    setEditing(null);
    setFirst({ name, password });
  };
  const filters: readonly FilterDef[] = [
    {
      key: 'role',
      label: t('role'),
      kind: 'choice',
      multiple: true,
      options: roleIds.map((role) => ({ value: role, label: roleName(role) })),
    },
    { key: 'state', label: t('state'), kind: 'choice', options: STATES.map((value) => ({ value, label: t(value) })) },
  ];
  const columns: readonly Column<PersonView>[] = [
    { key: 'username', title: t('username'), heading: true, sort: 'username', cell: (row) => row.username },
    { key: 'name', title: t('name'), sort: 'name', cell: (row) => row.name },
    { key: 'role', title: t('role'), cell: (row) => row.roles.map(roleName).join('、') },
    { key: 'unit', title: t('unit'), cut: true, cell: (row) => row.unit ?? '—' },
    { key: 'scope', title: t('scope'), cell: (row) => row.scopeName },
    { key: 'phone', title: t('phone'), cell: (row) => row.phoneMasked ?? '—' },
    {
      key: 'state',
      title: t('state'),
      cell: (row) => (
        <StateTag tone={TONES[row.state]}>
          {row.state === 'active' && row.mustChangePassword ? t('waiting') : t(row.state)}
        </StateTag>
      ),
    },
    {
      key: 'lastSeen',
      title: t('lastSeen'),
      cell: (row) => (row.lastSeenAt === null ? t('never') : shanghaiDay(new Date(row.lastSeenAt))),
    },
    {
      key: 'acts',
      title: '',
      width: 120,
      cell: (row) => <PersonActs person={row} onEdit={() => setEditing(row)} onPassword={onPassword} />,
    },
  ];
  return (
    <>
      <ListPage<PersonView>
        id="people"
        title={t('people')}
        actions={
          <Button type="primary" icon={<Icon name="add" size={14} />} onClick={() => setEditing('new')}>
            {t('add')}
          </Button>
        }
        state={state}
        answer={answer}
        filters={filters}
        searchHint={t('hint')}
        sums={t('peopleCount', { n: answer.data?.total ?? 0 })}
        unit=""
        table={{
          columns,
          rowKey: (row) => row.id,
          rowName: (row) => row.name,
          onOpen: (id) => setEditing(answer.data?.rows.find((row) => row.id === id) ?? null),
        }}
      />
      {editing !== null && (
        <PersonDrawer
          person={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onPassword={onPassword}
        />
      )}
      {first !== null && <FirstPassword {...first} onClose={() => setFirst(null)} />}
    </>
  );
}

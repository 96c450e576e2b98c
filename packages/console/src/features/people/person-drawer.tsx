import { createPerson, editPerson, listPeople, type PersonView } from '@shoutian/domain/api';
import { type RoleId, roleIds, roles } from '@shoutian/domain/people';
import { Input, Select, TreeSelect } from 'antd';
import { useState } from 'react';
import { formErrors, useAct } from '../../app/index.ts';
import { i18next } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Field, FieldGrid, FormDrawer, MissingButton } from '../../kit/index.ts';
import { useDivisionOptions } from './division-options.ts';
import { peopleTexts } from './texts.ts';

/** Name of a role in the language of the screen. */
export const roleName = (role: RoleId): string => (i18next.language === 'en' ? roles[role].en : roles[role].zh);

export interface PersonDrawerProps {
  /** null: a new person. */
  person: PersonView | null;
  onClose: () => void;
  /** A new person's first password: shown once by the page. */
  onPassword: (name: string, password: string) => void;
}

/** Form of one person; roles of different levels cannot be mixed, because they need different areas. */
export function PersonDrawer({ person, onClose, onPassword }: PersonDrawerProps) {
  const t = useTexts(peopleTexts);
  const [draft, setDraft] = useState({
    username: person?.username ?? '',
    name: person?.name ?? '',
    unit: person?.unit ?? '',
    roles: [...(person?.roles ?? [])],
    scopeCode: person?.scopeCode ?? '',
    phone: '',
  });
  const [dirty, setDirty] = useState(false);
  const change = (part: Partial<typeof draft>) => {
    setDraft((old) => ({ ...old, ...part }));
    setDirty(true);
  };
  const level = draft.roles[0] === undefined ? null : roles[draft.roles[0]].level;
  const { options, loading } = useDivisionOptions(level);
  const shared = { invalidate: [listPeople], quietComplaints: true };
  const create = useAct(createPerson, {
    ...shared,
    onDone: (answer) => onPassword(answer.person.name, answer.password),
  });
  const edit = useAct(editPerson, { ...shared, done: t('saved'), onDone: onClose });
  const errors = formErrors(create.error ?? edit.error);
  const errorAt = (name: string) => errors.find((one) => one.name.endsWith(name))?.message;
  const missing = [
    ...(person === null && draft.username === '' ? [{ code: 'username', message: t('missingUsername') }] : []),
    ...(draft.name.trim() === '' ? [{ code: 'name', message: t('missingName') }] : []),
    ...(draft.roles.length === 0 ? [{ code: 'roles', message: t('missingRole') }] : []),
    ...(draft.scopeCode === '' ? [{ code: 'scopeCode', message: t('missingScope') }] : []),
  ];
  const submit = () => {
    const { username, phone, ...body } = draft;
    const contact = phone === '' ? {} : { phone };
    if (person === null) create.mutate({ body: { ...body, ...contact, username } });
    else edit.mutate({ params: { id: person.id }, body: { ...body, ...contact } });
  };
  return (
    <FormDrawer
      open
      onClose={onClose}
      title={person === null ? t('newTitle') : t('editTitle', { name: person.name })}
      dirty={dirty}
      errors={errors}
      onSubmit={submit}
      submit={
        <MissingButton
          verb={t('save')}
          primary
          missing={missing}
          busy={create.isPending || edit.isPending}
          onAct={submit}
        />
      }
      sections={[
        {
          key: 'work',
          title: t('work'),
          mark: missing.length === 0 ? 'ok' : 'grey',
          body: (
            <FieldGrid>
              <Field name="username" label={t('account')} required help={t('accountHelp')} error={errorAt('username')}>
                <Input
                  value={draft.username}
                  disabled={person !== null}
                  autoComplete="off"
                  onChange={(event) => change({ username: event.target.value.toLowerCase() })}
                />
              </Field>
              <Field name="name" label={t('name')} required error={errorAt('name')}>
                <Input value={draft.name} onChange={(event) => change({ name: event.target.value })} />
              </Field>
              <Field name="roles" label={t('role')} required help={t('roleHelp')} error={errorAt('roles')}>
                <Select
                  mode="multiple"
                  value={draft.roles}
                  onChange={(next: RoleId[]) =>
                    change({
                      roles: next,
                      ...(next[0] && level && roles[next[0]].level !== level ? { scopeCode: '' } : {}),
                    })
                  }
                  options={roleIds.map((role) => ({
                    value: role,
                    label: roleName(role),
                    disabled: level !== null && roles[role].level !== level,
                  }))}
                />
              </Field>
              <Field name="scopeCode" label={t('scope')} required error={errorAt('scopeCode')}>
                <TreeSelect
                  {...(draft.scopeCode === '' ? {} : { value: draft.scopeCode })}
                  loading={loading}
                  treeData={options}
                  treeDefaultExpandAll
                  treeLine
                  showSearch={{ treeNodeFilterProp: 'title' }}
                  onChange={(code: string) => change({ scopeCode: code })}
                />
              </Field>
              <Field name="unit" label={t('unit')} error={errorAt('unit')}>
                <Input value={draft.unit} onChange={(event) => change({ unit: event.target.value })} />
              </Field>
              <Field
                name="phone"
                label={t('phone')}
                help={person?.phoneMasked ?? t('phoneHelp')}
                error={errorAt('phone')}
              >
                <Input
                  value={draft.phone}
                  inputMode="tel"
                  onChange={(event) => change({ phone: event.target.value })}
                />
              </Field>
            </FieldGrid>
          ),
        },
      ]}
    />
  );
}

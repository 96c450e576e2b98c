import {
  disablePerson,
  enablePerson,
  endSessions,
  listPeople,
  type PersonView,
  resetPassword,
  resetTwoFactor,
  unlockPerson,
} from '@shoutian/domain/api';
import { Button, Dropdown } from 'antd';
import { useAct } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Icon, useConfirmAct } from '../../kit/index.ts';
import { peopleTexts } from './texts.ts';

export interface PersonActsProps {
  person: PersonView;
  onEdit: () => void;
  onPassword: (name: string, password: string) => void;
}

/** What may be done with one account now; the server says which, the screen never works it out. */
export function PersonActs({ person, onEdit, onPassword }: PersonActsProps) {
  const t = useTexts(peopleTexts);
  const confirm = useConfirmAct();
  const options = { invalidate: [listPeople], done: t('saved') };
  const reset = useAct(resetPassword, {
    invalidate: [listPeople],
    onDone: (answer) => onPassword(answer.person.name, answer.password),
  });
  const disable = useAct(disablePerson, options);
  const enable = useAct(enablePerson, options);
  const unlock = useAct(unlockPerson, options);
  const end = useAct(endSessions, options);
  const plain = useAct(resetTwoFactor, options);
  const input = { params: { id: person.id }, body: {} };
  const ask = async (
    title: 'resetTitle' | 'disableTitle',
    text: 'resetText' | 'disableText',
    verb: string,
    run: () => void,
  ) => {
    if (
      await confirm({
        title: t(title, { name: person.name }),
        text: t(text),
        verb,
        keep: t('keep'),
        danger: title === 'disableTitle',
      })
    )
      run();
  };
  const acts: Record<string, { label: string; run: () => void; danger?: boolean }> = {
    resetPassword: {
      label: t('reset'),
      run: () => void ask('resetTitle', 'resetText', t('reset'), () => reset.mutate(input)),
    },
    unlock: { label: t('unlock'), run: () => unlock.mutate(input) },
    endSessions: { label: t('endSessions'), run: () => end.mutate(input) },
    resetTwoFactor: { label: t('resetTwoFactor'), run: () => plain.mutate(input) },
    enable: { label: t('enable'), run: () => enable.mutate(input) },
    disable: {
      label: t('disable'),
      danger: true,
      run: () => void ask('disableTitle', 'disableText', t('disable'), () => disable.mutate(input)),
    },
  };
  const open = Object.entries(acts).filter(([name]) => person.abilities.includes(name));
  return (
    <span className="st-row">
      <Button type="link" size="small" disabled={!person.abilities.includes('edit')} onClick={onEdit}>
        {t('edit')}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: open.map(([key, { label, danger }]) => ({ key, label, danger: danger ?? false })),
          onClick: ({ key }) => acts[key]?.run(),
        }}
      >
        <Button
          type="text"
          size="small"
          aria-label={person.name}
          icon={<Icon name="more" size={16} />}
          disabled={open.length === 0}
        />
      </Dropdown>
    </span>
  );
}

import { Badge, Button, Dropdown, Popover } from 'antd';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../marks/icon.tsx';
import { Go } from '../page/go.tsx';
import { kitTexts } from '../texts.ts';
import type { FramePerson, InboxItem } from './frame-types.ts';

export interface InboxBellProps {
  count: number;
  items: readonly InboxItem[];
  onAll?: () => void;
}

/** What waits for this person. */
export function InboxBell({ count, items, onAll }: InboxBellProps) {
  const t = useTexts(kitTexts);
  const list =
    items.length === 0 ? (
      <p className="st-second">{t('noInbox')}</p>
    ) : (
      <ul className="st-inbox">
        {items.map((item) => (
          <li key={item.key}>
            {item.to === undefined ? item.title : <Go to={item.to}>{item.title}</Go>}
            <div className="st-note">
              {item.note} {item.at}
            </div>
          </li>
        ))}
      </ul>
    );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t('inbox')}
      content={
        <>
          {list}
          {onAll && (
            <button type="button" className="st-link" onClick={onAll}>
              {t('all')}
            </button>
          )}
        </>
      }
    >
      <Button type="text" aria-label={`${t('inbox')} ${count}`} className="st-head-icon">
        <Badge count={count} size="small" color="var(--st-red)" offset={[2, -2]}>
          <Icon name="bell" size={20} />
        </Badge>
      </Button>
    </Popover>
  );
}

export interface PersonMenuProps {
  person: FramePerson;
  onLanguage: () => void;
  onSignOut: () => void;
  /** More lines: 我的设置. */
  extra?: readonly { key: string; label: string; to: string }[];
}

/** Name and unit; language, settings, sign out. */
export function PersonMenu({ person, onLanguage, onSignOut, extra = [] }: PersonMenuProps) {
  const t = useTexts(kitTexts);
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          ...extra.map((one) => ({ key: one.key, label: <Go to={one.to}>{one.label}</Go> })),
          { key: 'language', label: t('language'), onClick: onLanguage },
          { type: 'divider' as const },
          { key: 'out', label: t('signOut'), icon: <Icon name="leave" />, onClick: onSignOut },
        ],
      }}
    >
      <button type="button" className="st-person" aria-label={`${person.name} ${person.unit}`}>
        <span className="st-avatar" aria-hidden="true">
          {person.name.slice(0, 1)}
        </span>
        <span className="st-person-words">
          <b>{person.name}</b>
          <span className="st-note">{person.unit}</span>
        </span>
      </button>
    </Dropdown>
  );
}

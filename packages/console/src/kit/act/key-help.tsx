import { Modal, Switch } from 'antd';
import { useTexts } from '../../i18n/texts.ts';
import { kitTexts } from '../texts.ts';
import { setSingleKeys, singleKeysOn, useKeyList } from './use-keys.ts';
import './act.css';

const shown: Record<string, string> = {
  mod: 'Ctrl',
  ArrowDown: '↓',
  ArrowUp: '↑',
  Escape: 'Esc',
  Enter: '回车',
  ' ': '空格',
};

/** Keys of one binding as caps. */
export function KeyCaps({ keys }: { keys: string }) {
  const parts = keys === ' ' ? [' '] : keys.split(/[ +](?=.)/);
  return (
    <span className="st-keycaps">
      {parts.map((part) => (
        <kbd key={part}>{shown[part] ?? (part.length === 1 ? part.toUpperCase() : part)}</kbd>
      ))}
    </span>
  );
}

/** The list behind ?: what the keyboard does on this page and everywhere. */
export function KeyHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTexts(kitTexts);
  const list = useKeyList();
  const groups = [
    { title: t('keyThisPage'), entries: list.filter((one) => !one.global) },
    { title: t('keyEverywhere'), entries: list.filter((one) => one.global) },
  ];
  return (
    <Modal open={open} onCancel={onClose} title={t('keys')} footer={null} width={560}>
      {groups.map((group) => {
        const labelled = group.entries.flatMap((one) => one.bindings).filter((one) => one.label !== undefined);
        if (labelled.length === 0) return null;
        return (
          <section key={group.title} className="st-keyhelp">
            <h3>{group.title}</h3>
            <dl>
              {labelled.map((one) => (
                <div key={one.keys}>
                  <dt>
                    <KeyCaps keys={one.keys} />
                  </dt>
                  <dd>{one.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
      <div className="st-row st-note">
        <Switch size="small" checked={singleKeysOn()} onChange={setSingleKeys} aria-label={t('keysSwitch')} />
        <span>
          {t('keysSwitch')}。{t('keysNote')}
        </span>
      </div>
    </Modal>
  );
}

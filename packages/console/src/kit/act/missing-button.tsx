import { Button, Popover } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { StateMark } from '../marks/state-mark.tsx';
import { Go } from '../page/go.tsx';
import { kitTexts } from '../texts.ts';
import './act.css';

/** One thing that is missing for an act: what, and the place that does it. Same shape as the wire's `missing`. */
export interface MissingItem {
  code: string;
  message: string;
  /** In-app address. */
  link?: string | undefined;
}

export interface MissingButtonProps {
  /** The verb of the act: 申请销号. */
  verb: string;
  missing?: readonly MissingItem[];
  /** Set when this person may see but not do it: 「由县级办理」. */
  byOthers?: string;
  onAct: () => void;
  primary?: boolean;
  danger?: boolean;
  busy?: boolean;
  block?: boolean;
  icon?: ReactNode;
  /** Small letter of the keyboard shown behind the verb. */
  keyHint?: string;
}

/** What is missing, each a link that does the job. */
export function MissingList({ items }: { items: readonly MissingItem[] }) {
  const t = useTexts(kitTexts);
  return (
    <ul className="st-missing">
      {items.map((item) => (
        <li key={item.code + item.message}>
          <StateMark tone="red" />
          <span className="st-grow">{item.message}</span>
          {item.link !== undefined && <Go to={item.link}>{t('goFix')}</Go>}
        </li>
      ))}
    </ul>
  );
}

/**
 * An act's button. What is missing stands in its own label, 「申请销号（缺 3 项）」, and opens as a list of links; it is
 * never just grey without a word.
 */
export function MissingButton(props: MissingButtonProps) {
  const { verb, missing = [], byOthers, onAct, primary = false, danger = false, busy = false, block = false } = props;
  const t = useTexts(kitTexts);
  const frame = { block, ...(props.icon === undefined ? {} : { icon: props.icon }) };
  if (byOthers !== undefined) {
    return (
      <Button disabled className="st-off" {...frame}>
        {verb}（{t('byOthers', { who: byOthers })}）
      </Button>
    );
  }
  if (missing.length > 0) {
    return (
      <Popover
        trigger="click"
        placement="bottomRight"
        title={t('missingTitle', { n: missing.length })}
        content={<MissingList items={missing} />}
      >
        <Button className="st-off" aria-disabled="true" {...frame}>
          {t('missingCount', { verb, n: missing.length })}
        </Button>
      </Popover>
    );
  }
  return (
    <Button type={primary ? 'primary' : 'default'} danger={danger} loading={busy} onClick={onAct} {...frame}>
      {verb}
      {props.keyHint !== undefined && <kbd>{props.keyHint}</kbd>}
    </Button>
  );
}

import { emptyOf, type RuleShape } from '@shoutian/domain/rules';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts.ts';
import { Icon } from '../../../kit/index.ts';
import { settingsTexts } from '../texts.ts';

export interface GroupRowsProps {
  of: RuleShape;
  rows: readonly unknown[];
  onChange: (rows: readonly unknown[]) => void;
  /** The inputs of one row. */
  children: (row: unknown, i: number, put: (row: unknown) => void) => ReactNode;
}

/** Rows in an order that matters: added, removed, moved up and down. */
export function GroupRows({ of, rows, onChange, children }: GroupRowsProps) {
  const t = useTexts(settingsTexts);
  const move = (i: number, by: number) => {
    const next = [...rows];
    const [row] = next.splice(i, 1);
    next.splice(i + by, 0, row);
    onChange(next);
  };
  return (
    <div className="st-col">
      {rows.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no id of their own; their order is what they are
        <section key={i} className="st-rule-row" aria-label={t('rowNo', { n: i + 1 })}>
          <div className="st-row st-between">
            <span className="st-second">{t('rowNo', { n: i + 1 })}</span>
            <span className="st-row">
              <RowButton label={t('moveUp')} sign="↑" off={i === 0} onPress={() => move(i, -1)} />
              <RowButton label={t('moveDown')} sign="↓" off={i === rows.length - 1} onPress={() => move(i, 1)} />
              <RowButton label={t('removeRow')} sign="✕" onPress={() => onChange(rows.filter((_, k) => k !== i))} />
            </span>
          </div>
          {children(row, i, (next) => onChange(rows.map((old, k) => (k === i ? next : old))))}
        </section>
      ))}
      {rows.length === 0 && <p className="st-second">{t('noRows')}</p>}
      <div>
        <Button icon={<Icon name="add" size={14} />} onClick={() => onChange([...rows, emptyOf(of)])}>
          {t('addRow')}
        </Button>
      </div>
    </div>
  );
}

/** Shows a sign alone; its name is spoken. */
function RowButton(props: { label: string; sign: string; onPress: () => void; off?: boolean }) {
  const { label, sign, onPress, off = false } = props;
  return (
    <Button size="small" type="text" aria-label={label} title={label} disabled={off} onClick={onPress}>
      {sign}
    </Button>
  );
}

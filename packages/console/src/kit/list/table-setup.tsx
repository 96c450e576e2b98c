import { Button, Checkbox, Dropdown, Popover } from 'antd';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../marks/icon.tsx';
import { kitTexts } from '../texts.ts';
import type { Density, TableSetup } from './use-table-setup.ts';

export interface TableSetupBarProps {
  columns: readonly { key: string; title: string; fixed?: boolean }[];
  setup: TableSetup;
}

/** Column chooser and row height; kept on this computer per table. */
export function TableSetupBar({ columns, setup }: TableSetupBarProps) {
  const t = useTexts(kitTexts);
  const words: Record<Density, string> = { dense: t('dense'), normal: t('normal'), loose: t('loose') };
  return (
    <span className="st-row st-noprint">
      <Popover
        trigger="click"
        placement="bottomRight"
        content={
          <div className="st-chip-body">
            <ul>
              {columns.map((column) => (
                <li key={column.key}>
                  <Checkbox
                    checked={!setup.hidden.includes(column.key)}
                    disabled={column.fixed === true}
                    onChange={() => setup.toggle(column.key)}
                  >
                    {column.title}
                  </Checkbox>
                </li>
              ))}
            </ul>
            <button type="button" className="st-link" onClick={setup.reset}>
              {t('restoreColumns')}
            </button>
          </div>
        }
      >
        <Button type="text" size="small">
          <Icon name="columns" size={14} />
          {t('columns')}
        </Button>
      </Popover>
      <Dropdown
        trigger={['click']}
        menu={{
          items: (['dense', 'normal', 'loose'] as const).map((key) => ({ key, label: words[key] })),
          selectedKeys: [setup.density],
          onClick: ({ key }) => setup.setDensity(key === 'dense' ? 'dense' : key === 'loose' ? 'loose' : 'normal'),
        }}
      >
        <Button type="text" size="small" aria-label={`${t('density')} ${words[setup.density]}`}>
          {words[setup.density]}
          <Icon name="down" size={12} />
        </Button>
      </Dropdown>
    </span>
  );
}

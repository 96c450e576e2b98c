import { Dropdown } from 'antd';
import { useTexts } from '../../i18n/texts.ts';
import { Icon, Seal } from '../marks/icon.tsx';
import { Go } from '../page/go.tsx';
import { kitTexts } from '../texts.ts';
import type { MenuNode } from './frame-types.ts';

export interface SiderProps {
  menu: readonly MenuNode[];
  active: string | undefined;
  /** 56 px, icons only; the pages of a group open beside it. */
  rail: boolean;
  foot?: readonly string[];
}

function Count({ n, own }: { n: number | undefined; own: boolean }) {
  if (n === undefined || n === 0) return null;
  return <span className={`st-nav-count ${own ? 'st-nav-own' : ''}`}>{n}</span>;
}

function Group({ node, active, rail }: { node: MenuNode; active: string | undefined; rail: boolean }) {
  const first = node.children[0];
  if (first === undefined) return null;
  const open = node.children.some((leaf) => leaf.path === active);
  const single = node.children.length === 1;
  const on = open && (single || rail);
  const link = (
    <Go to={first.path} className={`st-nav-item ${on ? 'st-nav-on' : ''}`} label={node.label}>
      <Icon name={node.icon} size={20} />
      <span className="st-nav-word">{node.label}</span>
      <Count n={node.count} own={node.own === true} />
    </Go>
  );
  return (
    <li>
      {rail && !single ? (
        <Dropdown
          placement="bottomLeft"
          menu={{
            items: node.children.map((leaf) => ({ key: leaf.path, label: <Go to={leaf.path}>{leaf.label}</Go> })),
          }}
        >
          {link}
        </Dropdown>
      ) : (
        link
      )}
      {open && !single && !rail && (
        <ul>
          {node.children.map((leaf) => (
            <li key={leaf.path}>
              <Go to={leaf.path} className={`st-nav-item st-nav-sub ${leaf.path === active ? 'st-nav-on' : ''}`}>
                <span className="st-nav-word">{leaf.label}</span>
                <Count n={leaf.count} own={false} />
              </Go>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** The pine-green menu: groups with one page open directly, the pages of the present group stand under it. */
export function Sider({ menu, active, rail, foot = [] }: SiderProps) {
  const t = useTexts(kitTexts);
  return (
    <aside className={`st-sider ${rail ? 'st-sider-rail' : ''}`}>
      <div className="st-logo">
        <Seal />
        {!rail && (
          <span>
            <b>{t('product')}</b>
            <small>{t('productLine')}</small>
          </span>
        )}
      </div>
      <nav className="st-nav" aria-label={t('product')}>
        <ul>
          {menu.map((node) => (
            <Group key={node.key} node={node} active={active} rail={rail} />
          ))}
        </ul>
      </nav>
      {!rail && foot.length > 0 && (
        <div className="st-sider-foot">
          {foot.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </div>
      )}
    </aside>
  );
}

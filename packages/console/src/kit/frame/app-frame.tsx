import { Button, Drawer, Tooltip } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { KeyHelp } from '../act/key-help.tsx';
import { useKeys } from '../act/use-keys.ts';
import { Icon } from '../marks/icon.tsx';
import { DemoMark } from '../marks/state-mark.tsx';
import { kitTexts } from '../texts.ts';
import { useBreadth } from '../use-media.ts';
import { activePath, type MenuNode } from './frame-types.ts';
import { GlobalSearch, type GlobalSearchProps } from './global-search.tsx';
import { InboxBell, type InboxBellProps, PersonMenu, type PersonMenuProps } from './header-parts.tsx';
import { ScopeSwitch, type ScopeSwitchProps } from './scope-switch.tsx';
import { Sider } from './sider.tsx';
import './frame.css';

export interface AppFrameProps extends PersonMenuProps {
  menu: readonly MenuNode[];
  pathname: string;
  /** Map pages and evidence review: 56 px rail and no padding round the content. */
  rail?: boolean;
  demo: boolean;
  /** 「2026年11月23日 星期一」 */
  dateText: string;
  scope: ScopeSwitchProps;
  search: GlobalSearchProps['search'];
  inbox?: InboxBellProps;
  jobs?: ReactNode;
  siderFoot?: readonly string[];
  children: ReactNode;
}

/** Sider, header and content; rail below 1280 px, menu as a drawer below 768 px. */
export function AppFrame(props: AppFrameProps) {
  const { menu, pathname, rail = false, demo, children } = props;
  const t = useTexts(kitTexts);
  const breadth = useBreadth();
  const phone = breadth === 'phone';
  const [menuOpen, setMenuOpen] = useState(false);
  const [help, setHelp] = useState(false);
  const helpLabel = t('keys');
  useKeys(
    useMemo(() => [{ keys: '?', label: helpLabel, run: () => setHelp(true) }], [helpLabel]),
    true,
  );
  const active = activePath(menu, pathname);
  const narrow = rail || breadth === 'narrow' || breadth === 'tablet';
  const foot = props.siderFoot ?? [];
  return (
    <div className={`st-app ${narrow ? 'st-app-rail' : ''} ${phone ? 'st-app-phone' : ''}`}>
      <a className="st-skip" href="#main">
        {t('skip')}
      </a>
      {phone ? (
        <Drawer
          placement="left"
          size={240}
          closable={false}
          open={menuOpen}
          onClose={() => setMenuOpen(false)}
          styles={{ body: { padding: 0, background: 'var(--st-sider)' } }}
        >
          {/* biome-ignore lint/a11y/noStaticElementInteractions: following a link inside closes the drawer */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link arrives here as a click */}
          <div onClick={(event) => event.target instanceof Element && event.target.closest('a') && setMenuOpen(false)}>
            <Sider menu={menu} active={active} rail={false} foot={foot} />
          </div>
        </Drawer>
      ) : (
        <Sider menu={menu} active={active} rail={narrow} foot={foot} />
      )}
      <header className="st-header">
        {phone && (
          <Button
            type="text"
            className="st-head-icon"
            aria-label={t('openMenu')}
            onClick={() => setMenuOpen(true)}
            icon={<Icon name="menu" size={20} />}
          />
        )}
        <ScopeSwitch {...props.scope} />
        {demo && <DemoMark />}
        <GlobalSearch search={props.search} />
        <span className="st-end st-second st-date">{props.dateText}</span>
        {props.jobs}
        {props.inbox && <InboxBell {...props.inbox} />}
        <Tooltip title={t('help')}>
          <Button
            type="text"
            className="st-head-icon st-help"
            aria-label={t('help')}
            icon={<Icon name="help" size={20} />}
            onClick={() => setHelp(true)}
          />
        </Tooltip>
        <PersonMenu
          person={props.person}
          onLanguage={props.onLanguage}
          onSignOut={props.onSignOut}
          {...(props.extra ? { extra: props.extra } : {})}
        />
      </header>
      <main id="main" tabIndex={-1} className={`st-main ${rail ? 'st-main-flush' : ''}`}>
        {children}
      </main>
      <KeyHelp open={help} onClose={() => setHelp(false)} />
    </div>
  );
}

/** Plain page: parts under each other with the frame's gap. */
export function Page({ children }: { children: ReactNode }) {
  return <div className="st-page">{children}</div>;
}

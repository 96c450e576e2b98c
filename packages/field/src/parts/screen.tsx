import { type ReactNode, useEffect, useRef } from 'react';
import { useOutbox } from '../app/outbox.ts';
import { back, go } from '../app/route.ts';
import { useTexts } from '../i18n/texts.ts';
import { isUnsent } from '../outbox/item.ts';
import { Icon, type IconName } from './icon.tsx';
import { NetStrip } from './net-strip.tsx';
import { partTexts } from './texts.ts';
import { UndoBar } from './undo-bar.tsx';

export type Tab = '/' | '/map' | '/outbox' | '/me';

export interface ScreenProps {
  title: string;
  /** Left of the title; without it 返回 stands there, unless the screen is a tab. */
  start?: ReactNode;
  end?: ReactNode;
  /** One of the bottom tabs. */
  tab?: Tab;
  /** Where 返回 goes when the screen was opened by its address. */
  fallback?: string;
  /** Main action, in reach of the thumb. */
  foot?: ReactNode;
  /** Content to the edges: maps. */
  flush?: boolean;
  children: ReactNode;
}

/** Title 52, network strip 40, content, main action, tabs 72: every screen but the camera. */
export function Screen({ title, start, end, tab, fallback = '/', foot, flush = false, children }: ScreenProps) {
  const t = useTexts(partTexts);
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${title} · 守田`;
  }, [title]);
  // A reader starts at the new screen's content, not at the button that was pressed on the old one.
  useEffect(() => main.current?.focus({ preventScroll: true }), []);
  return (
    <div className="f-screen">
      <header className="f-top">
        {tab === undefined ? (
          <button type="button" className="f-top-side" onClick={() => back(fallback)}>
            <Icon name="previous" />
            {t('back')}
          </button>
        ) : (
          <span className="f-top-side">{start}</span>
        )}
        <h1>{title}</h1>
        <span className="f-top-end">{end}</span>
      </header>
      <UndoBar />
      <NetStrip />
      <main ref={main} tabIndex={-1} className={flush ? 'f-main is-flush' : 'f-main'}>
        {children}
      </main>
      {foot !== undefined && <div className="f-foot">{foot}</div>}
      {tab !== undefined && <TabBar tab={tab} />}
    </div>
  );
}

const tabs = [
  ['/', 'list', 'tasks'],
  ['/map', 'map', 'map'],
  ['/outbox', 'cloud', 'outbox'],
  ['/me', 'person', 'me'],
] as const satisfies readonly (readonly [Tab, IconName, keyof typeof partTexts.zh])[];

function TabBar({ tab }: { tab: Tab }) {
  const t = useTexts(partTexts);
  const unsent = useOutbox().items.filter(isUnsent).length;
  return (
    <nav className="f-tabs" aria-label={t('mainTabs')}>
      {tabs.map(([path, icon, word]) => (
        <button
          key={path}
          type="button"
          {...(path === tab ? { 'aria-current': 'page' as const } : {})}
          onClick={() => go(path, { replace: tab !== '/' })}
        >
          <Icon name={icon} />
          {t(word)}
          {path === '/outbox' && unsent > 0 && (
            <i className="f-badge" aria-hidden="true">
              {unsent}
            </i>
          )}
        </button>
      ))}
    </nav>
  );
}

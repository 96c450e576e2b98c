import type { IconName } from '../marks/icon.tsx';

/** One page in the sider. */
export interface MenuLeaf {
  path: string;
  label: string;
  count?: number;
}

/** A group of the sider; with one child it opens that child directly. */
export interface MenuNode {
  key: string;
  label: string;
  icon: IconName;
  children: readonly MenuLeaf[];
  count?: number;
  /** The person's own count (red); others are grey. */
  own?: boolean;
}

/** A division in the scope switch. */
export interface ScopeNode {
  code: string;
  name: string;
  children?: readonly ScopeNode[];
}

export interface SearchHit {
  key: string;
  title: string;
  note?: string;
  to: string;
}

export interface SearchGroup {
  label: string;
  hits: readonly SearchHit[];
}

export interface InboxItem {
  key: string;
  title: string;
  note?: string;
  to?: string;
  at: string;
}

export interface FramePerson {
  name: string;
  unit: string;
  countyName: string;
}

/** The deepest menu page whose path begins the present one; `/` matches itself alone. */
export function activePath(menu: readonly MenuNode[], pathname: string): string | undefined {
  return menu
    .flatMap((node) => node.children)
    .map((leaf) => leaf.path)
    .filter((path) => path === pathname || (path !== '/' && pathname.startsWith(`${path}/`)))
    .sort((a, b) => b.length - a.length)[0];
}

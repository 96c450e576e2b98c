import type { ComponentType } from 'react';
import type { Texts } from '../i18n/texts.ts';

/** Groups of the sider, in this order (the product's information architecture). */
export const menuGroups = [
  'home',
  'clue',
  'problem',
  'patrol',
  'source',
  'public',
  'assess',
  'report',
  'settings',
] as const;
export type MenuGroup = (typeof menuGroups)[number];

export interface MenuEntry<K extends string = string> {
  group: MenuGroup;
  /** Place inside the group. */
  order: number;
  /** Key of the feature's own words. */
  label: K;
  path: string;
  /** Actions any of which opens the page; without it everybody signed in. */
  needs?: readonly string[];
}

export interface FeatureRoute {
  /** TanStack path: `/problems/$problemId`. */
  path: string;
  /** The page file; loaded when first opened. */
  load: () => Promise<{ default: ComponentType }>;
  needs?: readonly string[];
  /** 56 px rail and no padding: map pages and evidence review. */
  rail?: boolean;
}

/** What a feature folder hands to the app. */
export interface FeatureModule<K extends string = string> {
  key: string;
  i18n: Texts<K>;
  menu?: readonly MenuEntry<K>[];
  routes: readonly FeatureRoute[];
  /** Counts beside menu pages, by path. A hook: called on every screen, so keep it to one cached query. */
  useCounts?: () => Readonly<Record<string, number>>;
}

/** A feature with its words' keys checked, ready for the list in features.ts. */
export function defineFeature<const K extends string>(feature: FeatureModule<K>): FeatureModule {
  return feature as unknown as FeatureModule;
}

import type { IconName, MenuNode } from '../kit/index.ts';
import { type FeatureModule, type MenuGroup, menuGroups } from './feature-module.ts';

const icons: Record<MenuGroup, IconName> = {
  home: 'home',
  clue: 'clue',
  problem: 'problem',
  patrol: 'patrol',
  source: 'source',
  public: 'people',
  assess: 'scales',
  report: 'chart',
  settings: 'settings',
};

/** True when one of the needed actions is open; nothing needed is open to everybody. */
export function isOpen(needs: readonly string[] | undefined, abilities: readonly string[]): boolean {
  return needs === undefined || needs.some((action) => abilities.includes(action));
}

/**
 * The sider of one person: groups in their fixed order, only pages the person may open, no empty groups.
 * @param counts numbers beside pages, by path; a group shows the sum of its pages
 */
export function buildMenu(
  features: readonly FeatureModule[],
  abilities: readonly string[],
  counts: Readonly<Record<string, number>>,
  words: { group: (group: MenuGroup) => string; leaf: (feature: FeatureModule, label: string) => string },
): readonly MenuNode[] {
  return menuGroups.flatMap((group) => {
    const children = features
      .flatMap((feature) => (feature.menu ?? []).map((entry) => ({ feature, entry })))
      .filter(({ entry }) => entry.group === group && isOpen(entry.needs, abilities))
      .sort((a, b) => a.entry.order - b.entry.order)
      .map(({ feature, entry }) => {
        const count = counts[entry.path];
        return { path: entry.path, label: words.leaf(feature, entry.label), ...(count === undefined ? {} : { count }) };
      });
    if (children.length === 0) return [];
    const count = children.reduce((sum, leaf) => sum + (leaf.count ?? 0), 0);
    return [{ key: group, label: words.group(group), icon: icons[group], children, count, own: group === 'home' }];
  });
}

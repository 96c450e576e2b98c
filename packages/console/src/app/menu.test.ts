import { expect, test } from 'vitest';
import { defineTexts } from '../i18n/texts.ts';
import { defineFeature } from './feature-module.ts';
import { buildMenu } from './menu.ts';

const i18n = defineTexts(
  'menu-test',
  { ledger: '问题台账', board: '打表推进', rules: '规则' },
  { ledger: 'L', board: 'B', rules: 'R' },
);
const load = () => Promise.reject(new Error('not opened here'));
const features = [
  defineFeature({
    key: 'problem',
    i18n,
    menu: [
      { group: 'settings', order: 1, label: 'rules', path: '/rules', needs: ['rule.manage'] },
      { group: 'problem', order: 2, label: 'board', path: '/board', needs: ['board.read'] },
      { group: 'problem', order: 1, label: 'ledger', path: '/problems', needs: ['problem.read', 'audit.read'] },
    ],
    routes: [{ path: '/problems', load }],
  }),
];
const words = { group: (group: string) => group, leaf: (_: unknown, label: string) => label };

test('only what the role may open, in the order of the groups', () => {
  const menu = buildMenu(features, ['problem.read', 'board.read'], { '/problems': 3, '/board': 2 }, words);
  expect(menu.map((node) => [node.key, node.count, node.children.map((leaf) => leaf.path)])).toEqual([
    ['problem', 5, ['/problems', '/board']],
  ]);
});

test('any of the needed actions opens a page; an empty group is not shown', () => {
  expect(buildMenu(features, ['audit.read'], {}, words).map((node) => node.children.length)).toEqual([1]);
  expect(buildMenu(features, [], {}, words)).toEqual([]);
});

import { expect, test, vi } from 'vitest';
import { type Draft, Drafts, passingStore } from './drafts.ts';

const draft = (part: Partial<Draft<{ finding: string }>> = {}): Draft<{ finding: string }> => ({
  personId: 'li',
  key: 'report:1',
  title: '3组渠边 核查',
  path: '/report/1',
  savedAt: 1,
  value: { finding: 'house' },
  ...part,
});

test('what was filled in comes back after a reload, each person’s own', () => {
  const store = passingStore();
  expect(new Drafts(store).save(draft())).toBe(true);
  const reloaded = new Drafts(store);
  expect(reloaded.read('li', 'report:1')?.value).toEqual({ finding: 'house' });
  expect(reloaded.read('zheng', 'report:1')).toBeNull();
});

test('the list is newest first, follows changes, and is the same array in between', () => {
  const drafts = new Drafts(passingStore());
  const heard = vi.fn();
  drafts.subscribe(heard);
  drafts.save(draft());
  drafts.save(draft({ key: 'report:2', savedAt: 2 }));
  expect(drafts.list().map((one) => one.key)).toEqual(['report:2', 'report:1']);
  expect(drafts.list()).toBe(drafts.list());
  drafts.remove('li', 'report:2');
  expect(drafts.list().map((one) => one.key)).toEqual(['report:1']);
  expect(heard).toHaveBeenCalledTimes(3);
});

test('a full phone is said, not swallowed', () => {
  const full = {
    ...passingStore(),
    length: 0,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(new Drafts(full).save(draft())).toBe(false);
});

test('foreign or broken entries are left alone', () => {
  const store = passingStore();
  store.setItem('shoutian.draft.li.report:1', '{broken');
  store.setItem('shoutian.draft.li.report:2', '[]');
  store.setItem('shoutian.language', 'en');
  const drafts = new Drafts(store);
  expect(drafts.list()).toEqual([]);
  expect(drafts.read('li', 'report:1')).toBeNull();
  expect(store.getItem('shoutian.draft.li.report:1')).toBe('{broken');
});

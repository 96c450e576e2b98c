import type { ProblemDetail } from '@shoutian/domain/api';
import { expect, test } from 'vitest';
import { clashesOf, onlyChanged, resolve } from './edit-changes.ts';

const problem = {
  title: '硬化堆场',
  measures: null,
  coUnits: ['townEnforce'],
  partyName: '张**',
} as unknown as ProblemDetail;

test('only what differs travels; an untouched masked name never does', () => {
  expect(
    onlyChanged({ title: '硬化堆场', measures: '拆除', coUnits: ['townEnforce'], partyName: null }, problem),
  ).toEqual({ measures: '拆除' });
  expect(onlyChanged({ measures: null, partyName: '张三' }, problem)).toEqual({ partyName: '张三' });
  expect(onlyChanged({ coUnits: [] }, problem)).toEqual({ coUnits: [] });
});

test('a conflict falls into both and theirs, and theirs drops mine', () => {
  const details = [
    { code: 'conflict.both', at: 'measures', message: '钱辛 10:12 把「整改措施」改成…', messageEn: 'set' },
    { code: 'conflict.theirs', at: 'leader', message: '钱辛 10:12 把「联系领导」改成…' },
  ];
  expect(clashesOf(details, false).both).toEqual([{ field: 'measures', message: '钱辛 10:12 把「整改措施」改成…' }]);
  expect(clashesOf(details, true).theirs[0]?.field).toBe('leader');
  expect(resolve({ measures: 'a', remark: 'b' }, { measures: 'theirs', remark: 'mine' })).toEqual({ remark: 'b' });
});

import { expect, test } from 'vitest';
import type { Draft } from '../../drafts/drafts.ts';
import { makeItem } from '../../outbox/item.ts';
import { person, photo, recheck } from '../../outbox/testing.ts';
import { taskGroup, taskProgress } from './progress.ts';

const task = { subjectKind: 'clue', subjectId: 's', clueId: 'c', problemId: null } as const;

test('each kind of task has its group', () => {
  expect(taskGroup({ ...task, kind: 'verifyClue' })).toBe('clue:c');
  expect(taskGroup({ ...task, kind: 'recheckStop', subjectKind: 'stopMeasure' })).toBe('stop:s');
  expect(taskGroup({ ...task, kind: 'lookBack', subjectKind: 'lookBack' })).toBe('lookBack:s');
  expect(taskGroup({ ...task, kind: 'recordEvidence', problemId: 'p' })).toBe('problem:p');
  expect(taskGroup({ ...task, kind: 'supplement' })).toBe('clue:c');
});

test('a filled-in form moves the task on before the town has it; a photo alone does not', () => {
  const act = makeItem(recheck({ group: 'stop:s' }), 'a', 0);
  expect(taskProgress('stop:s', person, [act], [])).toBe('handedIn');
  expect(taskProgress('stop:s', 'other', [act], [])).toBe('untouched');
  expect(taskProgress('stop:s', person, [{ ...act, state: 'returned' }], [])).toBe('untouched');
  expect(taskProgress('stop:s', person, [{ ...act, state: 'received' }], [])).toBe('untouched');
  expect(taskProgress('stop:s', person, [makeItem(photo({ group: 'stop:s' }), 'b', 0)], [])).toBe('untouched');
});

test('a draft of the same thing shows as begun', () => {
  const draft = { personId: person, key: 'recheck:s' } as Draft<unknown>;
  expect(taskProgress('stop:s', person, [], [draft])).toBe('begun');
  expect(taskProgress('stop:t', person, [], [draft])).toBe('untouched');
});

import type { TaskView } from '@shoutian/domain/api';
import type { Draft } from '../../drafts/drafts.ts';
import { type Item, isUnsent } from '../../outbox/item.ts';

/** Group under which acts and photos of a task lie in the outbox. */
export function taskGroup(task: Pick<TaskView, 'kind' | 'subjectKind' | 'subjectId' | 'clueId' | 'problemId'>): string {
  const { kind, subjectKind, subjectId, clueId, problemId } = task;
  switch (kind) {
    case 'verifyClue':
      return `clue:${clueId ?? subjectId}`;
    case 'recheckStop':
      return `stop:${subjectId}`;
    case 'lookBack':
    case 'inspect':
      return `lookBack:${subjectId}`;
    case 'rectify':
    case 'recordEvidence':
      return `problem:${problemId ?? subjectId}`;
    case 'supplement':
      if (problemId !== null) return `problem:${problemId}`;
      return subjectKind === 'clue' ? `clue:${clueId ?? subjectId}` : `${subjectKind}:${subjectId}`;
  }
}

/** How far the phone is with a task: nothing, begun, or handed in and on its way. */
export type TaskProgress = 'untouched' | 'begun' | 'handedIn';

/** Acts that end a task when they arrive; photos and stop records do not. */
const ending = new Set<Item['act']['kind']>(['report', 'recheck', 'lookBack']);

/** @param groups drafts are keyed `<form>:<id>`, groups `<thing>:<id>`: the id is what they share */
export function taskProgress(
  group: string,
  personId: string,
  items: readonly Item[],
  drafts: readonly Draft<unknown>[],
): TaskProgress {
  const own = items.filter((item) => item.group === group && item.personId === personId);
  if (own.some((item) => ending.has(item.act.kind) && isUnsent(item) && item.state !== 'returned')) return 'handedIn';
  const id = group.slice(group.indexOf(':'));
  const begun = drafts.some((draft) => draft.personId === personId && draft.key.endsWith(id));
  return begun || own.some((item) => item.state === 'draft') ? 'begun' : 'untouched';
}

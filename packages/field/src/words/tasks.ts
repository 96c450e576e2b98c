import type { TaskView } from '@shoutian/domain/api';
import type { Words } from '@shoutian/domain/dictionaries';

type Kind = TaskView['kind'];

/** What the tag on the card says, and the one verb of its green button. */
export const taskWords: Readonly<Record<Kind, { tag: Words; verb: Words }>> = {
  verifyClue: { tag: { zh: '核查图斑', en: 'Check' }, verb: { zh: '开始核查', en: 'Start' } },
  recheckStop: { tag: { zh: '看停工没', en: 'Recheck' }, verb: { zh: '去看停没停', en: 'Recheck' } },
  rectify: { tag: { zh: '看整改进度', en: 'Progress' }, verb: { zh: '报进度', en: 'Report' } },
  recordEvidence: { tag: { zh: '整改拍照', en: 'Evidence' }, verb: { zh: '去拍照', en: 'Photos' } },
  lookBack: { tag: { zh: '回头看', en: 'Look back' }, verb: { zh: '填回头看', en: 'Record' } },
  inspect: { tag: { zh: '抽查', en: 'Spot check' }, verb: { zh: '填抽查', en: 'Record' } },
  supplement: { tag: { zh: '补材料', en: 'Add' }, verb: { zh: '去补', en: 'Add' } },
};

/** Screen that does the task. Photos wanted later go to the problem where there is one, else to the clue's report. */
export function taskPath(task: Pick<TaskView, 'id' | 'kind' | 'subjectId' | 'clueId' | 'problemId'>): string {
  const { id, kind, subjectId, clueId, problemId } = task;
  switch (kind) {
    case 'verifyClue':
      return `/report/${clueId ?? subjectId}?task=${id}`;
    case 'recheckStop':
      return `/recheck/${subjectId}?task=${id}`;
    case 'rectify':
      return `/problem/${problemId ?? subjectId}?task=${id}`;
    case 'recordEvidence':
      return `/problem/${problemId ?? subjectId}/evidence?task=${id}`;
    case 'lookBack':
    case 'inspect':
      return `/look-back/${subjectId}?task=${id}`;
    case 'supplement':
      return problemId === null
        ? `/report/${clueId ?? subjectId}?task=${id}`
        : `/problem/${problemId}/evidence?task=${id}`;
  }
}

/** Overdue first, then by due day; without one last; what was sent back comes before all. */
export function byDue(a: TaskView, b: TaskView): number {
  const returned = Number(b.returnedReason !== null) - Number(a.returnedReason !== null);
  if (returned !== 0) return returned;
  return (a.dueOn ?? '9999-12-31').localeCompare(b.dueOn ?? '9999-12-31') || (a.id < b.id ? -1 : 1);
}

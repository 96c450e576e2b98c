/** The six meanings a colour may have; each has its own shape, so print and colour blindness lose nothing. */
export type Tone = 'red' | 'amber' | 'ok' | 'blue' | 'purple' | 'grey';

export interface StateLook {
  tone: Tone;
  zh: string;
  en: string;
}

/** States of clues, problems, ledger rows, jobs and evidence with their look. Keys are the domain's identifiers. */
export const stateLooks = {
  // clue
  registered: { tone: 'grey', zh: '待分发', en: 'To dispatch' },
  dispatched: { tone: 'blue', zh: '待核查', en: 'To verify' },
  reported: { tone: 'blue', zh: '待镇审', en: 'Town review' },
  closed: { tone: 'grey', zh: '已办结', en: 'Closed' },
  merged: { tone: 'grey', zh: '已并入问题', en: 'Merged' },
  // problem; its `registered` is `problemRegistered` here because the word differs from the clue's
  problemRegistered: { tone: 'grey', zh: '待列清单', en: 'To be listed' },
  rectifying: { tone: 'blue', zh: '整改中', en: 'Rectifying' },
  writeOffRequested: { tone: 'blue', zh: '中心核实', en: 'Centre check' },
  townReview: { tone: 'blue', zh: '镇审核', en: 'Town review' },
  countyReview: { tone: 'blue', zh: '县级核查', en: 'County check' },
  writtenOff: { tone: 'ok', zh: '已销号', en: 'Written off' },
  reopened: { tone: 'purple', zh: '反弹重开', en: 'Reopened' },
  transferred: { tone: 'grey', zh: '已移交', en: 'Transferred' },
  mergedInto: { tone: 'grey', zh: '已并案', en: 'Joined' },
  noAction: { tone: 'grey', zh: '无需整改', en: 'No action' },
  suspended: { tone: 'grey', zh: '暂缓', en: 'Suspended' },
  // general
  draft: { tone: 'grey', zh: '草稿', en: 'Draft' },
  notStarted: { tone: 'grey', zh: '未启动', en: 'Not started' },
  notApplicable: { tone: 'grey', zh: '不适用', en: 'Not applicable' },
  inProgress: { tone: 'blue', zh: '办理中', en: 'In progress' },
  waiting: { tone: 'blue', zh: '待审核', en: 'Waiting' },
  returned: { tone: 'red', zh: '退回', en: 'Returned' },
  toCorrect: { tone: 'red', zh: '补正', en: 'To correct' },
  overdue: { tone: 'red', zh: '逾期', en: 'Overdue' },
  missing: { tone: 'red', zh: '缺', en: 'Missing' },
  dueSoon: { tone: 'amber', zh: '临期', en: 'Due soon' },
  attention: { tone: 'amber', zh: '请看一眼', en: 'Please look' },
  met: { tone: 'ok', zh: '满足', en: 'Met' },
  done: { tone: 'ok', zh: '完成', en: 'Done' },
  filed: { tone: 'ok', zh: '已入库', en: 'Filed' },
  onTime: { tone: 'ok', zh: '正常', en: 'On time' },
  rebound: { tone: 'purple', zh: '反弹', en: 'Rebound' },
  frozen: { tone: 'grey', zh: '已冻结', en: 'Frozen' },
  voided: { tone: 'grey', zh: '已作废', en: 'Voided' },
} as const satisfies Record<string, StateLook>;

export type StateId = keyof typeof stateLooks;

/** True for an identifier of the table; a wire value may be newer than this page. */
export function isStateId(value: string): value is StateId {
  return Object.hasOwn(stateLooks, value);
}

import { type CodeOf, dictionary } from '../dictionaries/entry.ts';

/** States of a problem. `open` counts as unfinished; `terminal` ends for good. */
export const problemStates = dictionary([
  { code: 'registered', zh: '待列清单', en: 'To be listed', open: true, terminal: false },
  { code: 'rectifying', zh: '整改中', en: 'Rectifying', open: true, terminal: false },
  { code: 'writeOffRequested', zh: '销号申请·中心核实', en: 'Write-off requested', open: true, terminal: false },
  { code: 'townReview', zh: '镇级审核', en: 'Town review', open: true, terminal: false },
  { code: 'countyReview', zh: '县级核查', en: 'County review', open: true, terminal: false },
  { code: 'writtenOff', zh: '已销号', en: 'Written off', open: false, terminal: false },
  { code: 'reopened', zh: '反弹重开', en: 'Reopened', open: true, terminal: false },
  { code: 'suspended', zh: '暂缓', en: 'Suspended', open: true, terminal: false },
  { code: 'transferred', zh: '已移交', en: 'Transferred', open: false, terminal: false },
  { code: 'noAction', zh: '无需整改', en: 'No action needed', open: false, terminal: false },
  { code: 'mergedInto', zh: '已并案', en: 'Merged', open: false, terminal: true },
]);
export type ProblemState = CodeOf<typeof problemStates>;
export const ProblemState = problemStates.schema;

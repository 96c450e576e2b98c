import { type CodeOf, dictionary } from '../dictionaries/entry.ts';

/** States of a clue. A closed or merged clue can be taken up again, with a reason. */
export const clueStates = dictionary([
  { code: 'registered', zh: '待分发', en: 'To dispatch', open: true },
  { code: 'dispatched', zh: '待核查', en: 'To verify', open: true },
  { code: 'reported', zh: '待镇审', en: 'Town review', open: true },
  { code: 'closed', zh: '已办结', en: 'Closed', open: false },
  { code: 'merged', zh: '已并入问题', en: 'Part of a problem', open: false },
]);
export type ClueState = CodeOf<typeof clueStates>;
export const ClueState = clueStates.schema;

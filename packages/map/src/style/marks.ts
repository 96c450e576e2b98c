import type { ClueState } from '@shoutian/domain/clue';
import type { ProblemState } from '@shoutian/domain/problem';
import { PALETTE } from './palette.ts';

/** What a record's colour and shape on the map can say. */
export type Mark = 'overdue' | 'dueSoon' | 'active' | 'reopened' | 'finished' | 'closed';

/** The drawn shape; one per meaning, so that a black-and-white print keeps it. */
export type MarkShape = 'square' | 'triangle' | 'half' | 'diamond' | 'tick' | 'ring';

export interface MarkLook {
  label: string;
  labelEn: string;
  colour: string;
  shape: MarkShape;
  /** Larger is worse: a cluster and an overlapping pin take the worst. */
  rank: number;
  /** Finished ground is edged with dashes. */
  dashed: boolean;
}

export const MARKS: Record<Mark, MarkLook> = {
  overdue: { label: '逾期', labelEn: 'Overdue', colour: PALETTE.red, shape: 'square', rank: 6, dashed: false },
  reopened: {
    label: '反弹重开',
    labelEn: 'Reopened',
    colour: PALETTE.purple,
    shape: 'diamond',
    rank: 5,
    dashed: false,
  },
  dueSoon: { label: '临期', labelEn: 'Due soon', colour: PALETTE.amberMark, shape: 'triangle', rank: 4, dashed: false },
  active: { label: '办理中', labelEn: 'In progress', colour: PALETTE.blue, shape: 'half', rank: 3, dashed: false },
  finished: { label: '已销号', labelEn: 'Written off', colour: PALETTE.ok, shape: 'tick', rank: 2, dashed: true },
  closed: { label: '已关闭', labelEn: 'Closed', colour: PALETTE.grey, shape: 'ring', rank: 1, dashed: true },
};

/** Marks from the worst to the mildest. */
export const MARK_ORDER: readonly Mark[] = ['overdue', 'reopened', 'dueSoon', 'active', 'finished', 'closed'];

/** States of a clue or a problem. */
export type RecordState = ClueState | ProblemState;

/** Where a record stands against its deadline; the server computes it by the calendar of the rules. */
export type DueState = 'overdue' | 'soon' | 'normal' | 'none';

/**
 * The mark of a record. Ended states win over the clock, an overdue clock wins over a rebound,
 * because what is late is what has to be done first.
 */
export function markFor(state: RecordState, due: DueState): Mark {
  switch (state) {
    case 'writtenOff':
      return 'finished';
    case 'closed':
    case 'merged':
    case 'mergedInto':
    case 'transferred':
    case 'noAction':
      return 'closed';
    case 'reopened':
      return due === 'overdue' ? 'overdue' : 'reopened';
    case 'registered':
    case 'dispatched':
    case 'reported':
    case 'rectifying':
    case 'writeOffRequested':
    case 'townReview':
    case 'countyReview':
    case 'suspended':
      return markOfClock(due);
  }
}

function markOfClock(due: DueState): Mark {
  switch (due) {
    case 'overdue':
      return 'overdue';
    case 'soon':
      return 'dueSoon';
    case 'normal':
    case 'none':
      return 'active';
  }
}

/** Path of a mark's shape in a 12 × 12 box, for SVG and for `Path2D`; filled with the even-odd rule. */
export function markPath(shape: MarkShape): string {
  switch (shape) {
    case 'square':
      return 'M1 1h10v10H1z';
    case 'triangle':
      return 'M6 .6L11.8 11H.2z';
    case 'half':
      return 'M6 .5a5.5 5.5 0 100 11a5.5 5.5 0 000-11zM6 2a4 4 0 010 8z';
    case 'diamond':
      return 'M6 .2L11.8 6L6 11.8L.2 6z';
    case 'tick':
      return 'M1.2 6.4l1.6-1.6l2.3 2.3l4.3-5l1.7 1.5l-5.9 6.8z';
    case 'ring':
      return 'M6 .5a5.500 5.500 0 100 11a5.500 5.500 0 000-11zM6 2.200a3.800 3.800 0 110 7.600a3.800 3.800 0 010-7.600z';
  }
}

/** A mark as a small SVG picture in its own colour, `size` px wide and high. */
export function markSvg(mark: Mark, size = 12): string {
  const { colour, shape } = MARKS[mark];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 12 12" aria-hidden="true"><path fill="${colour}" fill-rule="evenodd" d="${markPath(shape)}"/></svg>`;
}

/** How far a cell is from its plan. */
export type BoardTone = 'ok' | 'near' | 'behind';

export interface BoardTolerance {
  /** Gap in records that still counts as near. */
  count: number;
  /** Gap as a share of the plan that still counts as near, 0…1. */
  ratio: number;
}

/** Reads a cell: at or over plan, near (small gap by the rule's tolerance), or behind. */
export function boardTone(actual: number, planned: number, tolerance: BoardTolerance): BoardTone {
  const gap = planned - actual;
  if (gap <= 0) return 'ok';
  return gap <= tolerance.count || gap <= planned * tolerance.ratio ? 'near' : 'behind';
}

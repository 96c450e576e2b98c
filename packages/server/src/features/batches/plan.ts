import type { DraftDecision } from '@shoutian/domain/api';
import { searchText } from '@shoutian/domain/format';
import { HAND_ROWS } from './draft.ts';
import type { DraftRowData } from './queries/drafts.ts';
import type { ClueToStore } from './queries/store.ts';

/** Where a decided double leads: a problem, or another clue whose problem it will share once there is one. */
export interface Merge {
  id: string;
  into: { kind: 'clue' | 'problem'; id: string };
  rebound: boolean;
  why: string;
}

export interface StorePlan {
  clues: ClueToStore[];
  merges: Merge[];
  skipped: number;
  refused: number;
  /** Rows to be merged into a row that itself is not stored; must be decided again. */
  orphans: number[];
}

/** XS2026-007-0041: the batch and the line of its file; drawn ones count as H1, H2. */
export function clueNumber(batchNo: string, rowNo: number): string {
  const row = rowNo > HAND_ROWS ? `H${rowNo - HAND_ROWS}` : String(rowNo).padStart(4, '0');
  return `${batchNo.replace(/^PC/, 'XS')}-${row}`;
}

/** What storing a decided draft means, row by row. A merge into another row of the draft follows that row's own merge. */
export function planStore(batchNo: string, rows: readonly DraftRowData[]): StorePlan {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const plan: StorePlan = { clues: [], merges: [], skipped: 0, refused: 0, orphans: [] };
  for (const row of rows) {
    if (row.refused) plan.refused += 1;
    else if (row.decision?.choice === 'skip') plan.skipped += 1;
    else {
      const target = row.decision?.choice === 'merge' ? targetOf(row.decision, byId) : undefined;
      if (target === null) plan.orphans.push(row.row_no);
      if (target) plan.merges.push(mergeOf(row, target));
      plan.clues.push({
        id: row.id,
        clueNo: clueNumber(batchNo, row.row_no),
        decision: kept(row, target ?? undefined),
        searchTerms: searchText([
          row.monitor_no,
          ...Object.values(row.attributes).filter((value) => typeof value === 'string'),
          row.place,
          batchNo,
        ]),
      });
    }
  }
  return plan;
}

type Target = Merge['into'];

function targetOf(
  decision: Extract<DraftDecision, { choice: 'merge' }>,
  byId: ReadonlyMap<string, DraftRowData>,
): Target | null {
  if (decision.matchKind !== 'draft') return { kind: decision.matchKind, id: decision.matchId };
  const seen = new Set<string>();
  let at = byId.get(decision.matchId);
  while (at && !seen.has(at.id)) {
    seen.add(at.id);
    if (at.refused || at.decision?.choice === 'skip') return null;
    if (at.decision?.choice !== 'merge') return { kind: 'clue', id: at.id };
    if (at.decision.matchKind !== 'draft') return { kind: at.decision.matchKind, id: at.decision.matchId };
    at = byId.get(at.decision.matchId);
  }
  return null;
}

function mergeOf(row: DraftRowData, into: Target): Merge {
  const match = row.matches.find(({ id }) => id === into.id);
  const percent = match ? `${Math.round(match.ratioOfThis * 100)}%` : '';
  return {
    id: row.id,
    into,
    rebound: match?.rebound ?? false,
    why: match?.reason === 'sameNumber' ? `监测编号相同（${row.monitor_no}）` : `新图斑与原地块重叠 ${percent}`,
  };
}

/** The decision as the clue keeps it, with what stood against it. */
function kept(row: DraftRowData, target: Target | undefined): unknown {
  if (row.decision === null) return null;
  const against = row.matches
    .filter(({ decide }) => decide)
    .map(({ kind, id, no, reason, overlapM2 }) => ({ kind, id, no, reason, overlapM2 }));
  if (row.decision.choice === 'merge' && target)
    return { choice: 'merge', matchKind: target.kind, matchId: target.id, against };
  return { ...row.decision, against };
}

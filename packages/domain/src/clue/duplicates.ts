import { type CodeOf, dictionary, type Words } from '../dictionaries/entry.ts';
import { formatPercent } from '../format/number.ts';
import type { Missing } from '../problem/machine.ts';
import { isRebound, shares } from '../problem/rebound.ts';
import type { ProblemState } from '../problem/states.ts';
import type { Rules } from '../rules/rows.ts';

/** What a person decides about a possible double; the screens offer them with keys 1, 2 and 3. */
export const duplicateDecisions = dictionary([
  { code: 'merge', zh: '并入', en: 'Merge', key: '1' },
  { code: 'apart', zh: '另立问题', en: 'Keep apart', key: '2' },
  { code: 'skip', zh: '同号重报，不再入库', en: 'Same number again, not stored', key: '3' },
]);
export type DuplicateDecision = CodeOf<typeof duplicateDecisions>;

/** A new clue beside something that is there already. Areas m², distance in m (0 where they overlap, null without geometry). */
export interface DuplicatePair {
  readonly newNo: string | null;
  readonly oldNo: string | null;
  readonly oldKind: 'clue' | 'problem';
  readonly oldState: ProblemState | null;
  readonly sameChannel: boolean;
  readonly overlapM2: number;
  readonly newM2: number;
  readonly oldM2: number;
  readonly distanceM: number | null;
}

export type DuplicateWhy = 'sameNumber' | 'overlap' | 'near' | 'rebound';

/** Why a pair must be decided; empty when it need not. A number counts only within its channel (5.1: unique with channel). */
export function duplicateWhys(
  pair: DuplicatePair,
  rules: Rules,
): { readonly kind: DuplicateWhy; readonly text: Words }[] {
  const whys: { kind: DuplicateWhy; text: Words }[] = [];
  const part = shares(pair);
  const percent = `${formatPercent(part.ofNew)} / ${formatPercent(part.ofOld)}`;
  if (pair.sameChannel && pair.newNo !== null && pair.newNo.trim() !== '' && pair.newNo === pair.oldNo)
    whys.push({ kind: 'sameNumber', text: { zh: `监测编号相同：${pair.newNo}`, en: `same number: ${pair.newNo}` } });
  if (pair.oldState !== null && isRebound(pair.oldState, pair, rules))
    whys.push({
      kind: 'rebound',
      text: { zh: `压已销号的地块，重叠 ${percent}`, en: `over written-off ground, overlap ${percent}` },
    });
  else if (part.larger > 0 && part.larger >= rules.value('duplicate.overlapRatio'))
    whys.push({ kind: 'overlap', text: { zh: `重叠 ${percent}`, en: `overlap ${percent}` } });
  else if (
    pair.distanceM !== null &&
    pair.distanceM <= rules.value('duplicate.distanceM') &&
    pair.oldKind === 'problem'
  )
    whys.push({
      kind: 'near',
      text: { zh: `相距 ${Math.round(pair.distanceM)} 米`, en: `${Math.round(pair.distanceM)} m apart` },
    });
  return whys;
}

/** Must the batch wait for a person? A mere neighbour is shown but asks nothing. */
export function mustDecide(whys: readonly { readonly kind: DuplicateWhy }[]): boolean {
  return whys.some((why) => why.kind !== 'near');
}

/** What a decision still lacks, or why it does not fit the pair. */
export function decisionGaps(decision: DuplicateDecision, reason: string | null, pair: DuplicatePair): Missing[] {
  switch (decision) {
    case 'apart':
      return reason?.trim()
        ? []
        : [
            {
              code: 'duplicate.reason',
              message: { zh: '另立须写明理由，例如相邻两家、主体不同', en: 'keeping apart needs a reason' },
            },
          ];
    case 'skip':
      return pair.sameChannel && pair.newNo !== null && pair.newNo === pair.oldNo
        ? []
        : [{ code: 'duplicate.numberDiffers', message: { zh: '编号不同，不能按同号重报', en: 'the numbers differ' } }];
    case 'merge':
      return [];
  }
}

/** What merging means for the problem that is there: join it, reopen it, take it back, or follow it to where it was merged. */
export function mergeEffect(state: ProblemState): 'join' | 'reopen' | 'restore' | 'follow' {
  switch (state) {
    case 'registered':
    case 'rectifying':
    case 'writeOffRequested':
    case 'townReview':
    case 'countyReview':
    case 'reopened':
    case 'suspended':
      return 'join';
    case 'writtenOff':
      return 'reopen';
    case 'transferred':
    case 'noAction':
      return 'restore';
    case 'mergedInto':
      return 'follow';
  }
}

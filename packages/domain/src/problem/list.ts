import { rectificationClock } from '../deadlines/clock.ts';
import { type Day, daysBetween } from '../deadlines/day.ts';
import type { Rules } from '../rules/rows.ts';

/** One item of a frozen 整改任务清单. `dueOn` never changes in a frozen version; extensions live beside it. */
export interface ListItem {
  readonly problemId: string;
  /** Running number in this version, from 1. */
  readonly no: number;
  /** Version and day that started the item's clock; later versions carry them along (specification 1.2.3, R-094). */
  readonly clockVersion: number;
  readonly listFormedOn: Day;
  readonly dueOn: Day;
  /** True where this version started the clock. */
  readonly isNew: boolean;
}

export interface ListVersion {
  readonly version: number;
  readonly formedOn: Day;
  readonly approvedBy: string;
  readonly items: readonly ListItem[];
}

/** A problem that is to stand on the list. `reopenedOn` restarts the clock of an item that came back after write-off. */
export interface ListCandidate {
  readonly problemId: string;
  readonly reopenedOn: Day | null;
}

/**
 * Forms the next frozen version: items that were on the list keep number order, formation day and due day; only new ones
 * and those reopened since get a clock, running from `formedOn`.
 * @param previous latest frozen version, null for the first
 * @throws RangeError when a problem comes twice, or the version would be formed before the previous one
 */
export function formListVersion(
  previous: ListVersion | null,
  candidates: readonly ListCandidate[],
  formedOn: Day,
  approvedBy: string,
  rules: Rules,
): ListVersion {
  if (previous !== null && daysBetween(previous.formedOn, formedOn) < 0)
    throw new RangeError(`formed before version ${previous.version}: ${formedOn}`);
  if (new Set(candidates.map((each) => each.problemId)).size !== candidates.length)
    throw new RangeError('a problem stands on the list twice');
  const version = (previous?.version ?? 0) + 1;
  const known = new Map(previous?.items.map((item) => [item.problemId, item]) ?? []);
  const { due } = rectificationClock(formedOn, rules, formedOn).original;
  const items = candidates.map((candidate, index): ListItem => {
    const before = known.get(candidate.problemId);
    const keeps = before !== undefined && (candidate.reopenedOn === null || candidate.reopenedOn < before.listFormedOn);
    return keeps
      ? { ...before, no: index + 1, isNew: false }
      : {
          problemId: candidate.problemId,
          no: index + 1,
          clockVersion: version,
          listFormedOn: formedOn,
          dueOn: due,
          isNew: true,
        };
  });
  return { version, formedOn, approvedBy, items };
}

import type { ClueState, ClueView } from '@shoutian/domain/clue';
import type { Channel, ProblemType, Verdict, VerdictSubValue } from '@shoutian/domain/dictionaries';
import type { Selectable, Updateable } from 'kysely';
import type { ClueTable } from '../../../platform/db/schema.gen.ts';
import type { Tx } from '../../../platform/request.ts';

const columns = [
  'id',
  'countyCode',
  'divisionCode',
  'batchId',
  'clueNo',
  'monitorNo',
  'channel',
  'patchType',
  'imageDateAfter',
  'locationText',
  'areaM2',
  'overlayId',
  'type',
  'state',
  'stateSince',
  'verdict',
  'verdictSub',
  'problemId',
  'leadUnit',
  'assignedTo',
  'assignedName',
  'dueOn',
  'ongoing',
  'foundAt',
  'reportedAt',
  'noSignalS',
  'searchTerms',
  'rowVersion',
] as const;

interface Narrow {
  channel: Channel;
  type: ProblemType | null;
  state: ClueState;
  verdict: Verdict | null;
  verdictSub: VerdictSubValue | null;
}

/** One row of `clue` without its ground. Areas m², days civil. */
export type ClueRecord = Omit<Pick<Selectable<ClueTable>, (typeof columns)[number]>, keyof Narrow> & Narrow;

/** Columns an act writes beside the state; identity and version are the feature's own. */
export type ClueChanges = Omit<
  Updateable<ClueTable>,
  'countyCode' | 'id' | 'clueNo' | 'state' | 'stateSince' | 'rowVersion' | 'createdBy' | 'createdAt' | 'updatedAt'
>;

/** Rows by id; `lock` keeps them until the commit, in the order of the ids so that two writers never wait crosswise. */
export async function clueRecords(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
  options: { lock?: boolean } = {},
): Promise<ClueRecord[]> {
  if (ids.length === 0) return [];
  // Mostly one row is asked for: that form is worth its plan.
  const query = (ids.length === 1 ? tx.steadyDb : tx.db)
    .selectFrom('clue')
    .select(columns)
    .where('countyCode', '=', countyCode)
    .where('id', 'in', [...ids])
    .orderBy('id');
  return (await (options.lock ? query.forUpdate() : query).execute()) as ClueRecord[];
}

/** @returns the changed rows: none when the version is not the expected one any more */
export async function updateClue(
  tx: Tx,
  countyCode: string,
  id: string,
  rowVersion: number,
  changes: Updateable<ClueTable>,
): Promise<ClueRecord[]> {
  const rows = await tx.steadyDb
    .updateTable('clue')
    .set({ ...changes, rowVersion: rowVersion + 1 })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('rowVersion', '=', rowVersion)
    .returning(columns)
    .execute();
  return rows as ClueRecord[];
}

/** What the transition table asks of a row. */
export function viewOf(record: ClueRecord, reporterId: string | null): ClueView {
  return {
    id: record.id,
    state: record.state,
    divisionCode: record.divisionCode,
    assigneeId: record.assignedTo,
    reporterId,
  };
}

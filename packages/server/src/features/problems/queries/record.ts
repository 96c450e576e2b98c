import type {
  Category,
  Channel,
  ConstructionStage,
  CurrentState,
  DiscoveryMethod,
  PartyType,
  ProblemType,
  RectifyMethod,
  VerifyResult,
} from '@shoutian/domain/dictionaries';
import type { ProblemState } from '@shoutian/domain/problem';
import type { Selectable, Updateable } from 'kysely';
import type { ProblemTable } from '../../../platform/db/schema.gen.ts';
import type { Tx } from '../../../platform/request.ts';

const columns = [
  'id',
  'countyCode',
  'divisionCode',
  'problemNo',
  'title',
  'channel',
  'discoveryMethod',
  'sourceDocNo',
  'sourceNo',
  'sourceBatch',
  'selfFound',
  'foundYear',
  'builtYear',
  'stockOrNew',
  'stockOrNewReason',
  'type',
  'nonAgri',
  'nonGrain',
  'locationText',
  'repaired',
  'areaM2',
  'farmM2',
  'pbfM2',
  'ecoM2',
  'overlayId',
  'partyType',
  'partyName',
  'partyPhone',
  'currentState',
  'constructionStage',
  'ongoing',
  'demolitionRequired',
  'verifyResult',
  'verifiedBy',
  'verifiedOn',
  'rejectReason',
  'category',
  'rectifyMethod',
  'measures',
  'leadUnit',
  'coUnits',
  'responsibleUnit',
  'responsiblePersonId',
  'responsiblePerson',
  'leader',
  'listId',
  'listFormedOn',
  'dueOn',
  'originalDueOn',
  'progressPct',
  'lastProgress',
  'rectifiedM2',
  'demolishedM2',
  'recultivatedM2',
  'legalisedM2',
  'state',
  'stateSince',
  'suspendedFrom',
  'suspensions',
  'resumeOn',
  'closedOn',
  'reopenedOn',
  'writtenOffOn',
  'writtenOffBy',
  'watchUntil',
  'reboundOf',
  'mergedInto',
  'transferredTo',
  'fakeFlag',
  'confidential',
  'campaignId',
  'foundAt',
  'reportedAt',
  'stoppedAt',
  'eliminatedAt',
  'remark',
  'rowVersion',
  'createdBy',
  'createdAt',
  'updatedBy',
  'updatedAt',
] as const;

/** The clock stood still: days from `from` up to the day before `to`; `to` null while it still does. */
export interface SuspensionRow {
  from: string;
  to: string | null;
  reason: string;
  document: string;
}

interface Narrow {
  state: ProblemState;
  suspendedFrom: ProblemState | null;
  suspensions: SuspensionRow[];
  type: ProblemType;
  channel: Channel;
  discoveryMethod: DiscoveryMethod;
  stockOrNew: 'stock' | 'new' | null;
  verifyResult: VerifyResult | null;
  category: Category | null;
  rectifyMethod: RectifyMethod | null;
  partyType: PartyType | null;
  currentState: CurrentState | null;
  constructionStage: ConstructionStage | null;
}

/** One row of `problem` without its ground (geometry travels only where it is shown). Areas m², days civil. */
export type ProblemRecord = Omit<Pick<Selectable<ProblemTable>, (typeof columns)[number]>, keyof Narrow> & Narrow;

/** Columns an act may write beside the state; identity, number, version and the audit columns are the feature's own. */
export type ProblemChanges = Omit<
  Updateable<ProblemTable>,
  | 'countyCode'
  | 'id'
  | 'problemNo'
  | 'state'
  | 'stateSince'
  | 'rowVersion'
  | 'createdBy'
  | 'createdAt'
  | 'updatedBy'
  | 'updatedAt'
>;

/** Rows by id; `lock` keeps them until the commit, in the order of the ids so that two writers never wait crosswise. */
export async function problemRecords(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
  options: { lock?: boolean } = {},
): Promise<ProblemRecord[]> {
  if (ids.length === 0) return [];
  // Mostly one row is asked for: that form is worth its plan.
  const query = (ids.length === 1 ? tx.steadyDb : tx.db)
    .selectFrom('problem')
    .select(columns)
    .where('countyCode', '=', countyCode)
    .where('id', 'in', [...ids])
    .orderBy('id');
  const rows = await (options.lock ? query.forUpdate() : query).execute();
  return rows as ProblemRecord[];
}

/** @returns the changed rows: none when the version is not the expected one any more */
export async function updateProblem(
  tx: Tx,
  countyCode: string,
  id: string,
  rowVersion: number,
  changes: Updateable<ProblemTable>,
): Promise<ProblemRecord[]> {
  const rows = await tx.steadyDb
    .updateTable('problem')
    .set(changes)
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('rowVersion', '=', rowVersion)
    .returning(columns)
    .execute();
  return rows as ProblemRecord[];
}

import type { Complaint, Rights } from '@shoutian/domain/api';
import type { RoleId } from '@shoutian/domain/people';
import {
  type GuardResult,
  type Missing,
  noDuty,
  type ProblemAction,
  type ProblemFacts,
  type ProblemGuard,
  type ProblemView,
  problemRights,
  problemRule,
} from '@shoutian/domain/problem';
import type { z } from 'zod';
import { found } from '../../platform/errors.ts';
import type { Tx, Work } from '../../platform/request.ts';
import { dutyOf } from './queries/duty.ts';
import { type ProblemRecord, problemRecords } from './queries/record.ts';

type GuardReader = (work: Work, problem: ProblemRecord) => Promise<readonly GuardResult[]>;
let readGuards: GuardReader | undefined;

/** Write-off knows its eleven guards and this feature must not know write-off: it hands the reader in when it is loaded. */
export function provideWriteOffGuards(read: GuardReader): void {
  readGuards = read;
}

/** @throws {AppError} notFound, also for a row outside the caller's area */
export async function loadProblem(
  tx: Tx,
  countyCode: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ProblemRecord> {
  const [row] = await problemRecords(tx, countyCode, [id], options);
  return found(row, '问题');
}

/** What the transition table asks of a row. */
export function viewOf(record: ProblemRecord, milestoneCount: number): ProblemView {
  return {
    id: record.id,
    state: record.state,
    stateBefore: record.suspendedFrom,
    divisionCode: record.divisionCode,
    leadRole: record.leadUnit === '' ? null : (record.leadUnit as RoleId),
    coRoles: record.coUnits as RoleId[],
    type: record.type,
    verifyResult: record.verifyResult,
    category: record.category,
    rectifyMethod: record.rectifyMethod,
    measures: record.measures,
    responsibleUnit: record.responsibleUnit,
    responsiblePerson: record.responsiblePerson,
    milestoneCount,
    demolitionRequired: record.demolitionRequired,
  };
}

/** The guards of a write-off matter from rectification on; elsewhere they are not computed. */
const guarded: readonly string[] = ['rectifying', 'writeOffRequested', 'townReview', 'countyReview'];

/** Guards that ask the eleven conditions, which take a dozen statements to compute. */
const asksConditions: readonly ProblemGuard[] = ['writeOffForRequest', 'writeOffForTown', 'writeOffForCounty'];

/**
 * Everything the table's guards may ask about one problem and the caller.
 * @param only the one act that is asked about, so that nothing is computed for the others
 */
export async function problemFacts(work: Work, record: ProblemRecord, only?: ProblemAction): Promise<ProblemFacts> {
  const asked = only === undefined || problemRule(only).guards.some((guard) => asksConditions.includes(guard));
  const [duties, writeOff] = await Promise.all([
    dutyOf(work.tx, work.actor.countyCode, [record.id]),
    readGuards && asked && guarded.includes(record.state) ? readGuards(work, record) : null,
  ]);
  const known = duties.get(record.id);
  return {
    problem: viewOf(record, known?.milestones ?? 0),
    actor: work.actor,
    duty: known?.duty ?? noDuty,
    writeOff,
  };
}

/** The table's missing things as they go over the wire. */
export function wireMissing(items: readonly Missing[]): Complaint[] {
  return items.map((item) => ({
    code: item.code,
    message: item.message.zh,
    messageEn: item.message.en,
    ...(item.link === undefined ? {} : { link: item.link }),
  }));
}

/** Rights that travel with a problem. */
export async function problemRightsOf(work: Work, record: ProblemRecord): Promise<z.input<typeof Rights>> {
  const { abilities, missing } = problemRights(await problemFacts(work, record));
  return {
    abilities,
    missing: Object.fromEntries(Object.entries(missing).map(([action, items]) => [action, wireMissing(items ?? [])])),
  };
}

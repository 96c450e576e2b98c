import type { GuardView, WriteOffDetail, WriteOffView } from '@shoutian/domain/api';
import { daysBetween, shanghaiDay } from '@shoutian/domain/deadlines';
import { formatDay } from '@shoutian/domain/format';
import { type GuardResult, stands } from '@shoutian/domain/problem';
import type { z } from 'zod';
import { type ProblemRecord, wireMissing } from '../problems/index.ts';
import type { ListRow } from './queries/list.ts';
import type { OpinionRow, OverrideRow, RelatedRow, WriteOffRow } from './queries/read.ts';
import type { Standing } from './standing.ts';

type View = z.input<typeof WriteOffView>;

function presentGuard(guard: GuardResult, override: OverrideRow | undefined): GuardView {
  return {
    id: guard.id,
    title: guard.title.zh,
    titleEn: guard.title.en,
    step: guard.step,
    status: guard.status,
    blocks: guard.blocks,
    detail: guard.detail.zh,
    detailEn: guard.detail.en,
    missing: wireMissing(guard.missing).map((item) => ({
      code: item.code,
      message: item.message,
      messageEn: item.messageEn ?? item.message,
      ...(item.link === undefined ? {} : { link: item.link }),
    })),
    override: override === undefined ? null : presentOverride(override),
  };
}

function presentOverride(row: OverrideRow): NonNullable<GuardView['override']> {
  return {
    reason: row.reason,
    docNo: row.doc_no,
    documentName: row.document_name,
    documentSha256: row.document_sha256,
    personName: row.person_name,
    at: row.at.toISOString(),
  };
}

/** The eleven guards as a screen shows them; an override stays visible even where the gap has been closed since. */
export function presentGuards({ guards, overrides }: Pick<Standing, 'guards' | 'overrides'>): GuardView[] {
  return guards.map((guard) =>
    presentGuard(
      guard,
      overrides.find((row) => row.guard === guard.id),
    ),
  );
}

/** Guards of an application: as they stand, or as they stood when it was decided. */
export function guardsOf(row: WriteOffRow, now: Standing): GuardView[] {
  return row.state === 'approved' ? (row.facts.guards ?? []) : presentGuards(now);
}

const open = (state: WriteOffRow['state']): boolean => state !== 'approved' && state !== 'returned';

export function presentRow(row: ListRow, now: Standing | undefined, overrideCount: number, today: string): View {
  return {
    id: row.id,
    writeOffNo: row.write_off_no,
    problemId: row.problem_id,
    problemNo: row.problem_no,
    title: row.title,
    villageName: row.village_name ?? row.division_code,
    areaM2: row.area_m2,
    state: row.state,
    appliedOn: row.applied_on,
    applicantName: row.applicant_name,
    statement: row.statement,
    returnedReason: row.returned_reason,
    waitingDays: open(row.state) ? Math.max(0, daysBetween(shanghaiDay(row.state_since), today)) : 0,
    missingCount: open(row.state) ? (now?.guards.filter(stands).length ?? 0) : 0,
    overrideCount,
    problemState: row.problem_state,
    waitingForMe: row.mine,
    rowVersion: row.row_version,
  };
}

export function presentOpinions(
  opinions: readonly OpinionRow[],
  inForce: readonly OpinionRow[],
): z.input<typeof WriteOffDetail>['opinions'] {
  const standing = new Set(inForce.map(({ id }) => id));
  return opinions.map((row) => ({
    step: row.step,
    agree: row.agree,
    opinion: row.opinion,
    personName: row.person_name,
    roles: [...row.person_roles],
    at: row.at.toISOString(),
    siteCheckedOn: row.site_checked_on,
    position: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
    stands: standing.has(row.id),
  }));
}

/** What stands beside an application: its clues, its clock, its returns, what was let pass. */
export function presentRelated(
  problem: ProblemRecord,
  { clues, extensions }: RelatedRow,
  refusals: readonly OpinionRow[],
  overrideCount: number,
): WriteOffDetail['related'] {
  const last = extensions.at(-1);
  const due = problem.originalDueOn ?? problem.dueOn;
  const extended =
    last === undefined ? '' : `，延期至 ${formatDay(last.to_due_on)}（${last.decided_by_name ?? ''}批准）`;
  return [
    {
      label: `线索 ${clues.length} 条`,
      value: clues.map((clue) => clue.no).join('、'),
      link: clues.length === 1 ? `/clues/${clues[0]?.id ?? ''}` : `/problems/${problem.id}/clues`,
    },
    ...(due === null
      ? []
      : [{ label: '期限', value: `${formatDay(due)}${extended}`, link: `/problems/${problem.id}/extensions` }]),
    ...(refusals.length === 0
      ? []
      : [{ label: `退回 ${refusals.length} 次`, value: refusals.at(-1)?.opinion ?? '', link: null }]),
    ...(overrideCount === 0
      ? []
      : [{ label: '条件放行', value: `${overrideCount} 项`, link: `/problems/${problem.id}/write-off` }]),
  ];
}

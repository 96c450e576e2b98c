import type { ClueRow, clueShapes, OutputOf, VerificationView } from '@shoutian/domain/api';
import { ProposedVerdict } from '@shoutian/domain/api';
import { type ClueAction, clueAbilities } from '@shoutian/domain/clue';
import { addDays } from '@shoutian/domain/deadlines';
import type { PartyType } from '@shoutian/domain/dictionaries';
import { type Check, checkCompleteness } from '@shoutian/domain/evidence';
import { maskName } from '@shoutian/domain/format';
import { flatFromWkb, labelPoint, toGeoJson } from '@shoutian/domain/geo';
import type { Actor } from '@shoutian/domain/people';
import { presentGap } from './commands/report.ts';
import { type ClueListRow, openStates, type ShapeRow, SOON_DAYS } from './queries/list.ts';
import type { VerificationRow } from './queries/verifications.ts';

/** An advisory proposal that an older version of the kernel stored is left out rather than shown half. */
function proposal(stored: unknown): ClueRow['proposed'] {
  const [first] = Array.isArray(stored) ? stored : [stored];
  const read = ProposedVerdict.safeParse(first);
  return read.success ? read.data : null;
}

const presentReturn = (row: ClueListRow, at: Date): ClueRow['returned'] => ({
  reason: row.returned_reason ?? '',
  byName: row.returned_by ?? '',
  at: at.toISOString(),
});

export function presentRow(row: ClueListRow): Omit<ClueRow, 'abilities'> {
  return {
    id: row.id,
    clueNo: row.clue_no,
    monitorNo: row.monitor_no,
    batchId: row.batch_id,
    batchTitle: row.batch_title,
    channel: row.channel,
    divisionCode: row.division_code,
    villageName: row.village_name ?? row.division_code,
    locationText: row.location_text,
    type: row.type,
    areaM2: row.area_m2,
    farmM2: row.farm_m2,
    pbfM2: row.pbf_m2,
    state: row.state,
    verdict: row.verdict,
    proposed: proposal(row.proposed_verdict),
    assignedTo: row.assigned_to,
    assignedName: row.assigned_name,
    leadUnit: row.lead_unit,
    dueOn: row.due_on,
    ongoing: row.ongoing,
    returned: row.returned_at === null ? null : presentReturn(row, row.returned_at),
    problemId: row.problem_id,
    problemNo: row.problem_no,
    rowVersion: row.row_version,
  };
}

/** What the caller may try on a row of the list: the table's word by state, role and receiver; guards are the detail's. */
export function rowAbilities(row: ClueListRow, actor: Actor): ClueAction[] {
  return clueAbilities(
    {
      id: row.id,
      state: row.state,
      divisionCode: row.division_code,
      assigneeId: row.assigned_to,
      reporterId: null,
    },
    actor,
  );
}

const isOpen = (state: string): boolean => openStates.some((each) => each === state);

export function dueStateOf(state: string, dueOn: string | null, today: string): 'overdue' | 'soon' | 'normal' | 'none' {
  if (!isOpen(state) || dueOn === null) return 'none';
  if (dueOn < today) return 'overdue';
  return dueOn <= addDays(today, SOON_DAYS) ? 'soon' : 'normal';
}

/** Ground as it travels: GeoJSON in EPSG:4490, with a point that surely lies inside it. */
export function presentGround(row: { geom: Buffer | null; lng: number | null; lat: number | null }): {
  geometry: ReturnType<typeof toGeoJson> | null;
  point: [number, number] | null;
} {
  const flat = row.geom === null ? null : flatFromWkb(row.geom);
  const label = flat === null ? null : labelPoint(flat);
  return {
    geometry: flat === null ? null : toGeoJson(flat),
    point: row.lng !== null && row.lat !== null ? [row.lng, row.lat] : label === null ? null : [label[0], label[1]],
  };
}

export function presentShape(row: ShapeRow, today: string): OutputOf<typeof clueShapes>['features'][number] {
  return {
    id: row.id,
    no: row.clue_no,
    title: `${row.village_name ?? ''}${row.location_text === row.village_name ? '' : row.location_text}`,
    state: row.state,
    dueState: dueStateOf(row.state, row.due_on, today),
    ...presentGround(row),
  };
}

/** Companies and villages are not private; everybody else's name is told by the surname alone. */
const publicParties: readonly (PartyType | null)[] = ['company', 'villageCollective', 'government'];
const partyShown = (row: VerificationRow): string | null =>
  row.party_name === null || publicParties.includes(row.party_type) ? row.party_name : maskName(row.party_name);

/** A check as it goes over the wire: a reason with its figures. */
export const presentCheck = (check: Check) => ({
  id: check.id,
  level: check.level,
  reason: check.reason.zh,
  reasonEn: check.reason.en,
  values: { ...check.values },
});

export function presentVerification(row: VerificationRow, checks: readonly Check[]): VerificationView {
  const photos = row.checklist.filter((line) => line.code.startsWith('photo.'));
  return {
    id: row.id,
    verdict: row.verdict,
    verdictSub: row.verdict_sub,
    answers: row.answers,
    description: row.description,
    onGround: row.on_ground,
    constructionStage: row.construction_stage,
    ongoing: row.ongoing,
    partyType: row.party_type,
    partyName: partyShown(row),
    type: row.type,
    builtYear: row.built_year,
    checklist: row.checklist.map((line) => ({ ...presentGap(line), done: line.done })),
    amendments: maskedAmendments(row),
    checks: [...checks, ...(photos.length > 0 ? [checkCompleteness(photos)] : [])].map(presentCheck),
    reportedByName: row.reported_by_name,
    reportedAt: row.reported_at.toISOString(),
    review: row.review,
    reviewReason: row.review_reason,
    reviewedByName: row.reviewed_by_name,
    reviewedAt: row.reviewed_at?.toISOString() ?? null,
  };
}

function maskedAmendments(row: VerificationRow): VerificationView['amendments'] {
  const mask = (value: unknown) => (typeof value === 'string' ? maskName(value) : value);
  return Object.fromEntries(
    Object.entries(row.amendments).map(([field, [before, after]]) => [
      field,
      field === 'partyName' ? [mask(before), mask(after)] : [before, after],
    ]),
  );
}

import type { ExtensionView, MilestoneView, ProblemRow } from '@shoutian/domain/api';
import { dueStatus } from '@shoutian/domain/deadlines';
import { flatFromWkb, toGeoJson } from '@shoutian/domain/geo';
import type { ProblemState } from '@shoutian/domain/problem';
import type { ExtensionRow, MilestoneRow } from './queries/detail.ts';
import { tickingStates } from './queries/filter.ts';
import type { LedgerRow, ShapeRow } from './queries/ledger.ts';

/** Day and warning marks by which a due day is judged. */
export interface DayView {
  readonly today: string;
  readonly warnDays: readonly number[];
}

/** How a due day stands where the state's clock runs; elsewhere it has none. */
export function dueOf(
  state: ProblemState,
  dueOn: string | null,
  { today, warnDays }: DayView,
): { dueState: ProblemRow['dueState']; daysLeft: number | null } {
  const ticking = tickingStates.some((each) => each === state);
  const status = dueStatus(ticking ? dueOn : null, null, today, warnDays);
  switch (status.state) {
    case 'none':
    case 'met':
      return { dueState: 'none', daysLeft: null };
    case 'normal':
      return { dueState: 'normal', daysLeft: status.daysLeft };
    case 'soon':
    case 'today':
      return { dueState: 'soon', daysLeft: status.daysLeft };
    case 'overdue':
      return { dueState: 'overdue', daysLeft: status.daysLeft };
  }
}

/** A row of the ledger; a draft list has no number to show. */
export function presentRow(row: LedgerRow, view: DayView): ProblemRow {
  return {
    id: row.id,
    problemNo: row.problem_no,
    title: row.title,
    divisionCode: row.division_code,
    villageName: row.village_name ?? row.division_code,
    type: row.type,
    channel: row.channel,
    clueCount: row.clue_count,
    foundYear: row.found_year,
    stockOrNew: row.stock_or_new,
    areaM2: row.area_m2,
    farmM2: row.farm_m2,
    pbfM2: row.pbf_m2,
    state: row.state,
    category: row.category,
    rectifyMethod: row.rectify_method,
    leadUnit: row.lead_unit,
    responsiblePerson: row.responsible_person,
    listNo: row.list_no,
    dueOn: row.due_on,
    originalDueOn: row.original_due_on,
    ...dueOf(row.state, row.due_on, view),
    ongoing: row.ongoing,
    rebound: row.rebound,
    progressPct: row.progress_pct,
    rowVersion: row.row_version,
  };
}

/** Ground as it travels: GeoJSON in EPSG:4490. */
export function presentGround(row: { geom: Buffer | null; lng: number | null; lat: number | null }): {
  geometry: ReturnType<typeof toGeoJson> | null;
  point: [number, number] | null;
} {
  return {
    geometry: row.geom === null ? null : toGeoJson(flatFromWkb(row.geom)),
    point: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
  };
}

export function presentShape(row: ShapeRow, view: DayView) {
  return {
    id: row.id,
    no: row.problem_no,
    title: row.title,
    state: row.state,
    dueState: dueOf(row.state, row.due_on, view).dueState,
    ...presentGround(row),
  };
}

export function presentMilestone(row: MilestoneRow): MilestoneView {
  return {
    id: row.id,
    step: row.step,
    name: row.name,
    plannedOn: row.planned_on,
    actualOn: row.actual_on,
    note: row.note,
    responsible: row.responsible,
    recordedByName: row.recorded_by_name,
  };
}

export function presentExtension(row: ExtensionRow): ExtensionView {
  return {
    id: row.id,
    reasonKind: row.reason_kind,
    reason: row.reason,
    plan: row.plan,
    fromDueOn: row.from_due_on,
    toDueOn: row.to_due_on,
    state: row.state,
    requestedByName: row.requested_by_name,
    requestedAt: row.requested_at.toISOString(),
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionReason: row.decision_reason,
    evidence: row.evidence.map(({ uploadId, fileName, sha256 }) => ({ uploadId, fileName, sha256 })),
  };
}

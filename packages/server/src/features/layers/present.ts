import type { getLayer, LayerVersionView, OutputOf } from '@shoutian/domain/api';
import { type Actor, can } from '@shoutian/domain/people';
import type { StoredReport, VersionRow } from './queries/versions.ts';

/** One version as it travels. */
export function presentVersion(row: VersionRow, actor: Actor): LayerVersionView {
  const { west, south, east, north } = row;
  // A job that was cancelled while it waited never ran, so nothing else could say that the version failed.
  const stopped = row.state === 'loading' && (row.job_state === 'cancelled' || row.job_state === 'failed');
  const state = stopped ? 'failed' : row.state;
  const mayRetire = can(actor, 'layer.retire') && row.division_code.startsWith(actor.scopeCode);
  return {
    id: row.id,
    kind: row.kind,
    year: row.year,
    title: row.title,
    sourceUnit: row.source_unit,
    secrecy: row.secrecy,
    fileName: row.file_name,
    fileSha256: row.file_sha256,
    sourceCrs: row.source_crs,
    state,
    featureCount: row.feature_count,
    refusedCount: row.refused_count,
    repairedCount: row.repaired_count,
    areaM2: row.area_m2,
    bounds: west === null || south === null || east === null || north === null ? null : [west, south, east, north],
    divisionCode: row.division_code,
    jobId: row.job_id,
    importedByName: row.imported_by_name,
    importedAt: row.imported_at.toISOString(),
    abilities: state === 'active' && mayRetire ? ['layer.retire'] : [],
  };
}

/** The report of an import; empty parts where the import has not come so far. */
export function presentReport(report: Partial<StoredReport>): OutputOf<typeof getLayer>['report'] {
  return {
    refused: report.refused ?? [],
    adjusted: report.adjusted ?? [],
    adjustedCount: report.adjustedCount ?? 0,
    repaired: report.repaired ?? [],
    truncated: report.truncated ?? false,
    droppedFields: report.droppedFields ?? [],
    areaDifferences: report.areaDifferences ?? null,
    notices: report.notices ?? [],
  };
}

import { OverlayResult, type SiteCheckDetail, type SiteCheckRow, type SiteOption } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { flatFromWkb, toGeoJson } from '@shoutian/domain/geo';
import { type Actor, can } from '@shoutian/domain/people';
import { leastSite, siteFindings } from '@shoutian/domain/site';
import type { ListedSite, OptionRow, SiteRow } from './queries.ts';

const head = (row: SiteRow) => ({
  id: row.id,
  checkNo: row.check_no,
  title: row.title,
  use: row.site_use,
  applicant: row.applicant,
  divisionCode: row.division_code,
  placeName: row.place_name ?? row.division_code,
  state: row.state,
  createdByName: row.created_by_name,
  createdOn: shanghaiDay(row.created_at),
  rowVersion: row.row_version,
});

export function presentRow(row: ListedSite): SiteCheckRow {
  return { ...head(row), options: row.options, areaM2: row.area_m2, farmM2: row.farm_m2, pbfM2: row.pbf_m2 };
}

function presentOption(row: OptionRow, use: SiteRow['site_use'], now: readonly string[]): SiteOption {
  const result = OverlayResult.parse(row.result);
  const used = new Set(row.layer_versions.map(({ id }) => id));
  return {
    id: row.id,
    label: row.label,
    note: row.note,
    source: row.source,
    fileName: row.file_name,
    geometry: toGeoJson(flatFromWkb(row.geom)),
    repaired: row.repaired,
    result,
    layerVersions: row.layer_versions,
    method: row.method,
    runAt: row.run_at.toISOString(),
    outdated: used.size !== now.length || now.some((id) => !used.has(id)),
    findings: siteFindings(result, use),
    createdByName: row.created_by_name,
  };
}

/** @param versionsNow ids of the layer versions that an overlay would use now */
export function presentDetail(
  row: SiteRow,
  optionRows: readonly OptionRow[],
  versionsNow: readonly string[],
  actor: Actor,
): SiteCheckDetail {
  const options = optionRows.map((option) => presentOption(option, row.site_use, versionsNow));
  const least = options.length < 2 ? null : leastSite(options.map(({ result }) => result));
  const chosen = options.find(({ id }) => id === row.chosen_option_id) ?? null;
  const shown = chosen ?? (least === null ? options[0] : options[least]);
  return {
    ...head(row),
    areaM2: shown?.result.subjectM2 ?? null,
    farmM2: shown?.result.farmGrossM2 ?? null,
    pbfM2: shown?.result.pbfM2 ?? null,
    note: row.note,
    options,
    leastId: least === null ? null : (options[least]?.id ?? null),
    chosenId: row.chosen_option_id,
    opinion: row.opinion,
    pbfReason: row.pbf_reason,
    pbfReplacement: row.pbf_replacement,
    moreReason: row.more_reason,
    concludedByName: row.concluded_by_name,
    concludedAt: row.concluded_at?.toISOString() ?? null,
    abilities: can(actor, 'site.check') ? ['site.check'] : [],
    missing: {},
  };
}

import type { ClueDetail } from '@shoutian/domain/api';
import { type Check, finding } from '@shoutian/domain/evidence';
import { formatMu } from '@shoutian/domain/format';
import type { Rules } from '@shoutian/domain/rules';
import { found } from '../../platform/errors.ts';
import type { Work } from '../../platform/request.ts';
import { presentEvent, timelineOf } from '../audits/index.ts';
import { presentSnapshot, snapshotsOf } from '../overlays/index.ts';
import { caseOf, clueRightsOf, loadClue } from './facts.ts';
import { presentGround, presentRow, presentVerification } from './present.ts';
import { childIds, clueDetailRow } from './queries/detail.ts';
import type { VerificationRow } from './queries/verifications.ts';

/** E11 on a report: what was approved or filed must be at least as large as the ground it is said to cover. */
function areaChecks(row: VerificationRow, groundM2: number, rules: Rules): Check[] {
  const given = row.answers['approvedM2'] ?? row.answers['filedM2'];
  if (typeof given !== 'number' || groundM2 === 0) return [];
  const tolerance = rules.use('area.toleranceMu');
  const values = { claimedM2: given, polygonM2: groundM2, toleranceMu: tolerance.value };
  const short = (groundM2 - given) * 0.0015 > tolerance.value;
  const [zh, en] = [
    `批准 ${formatMu(given)} 亩，图形 ${formatMu(groundM2)} 亩`,
    `approved ${formatMu(given)} mu, drawn ${formatMu(groundM2)} mu`,
  ];
  return [
    finding('E11', short ? 'flag' : 'ok', null, zh, en, {
      values,
      hint: short ? 'F10' : null,
      rule: 'area.toleranceMu',
    }),
  ];
}

/** One clue with everything that hangs on it and what the caller may do now. */
export async function clueDetail(work: Work, id: string): Promise<ClueDetail> {
  const { tx, actor } = work;
  const county = actor.countyCode;
  const [detail, clue, children, [snapshot]] = await Promise.all([
    clueDetailRow(tx, county, id),
    loadClue(tx, county, id),
    childIds(tx, county, id),
    snapshotsOf(tx, county, id, 1),
  ]);
  const row = found(detail, '线索');
  const [clueCase, timeline] = await Promise.all([caseOf(work, clue), timelineOf(tx, county, [id, ...children])]);
  return {
    ...presentRow(row),
    discoveryMethod: row.discovery_method,
    patchNo: row.patch_no,
    patchType: row.patch_type,
    feature: row.feature,
    imageDateBefore: row.image_date_before,
    imageDateAfter: row.image_date_after,
    monitorAreaM2: row.monitor_area_m2,
    remark: row.remark,
    rawAttributes: row.raw_attributes,
    repaired: row.repaired,
    ...presentGround(row),
    docNo: row.doc_no,
    authority: row.authority,
    overlay: snapshot && row.overlay_id !== null ? presentSnapshot(snapshot) : null,
    verifications: clueCase.reports.map((report) =>
      presentVerification(report, areaChecks(report, row.area_m2, clueCase.rules)),
    ),
    timeline: timeline.map(presentEvent),
    foundAt: row.found_at?.toISOString() ?? null,
    ...clueRightsOf(clueCase),
  };
}

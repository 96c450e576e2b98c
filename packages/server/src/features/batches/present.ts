import type { BatchView, DraftRow } from '@shoutian/domain/api';
import { flatFromWkb, toGeoJson } from '@shoutian/domain/geo';
import { type Actor, can, within } from '@shoutian/domain/people';
import type { StoredMatch } from './match.ts';
import type { BatchRow } from './queries/batches.ts';
import type { DraftRowData } from './queries/drafts.ts';

/** What still keeps a draft from being stored, named. Refused rows are no obstacle once they are accepted as such. */
export function storeGaps(batch: Pick<BatchRow, 'total' | 'undecided' | 'refused'>): {
  code: string;
  message: string;
  messageEn: string;
}[] {
  const gaps: { code: string; message: string; messageEn: string }[] = [];
  if (batch.total - batch.refused === 0)
    gaps.push({ code: 'empty', message: '没有可入库的图斑', messageEn: 'Nothing to store' });
  if (batch.undecided > 0)
    gaps.push({
      code: 'undecided',
      message: `还有 ${batch.undecided} 处重复待定`,
      messageEn: `${batch.undecided} possible doubles to decide`,
    });
  return gaps;
}

/** A batch as it goes over the wire, with what the caller may do now. */
export function presentBatch(row: BatchRow, actor: Actor): BatchView {
  const own = within(row.division_code, actor.scopeCode);
  const mine = own && row.state === 'draft';
  const abilities = [
    ...(mine && can(actor, 'clue.import') ? ['clue.import'] : []),
    ...(mine && can(actor, 'clue.decideDuplicate') ? ['clue.decideDuplicate'] : []),
    ...(own && row.state === 'stored' && can(actor, 'overlay.run') ? ['overlay.run'] : []),
  ];
  const gaps = mine && can(actor, 'clue.import') ? storeGaps(row) : [];
  const drafting = row.state === 'draft' || row.state === 'storing';
  return {
    id: row.id,
    batchNo: row.batch_no,
    title: row.title,
    channel: row.channel,
    discoveryMethod: row.discovery_method,
    docNo: row.doc_no,
    authority: row.authority,
    receivedOn: row.received_on,
    dueOn: row.due_on,
    divisionCode: row.division_code,
    campaignId: row.campaign_id,
    state: row.state,
    fileName: row.file_name,
    fileSha256: row.file_sha256,
    sourceCrs: row.source_crs,
    clueCount: row.clue_count,
    draft: drafting
      ? {
          total: row.total,
          storable: row.total - row.refused - row.undecided,
          repaired: row.repaired,
          undecided: row.undecided,
          refused: row.refused,
        }
      : null,
    setup: row.setup,
    jobId: row.report.jobId ?? null,
    outcome: row.report.outcome ?? null,
    createdByName: row.created_by_name,
    createdAt: row.created_at.toISOString(),
    storedAt: row.stored_at?.toISOString() ?? null,
    rowVersion: row.row_version,
    abilities,
    ...(gaps.length === 0 ? {} : { missing: { 'clue.import': gaps } }),
  };
}

const shapeOf = (geom: Uint8Array | null): DraftRow['geometry'] =>
  geom === null ? null : (toGeoJson(flatFromWkb(geom)) as DraftRow['geometry']);

function presentMatch(match: StoredMatch, geom: Uint8Array | null): DraftRow['matches'][number] {
  return {
    kind: match.kind,
    id: match.id,
    no: match.no,
    reason: match.reason,
    decide: match.decide,
    monitorNo: match.number,
    title: match.title,
    channel: match.channel,
    state: match.state,
    description: match.description,
    foundOn: match.foundOn,
    areaM2: match.areaM2,
    overlapM2: match.overlapM2,
    ratioOfThis: match.ratioOfThis,
    ratioOfOther: match.ratioOfOther,
    rebound: match.rebound,
    geometry: shapeOf(geom),
  };
}

const shareOf = ({ villageShare }: DraftRowData['attributes']): number | null =>
  typeof villageShare === 'number' ? villageShare : null;

/** A draft row with its matches; shapes of the matches by id, where they were read. */
export function presentDraft(row: DraftRowData, shapes: ReadonlyMap<string, Uint8Array>): DraftRow {
  return {
    id: row.id,
    rowNo: row.row_no,
    byHand: row.by_hand,
    monitorNo: row.monitor_no,
    attributes: row.attributes,
    issues: row.issues,
    refused: row.refused,
    repaired: row.repaired,
    areaM2: row.area_m2,
    village:
      row.division_code.length === 12 && row.place !== null
        ? { code: row.division_code, name: row.place, share: shareOf(row.attributes) }
        : null,
    point: row.lon === null || row.lat === null ? null : [row.lon, row.lat],
    geometry: shapeOf(row.geom),
    matches: row.matches.map((match) => presentMatch(match, shapes.get(match.id) ?? null)),
    decision: row.decision,
    undecided: row.needs_decision && row.decision === null && !row.refused,
    rowVersion: row.row_version,
  };
}

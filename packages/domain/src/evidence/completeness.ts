import { daysBetween } from '../deadlines/day.ts';
import type { Words } from '../dictionaries/entry.ts';
import { type AttachmentKind, attachmentKinds } from '../dictionaries/photo.ts';
import type { RectifyMethod } from '../dictionaries/rectification.ts';
import { blockingGaps, type CheckItem } from '../problem/check-item.ts';
import type { Rules } from '../rules/rows.ts';
import { type Check, finding } from './check.ts';
import type { ApprovalDocument, DemolitionPack, EvidencePack, PackPhoto, ReplantPack } from './packs.ts';
import type { PairTest } from './viewpoint.ts';

/** What completeness looks at. `pairs` come from `viewpointPairs`. */
export interface EvidenceFacts {
  readonly packs: readonly EvidencePack[];
  readonly pairs: readonly PairTest[];
  readonly attachments: readonly AttachmentKind[];
}

const words = (zh: string, en: string): Words => ({ zh, en });
const item = (code: string, message: Words, done: boolean, link: string, blocks = true): CheckItem => ({
  code: `evidence.${code}`,
  message,
  done,
  blocks,
  link,
});

const has = (photos: readonly PackPhoto[], stage: PackPhoto['stage'], kind?: PackPhoto['kind']) =>
  photos.some((photo) => photo.stage === stage && (kind === undefined || photo.kind === kind));
const hasKind = (photos: readonly PackPhoto[], kind: PackPhoto['kind']) => photos.some((photo) => photo.kind === kind);

/** Longest series of visits that lie at least the gap apart, taken greedily from the first. */
function spacedVisits(days: readonly string[], gapDays: number): number {
  let count = 0;
  let last: string | null = null;
  for (const day of [...days].sort()) {
    if (last !== null && daysBetween(last, day) < gapDays) continue;
    count += 1;
    last = day;
  }
  return count;
}

function visitItem(visits: readonly { readonly on: string }[], rules: Rules): CheckItem {
  const { value, blocks } = rules.use('evidence.visits');
  const count = spacedVisits(
    visits.map((visit) => visit.on),
    value.gapDays,
  );
  const zh = `到场 ${value.count} 次，间隔 ${value.gapDays} 天以上，有 ${count} 次`;
  return item(
    'visits',
    words(zh, `${value.count} visits ${value.gapDays} days apart, there are ${count}`),
    count >= value.count,
    'visits',
    blocks,
  );
}

function pairItem(pairs: readonly PairTest[], rules: Rules): CheckItem {
  const { value, blocks } = rules.use('evidence.viewpoints');
  const good = pairs.filter((pair) => pair.samePoint).length;
  return item(
    'viewpoints',
    words(`前后同视点 ${value} 组，有 ${good} 组`, `${value} before/after viewpoints, there are ${good}`),
    good >= value,
    'evidence?stage=after',
    blocks,
  );
}

/** R-097 names before, during and after photos, area, soil and crop; the rest of the template of 6.3 only warns. */
function demolitionItems(
  pack: DemolitionPack | undefined,
  recultivate: boolean,
  pairs: readonly PairTest[],
  rules: Rules,
): CheckItem[] {
  if (pack === undefined)
    return [item('demolition', words('拆除复耕证据', 'evidence of demolition'), false, 'evidence?pack=demolition')];
  const { photos } = pack;
  const depth = rules.use('evidence.soilDepthCm');
  const lines = [
    item(
      'demolishedOn',
      words('拆除日期', 'day of demolition'),
      pack.demolishedOn !== null,
      'evidence?field=demolishedOn',
    ),
    item('before', words('整改前照片', 'photo before'), has(photos, 'before'), 'evidence?stage=before'),
    item('during', words('整改中照片', 'photo during'), has(photos, 'during'), 'evidence?stage=during'),
    item('after', words('整改后照片', 'photo after'), has(photos, 'after'), 'evidence?stage=after'),
    pairItem(pairs, rules),
  ];
  if (pack.hadHardening) {
    lines.push(
      item(
        'hardeningBroken',
        words('硬化层破除照片', 'photo of the broken hardening'),
        hasKind(photos, 'hardeningBroken'),
        'evidence?kind=hardeningBroken',
      ),
      item(
        'debris',
        words('外运记录', 'record of debris removed'),
        pack.debris.length > 0,
        'evidence?field=debris',
        false,
      ),
    );
  }
  if (!recultivate) return lines;
  const deepEnough = pack.soilDepthCm !== null && (depth.value === null || pack.soilDepthCm >= depth.value);
  const depthNote = depth.value === null ? '' : `（规则 ${depth.value} 厘米）`;
  return [
    ...lines,
    item(
      'soilDepthPhoto',
      words('土层厚度照片（带标尺）', 'photo of the soil depth with a ruler'),
      hasKind(photos, 'soilDepth'),
      'evidence?kind=soilDepth',
    ),
    item(
      'soilDepth',
      words(`土层厚度${depthNote}`, 'soil depth'),
      deepEnough,
      'evidence?field=soilDepthCm',
      pack.soilDepthCm === null || depth.blocks,
    ),
    item('crop', words('复耕内容（作物）', 'crop'), pack.crop !== null, 'evidence?field=crop'),
    item('levelled', words('平整', 'levelled'), pack.levelled === true, 'evidence?field=levelled', false),
    item(
      'irrigation',
      words('灌排', 'irrigation and drainage'),
      pack.irrigation !== null,
      'evidence?field=irrigation',
      false,
    ),
    visitItem(pack.visits, rules),
  ];
}

function replantItems(pack: ReplantPack | undefined, rules: Rules): CheckItem[] {
  if (pack === undefined)
    return [item('replant', words('恢复种植证据', 'evidence of replanting'), false, 'evidence?pack=replant')];
  return [
    item('before', words('整改前照片', 'photo before'), has(pack.photos, 'before'), 'evidence?stage=before'),
    item('after', words('整改后照片', 'photo after'), has(pack.photos, 'after'), 'evidence?stage=after'),
    item('cropPhoto', words('作物照片', 'photo of the crop'), hasKind(pack.photos, 'crop'), 'evidence?kind=crop'),
    item('crop', words('作物', 'crop'), pack.crop !== null, 'evidence?field=crop'),
    item('plantedOn', words('种植日期', 'day of planting'), pack.plantedOn !== null, 'evidence?field=plantedOn'),
    visitItem(pack.visits, rules),
  ];
}

function approvalItems(documents: readonly ApprovalDocument[] | undefined): CheckItem[] {
  if (documents === undefined || documents.length === 0)
    return [item('approval', words('批准文件', 'approval document'), false, 'approvals')];
  return documents.flatMap((document) => [
    item(
      `approval.${document.id}.scan`,
      words(`${document.docNo} 扫描件`, `scan of ${document.docNo}`),
      document.scanId !== null,
      'approvals',
    ),
    item(
      `approval.${document.id}.polygon`,
      words(`${document.docNo} 红线坐标`, `polygon of ${document.docNo}`),
      document.polygonId !== null,
      'approvals',
    ),
  ]);
}

const pick = <K extends EvidencePack['kind']>(packs: readonly EvidencePack[], kind: K) =>
  packs.find((pack): pack is Extract<EvidencePack, { kind: K }> => pack.kind === kind);

/** E13: what each method of rectification must show, with what is there (specification 6.3, R-097). */
export function completeness(method: RectifyMethod, facts: EvidenceFacts, rules: Rules): CheckItem[] {
  const { packs, pairs, attachments } = facts;
  const demolition = (recultivate: boolean) => demolitionItems(pick(packs, 'demolition'), recultivate, pairs, rules);
  const approval = () => approvalItems(pick(packs, 'approval')?.documents);
  const paper = (kind: AttachmentKind) => {
    const { zh, en } = attachmentKinds.get(kind);
    return [item(kind, words(zh, en), attachments.includes(kind), `attachments?kind=${kind}`)];
  };
  switch (method) {
    case 'demolishAndRecultivate':
      return demolition(true);
    case 'demolishAndRestore':
      return demolition(false);
    case 'combined':
      return [...demolition(false), ...approval()];
    case 'replant':
      return replantItems(pick(packs, 'replant'), rules);
    case 'legaliseConversion':
    case 'legaliseFacility':
    case 'legaliseTemporary':
      return approval();
    case 'confiscate':
      return paper('penaltyDecision');
    case 'transfer':
      return paper('transferLetter');
    case 'none':
      return [];
  }
}

/** E13 as one reason for the review. */
export function checkCompleteness(lines: readonly CheckItem[]): Check {
  const open = lines.filter((line) => !line.done);
  if (open.length === 0)
    return finding('E13', 'ok', null, '证据齐全', 'evidence complete', { values: { asked: lines.length } });
  const level = blockingGaps(lines).length > 0 ? 'block' : 'warn';
  return finding(
    'E13',
    level,
    null,
    `缺 ${open.map((line) => line.message.zh).join('、')}`,
    `missing: ${open.map((line) => line.message.en).join(', ')}`,
    {
      values: { asked: lines.length, open: open.length },
    },
  );
}

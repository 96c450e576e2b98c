import { daysBetween } from '../deadlines/day.ts';
import type { Words } from '../dictionaries/entry.ts';
import { type AttachmentKind, attachmentKinds } from '../dictionaries/photo.ts';
import type { RectifyMethod } from '../dictionaries/rectification.ts';
import { blockingGaps, type CheckItem } from '../problem/check-item.ts';
import type { Rules } from '../rules/rows.ts';
import { type Check, finding } from './check.ts';
import type { EvidenceFacts, PackApproval, PackPhoto } from './packs.ts';

const words = (zh: string, en: string): Words => ({ zh, en });
const item = (code: string, message: Words, done: boolean, link: string, blocks = true): CheckItem => ({
  code: `evidence.${code}`,
  message,
  done,
  blocks,
  link,
});

const filled = (text: string | undefined) => text !== undefined && text.trim() !== '';
const hasStage = (photos: readonly PackPhoto[], stage: PackPhoto['stage']) =>
  photos.some((photo) => photo.stage === stage);
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
  const zh = `到场（要 ${value.count} 次，间隔 ${value.gapDays} 天以上，有 ${count} 次）`;
  return item(
    'visits',
    words(zh, `visits (${value.count} wanted, ${value.gapDays} days apart, ${count} there)`),
    count >= value.count,
    'visits',
    blocks,
  );
}

function pairItem(good: number, rules: Rules): CheckItem {
  const { value, blocks } = rules.use('evidence.viewpoints');
  const zh = `前后同视点（要 ${value} 组，有 ${good} 组）`;
  const en = `before/after viewpoints (${value} wanted, ${good} there)`;
  return item('viewpoints', words(zh, en), good >= value, 'evidence?stage=after', blocks);
}

/** Hardening that was there must be seen broken; where nobody said, the question is asked but does not block. */
function hardeningItems({ recultivation, photos }: EvidenceFacts): CheckItem[] {
  const removed = recultivation?.hardeningRemoved ?? null;
  if (removed === null)
    return [
      item(
        'hardening',
        words('写明有无硬化层', 'say whether there was hardening'),
        false,
        'evidence?field=hardeningRemoved',
        false,
      ),
    ];
  return [
    item(
      'hardening',
      words('硬化层破除清走', 'hardening broken up and gone'),
      removed,
      'evidence?field=hardeningRemoved',
    ),
    item(
      'hardeningBroken',
      words('硬化层破除照片', 'photo of the broken hardening'),
      hasKind(photos, 'hardeningBroken'),
      'evidence?kind=hardeningBroken',
    ),
    item(
      'debris',
      words('外运记录', 'record of debris removed'),
      filled(recultivation?.debris),
      'evidence?field=debris',
      false,
    ),
  ];
}

/** R-097 names before, during and after photos, soil and crop; the rest of the template of 6.3 only warns. */
function demolitionItems(facts: EvidenceFacts, recultivate: boolean, rules: Rules): CheckItem[] {
  const { photos, recultivation } = facts;
  const lines = [
    item(
      'demolishedOn',
      words('拆除日期', 'day of demolition'),
      facts.demolishedOn !== null,
      'milestones?step=demolished',
    ),
    item('before', words('整改前照片', 'photo before'), hasStage(photos, 'before'), 'evidence?stage=before'),
    item('during', words('整改中照片', 'photo during'), hasStage(photos, 'during'), 'evidence?stage=during'),
    item('after', words('整改后照片', 'photo after'), hasStage(photos, 'after'), 'evidence?stage=after'),
    pairItem(facts.goodPairs, rules),
    ...hardeningItems(facts),
  ];
  if (!recultivate) return lines;
  const depth = rules.use('evidence.soilDepthCm');
  const measured = recultivation?.soilDepthCm ?? null;
  const deepEnough = measured !== null && (depth.value === null || measured >= depth.value);
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
      measured === null || depth.blocks,
    ),
    ...cropItems(facts, rules),
    item(
      'irrigation',
      words('灌排', 'irrigation and drainage'),
      filled(recultivation?.irrigation),
      'evidence?field=irrigation',
      false,
    ),
  ];
}

function cropItems({ recultivation }: EvidenceFacts, rules: Rules): CheckItem[] {
  return [
    item('crop', words('复耕内容（作物）', 'crop'), filled(recultivation?.crop), 'evidence?field=crop'),
    visitItem(recultivation?.visits ?? [], rules),
  ];
}

function replantItems(facts: EvidenceFacts, rules: Rules): CheckItem[] {
  const { photos } = facts;
  return [
    item('before', words('整改前照片', 'photo before'), hasStage(photos, 'before'), 'evidence?stage=before'),
    item('after', words('整改后照片', 'photo after'), hasStage(photos, 'after'), 'evidence?stage=after'),
    item('cropPhoto', words('作物照片', 'photo of the crop'), hasKind(photos, 'crop'), 'evidence?kind=crop'),
    ...cropItems(facts, rules),
  ];
}

function approvalItems(documents: readonly PackApproval[]): CheckItem[] {
  if (documents.length === 0) return [item('approval', words('批准文件', 'approval document'), false, 'approvals')];
  return documents.flatMap(({ id, docNo, hasScan, hasPolygon }) => [
    item(`approval.${id}.scan`, words(`${docNo} 扫描件`, `scan of ${docNo}`), hasScan, 'approvals'),
    item(`approval.${id}.polygon`, words(`${docNo} 红线坐标`, `polygon of ${docNo}`), hasPolygon, 'approvals'),
  ]);
}

/** E13: what each method of rectification must show, with what is there (specification 6.3, R-097). */
export function completeness(method: RectifyMethod, facts: EvidenceFacts, rules: Rules): CheckItem[] {
  const paper = (kind: AttachmentKind) => {
    const { zh, en } = attachmentKinds.get(kind);
    return [item(kind, words(zh, en), facts.attachments.includes(kind), `attachments?kind=${kind}`)];
  };
  switch (method) {
    case 'demolishAndRecultivate':
      return demolitionItems(facts, true, rules);
    case 'demolishAndRestore':
      return demolitionItems(facts, false, rules);
    case 'combined':
      return [...demolitionItems(facts, false, rules), ...approvalItems(facts.approvals)];
    case 'replant':
      return replantItems(facts, rules);
    case 'legaliseConversion':
    case 'legaliseFacility':
    case 'legaliseTemporary':
      return approvalItems(facts.approvals);
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
    `缺：${open.map((line) => line.message.zh).join('、')}`,
    `missing: ${open.map((line) => line.message.en).join(', ')}`,
    {
      values: { asked: lines.length, open: open.length },
    },
  );
}

import type { ApprovalDoc, PackCheck, PackView } from '@shoutian/domain/api';
import { landClass, rectifyMethods, type Treatment } from '@shoutian/domain/dictionaries';
import { byWeight, type Check } from '@shoutian/domain/evidence';
import { flatFromWkb, toGeoJson } from '@shoutian/domain/geo';
import { closeArea } from '@shoutian/domain/problem';
import type { Rules } from '@shoutian/domain/rules';
import type { ProblemRecord } from '../problems/index.ts';
import { type Evidence, viewpointsOf } from './gather.ts';
import type { ApprovalRow, PackRow } from './queries/gather.ts';

export function presentCheck({ id, level, subject, reason, values }: Check): PackCheck {
  return { id, level, subject, reason: reason.zh, reasonEn: reason.en, values: { ...values } };
}

function presentApproval(row: ApprovalRow, checks: readonly Check[], own: readonly string[]): ApprovalDoc {
  return {
    id: row.id,
    docNo: row.doc_no,
    authority: row.authority,
    authorityLevel: row.authority_level,
    approvedOn: row.approved_on,
    approvedM2: row.approved_m2,
    purpose: row.purpose,
    geometry: row.geom === null ? null : toGeoJson(flatFromWkb(row.geom)),
    repaired: row.repaired,
    coverRatio: row.cover_ratio,
    coveredM2: row.covered_m2,
    scanSha256: row.scan_sha256,
    scanName: row.scan_name,
    enteredByName: row.entered_by_name,
    enteredAt: row.entered_at.toISOString(),
    remarks: byWeight(checks).map(presentCheck),
    review: row.review,
    reviewReason: row.review_reason,
    reviewedByName: row.reviewed_by_name,
    abilities: [...own],
  };
}

/** Pairs by viewpoint, and single photos that still wait for their other half. */
export function presentPairs({ pairs, photos }: Pick<Evidence, 'pairs' | 'photos'>): PackView['pairs'] {
  const views = viewpointsOf(photos);
  const label = (id: string) => views.find((view) => view.photoId === id)?.label ?? null;
  const during = views.filter((view) => view.stage === 'during');
  const halfway = (name: string | null) =>
    name === null ? null : (during.find((view) => view.label === name)?.photoId ?? null);
  const paired = new Set(pairs.flatMap((pair) => [pair.before, pair.after]));
  const shown = pairs.map((pair, index) => {
    const name = label(pair.before) ?? label(pair.after);
    return {
      viewpoint: name ?? `视点 ${index + 1}`,
      beforeId: pair.before,
      duringId: halfway(name),
      afterId: pair.after,
      distanceM: pair.distanceM,
      bearingDiffDeg: pair.bearingDiffDeg,
      sameViewpoint: pair.distanceM === null ? null : pair.samePoint && pair.sameView,
    };
  });
  const named = new Set(shown.map((pair) => pair.viewpoint));
  // A viewpoint that somebody named is one to come back to; an unnamed single photo is just a photo.
  const waiting = views.filter(
    (view) =>
      view.stage !== 'during' && view.label !== null && !paired.has(view.photoId) && !named.has(view.label ?? ''),
  );
  const singles = new Map(waiting.map((view) => [view.label ?? '', view]));
  return [
    ...shown,
    ...[...singles].map(([viewpoint, view]) => ({
      viewpoint,
      beforeId: view.stage === 'before' ? view.photoId : null,
      duringId: halfway(viewpoint),
      afterId: view.stage === 'after' ? view.photoId : null,
      distanceM: null,
      bearingDiffDeg: null,
      sameViewpoint: null,
    })),
  ];
}

const usual = (method: PackRow['method']): Treatment => {
  const entry = rectifyMethods.get(method);
  if (method === 'confiscate') return 'confiscated';
  if (entry.legalises && !entry.demolishes) return 'legalised';
  if (method === 'replant') return 'replanted';
  return method === 'demolishAndRestore' ? 'restored' : 'recultivated';
};

/** What the overlay found, as parts to start from: farmland is treated by the method, the rest is put back. */
export function proposedParts(
  classes: readonly { classCode: string; label: string; unionM2: number }[],
  method: PackRow['method'],
): PackView['proposedParts'] {
  return classes
    .filter((each) => each.unionM2 > 0)
    .slice(0, 100)
    .map((each) => ({
      label: each.label.slice(0, 40),
      landClass: each.classCode.slice(0, 8),
      treatment:
        usual(method) === 'recultivated' && !landClass(each.classCode)?.isFarmland ? 'restored' : usual(method),
      areaM2: each.unionM2,
      expectedM2: each.unionM2,
    }));
}

/** Fields that a person fills in; before anybody did, the plan's method with nothing entered. */
function bodyOf(pack: PackRow | null, method: PackRow['method']) {
  return {
    method: pack?.method ?? method,
    parts: pack?.parts ?? [],
    recultivation: pack?.recultivation ?? null,
    penalty: pack?.penalty ?? null,
    caseNote: pack?.case_note ?? null,
    caseState: pack?.case_state ?? ('none' as const),
  };
}

export function presentPack(
  problem: ProblemRecord,
  evidence: Evidence,
  more: {
    rules: Rules;
    ground: Buffer | null;
    classes: readonly { classCode: string; label: string; unionM2: number }[];
    rights: Pick<PackView, 'abilities' | 'missing'>;
    approvalAbilities: readonly string[];
  },
): PackView {
  const { pack } = evidence;
  const method = evidence.method ?? 'demolishAndRecultivate';
  const toleranceMu = more.rules.value('area.toleranceMu');
  const closure = closeArea(problem.areaM2, pack?.parts ?? [], toleranceMu);
  return {
    ...bodyOf(pack, method),
    problemId: problem.id,
    problemNo: problem.problemNo,
    title: problem.title,
    problemAreaM2: problem.areaM2,
    geometry: more.ground === null ? null : toGeoJson(flatFromWkb(more.ground)),
    plannedMethod: problem.rectifyMethod,
    closure: {
      closed: closure.closed,
      totalM2: closure.totalM2,
      partsM2: closure.partsM2,
      differenceM2: closure.differenceM2,
      toleranceMu,
    },
    proposedParts: proposedParts(more.classes, method),
    approvals: evidence.approvals.map((row) =>
      presentApproval(row, evidence.approvalChecks.get(row.id) ?? [], more.approvalAbilities),
    ),
    coverRatio: evidence.coverRatio,
    pairs: presentPairs(evidence),
    required: evidence.lines.map((line) => ({
      code: line.code,
      message: line.message.zh,
      messageEn: line.message.en,
      done: line.done,
      blocks: line.blocks,
      link: line.link ?? null,
    })),
    checks: byWeight(evidence.checks).map(presentCheck),
    review:
      pack?.review == null
        ? null
        : {
            decision: pack.review.decision,
            reason: pack.review.reason,
            answers: pack.review.answers,
            byName: pack.review.byName,
            at: pack.review.at,
          },
    updatedByName: pack?.updated_by_name ?? null,
    updatedAt: pack?.updated_at.toISOString() ?? null,
    rowVersion: pack?.row_version ?? 0,
    ...more.rights,
  };
}

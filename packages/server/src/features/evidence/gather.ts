import type { AttachmentKind, RectifyMethod } from '@shoutian/domain/dictionaries';
import {
  type Check,
  checkApproval,
  checkAreas,
  checkCompleteness,
  checkPair,
  completeness,
  type PairTest,
  provenStage,
  type Viewpoint,
  viewpointPairs,
} from '@shoutian/domain/evidence';
import { coverRatio, type FlatPolygon, flatFromWkb } from '@shoutian/domain/geo';
import { type CheckItem, partsArea } from '@shoutian/domain/problem';
import type { Rules } from '@shoutian/domain/rules';
import type { Tx } from '../../platform/request.ts';
import type { ProblemRecord } from '../problems/index.ts';
import { checkPurpose } from './purpose.ts';
import * as read from './queries/gather.ts';

/** All that proves the remedy of one problem, with what its rules say about it. */
export interface Evidence {
  readonly pack: read.PackRow | null;
  /** The pack's method, else the plan's. */
  readonly method: RectifyMethod | null;
  readonly approvals: readonly read.ApprovalRow[];
  /** Share of the ground to be legalised under any of the approvals, 0…1; null when nothing can be compared. */
  readonly coverRatio: number | null;
  readonly photos: readonly read.EvidencePhotoRow[];
  readonly pairs: readonly PairTest[];
  readonly attachments: readonly AttachmentKind[];
  readonly lines: readonly CheckItem[];
  /** E12 of each document. */
  readonly approvalChecks: ReadonlyMap<string, readonly Check[]>;
  /** E07, E11, E12 and E13 of the whole pack. */
  readonly checks: readonly Check[];
  /** Reasons nobody has dealt with. */
  readonly openFlags: readonly { id: string; check: string; photoId: string | null }[];
  readonly handledFlags: number;
}

const asks = (level: string): boolean => level === 'flag' || level === 'warn' || level === 'block';
const shape = (wkb: Buffer): FlatPolygon => flatFromWkb(wkb);

/** Photos as viewpoints; look-back photos belong to another time. */
export function viewpointsOf(photos: readonly read.EvidencePhotoRow[]): Viewpoint[] {
  return photos.flatMap((photo): Viewpoint[] => {
    const stage = provenStage(photo.stage);
    if (stage !== 'before' && stage !== 'during' && stage !== 'after') return [];
    return [
      {
        photoId: photo.id,
        stage,
        label: photo.viewpoint,
        lonLat: photo.lng === null || photo.lat === null ? null : [photo.lng, photo.lat],
        bearingDeg: photo.bearing_deg,
      },
    ];
  });
}

/**
 * How far the approvals together cover what is to be legalised. Where only part of the ground is (拆补组合), the part has
 * no outline of its own: what is covered is held against its area.
 */
function jointCover(
  problem: ProblemRecord,
  ground: Buffer | undefined,
  approvals: readonly read.ApprovalRow[],
  legalisedM2: number,
): number | null {
  const shapes = approvals.flatMap((doc) => (doc.geom === null ? [] : [shape(doc.geom)]));
  if (ground === undefined || shapes.length === 0) return null;
  const ofAll = coverRatio(shape(ground), shapes);
  if (legalisedM2 <= 0 || legalisedM2 >= problem.areaM2) return ofAll;
  return Math.min(1, (ofAll * problem.areaM2) / legalisedM2);
}

/**
 * Reads the evidence of many problems in seven statements and judges it by the rules.
 * @param problems rows as read in this transaction
 */
export async function evidenceOf(
  tx: Tx,
  county: string,
  problems: readonly ProblemRecord[],
  rules: Rules,
): Promise<Map<string, Evidence>> {
  const ids = problems.map(({ id }) => id);
  const [packRows, approvalRows, photoRows, paperRows] = await Promise.all([
    read.packsOf(tx, county, ids),
    read.approvalsOf(tx, county, ids),
    read.photosOf(tx, county, ids),
    read.papersOf(tx, county, ids),
  ]);
  const packs = new Map(packRows.map((row) => [row.problem_id, row]));
  const approvals = Map.groupBy(approvalRows, (row) => row.problem_id);
  const photos = Map.groupBy(photoRows, (row) => row.problem_id);
  const papers = new Map(paperRows.map((row) => [row.id, row]));
  // Only documents ask for the outline they are held against, and for who else cites them.
  const keys = [...new Set(approvalRows.map((row) => row.doc_key))];
  const [groundRows, useRows] =
    keys.length === 0
      ? [[], []]
      : await Promise.all([read.groundsOf(tx, county, [...approvals.keys()]), read.usesOf(tx, county, keys)]);
  const grounds = new Map(groundRows.map((row) => [row.id, row.geom]));
  const uses = Map.groupBy(useRows, (row) => row.doc_key);
  return new Map(
    problems.map((problem) => [
      problem.id,
      judge(
        problem,
        {
          pack: packs.get(problem.id) ?? null,
          approvals: approvals.get(problem.id) ?? [],
          photos: photos.get(problem.id) ?? [],
          kinds: papers.get(problem.id)?.kinds ?? [],
          demolishedOn: papers.get(problem.id)?.demolished_on ?? null,
          ground: grounds.get(problem.id),
        },
        uses,
        rules,
      ),
    ]),
  );
}

interface Found {
  pack: read.PackRow | null;
  approvals: read.ApprovalRow[];
  photos: read.EvidencePhotoRow[];
  kinds: AttachmentKind[];
  demolishedOn: string | null;
  ground: Buffer | undefined;
}

function judge(problem: ProblemRecord, found: Found, uses: Map<string, read.UseRow[]>, rules: Rules): Evidence {
  const { pack, approvals, photos } = found;
  const method = pack?.method ?? problem.rectifyMethod;
  const pairs = viewpointPairs(viewpointsOf(photos), rules);
  const lines = method === null ? [] : linesOf(method, found, pairs, rules);
  const approvalChecks = new Map(
    approvals.map((doc) => [doc.id, checksOf(doc, problem, method, uses.get(doc.doc_key) ?? [], rules)]),
  );
  const parts = pack?.parts ?? [];
  const checks = [
    ...pairs.flatMap((pair) => checkPair(pair, rules)),
    checkAreas(null, problem.areaM2, parts, rules),
    ...[...approvalChecks.values()].flat(),
    checkCompleteness(lines),
  ];
  return {
    pack,
    method,
    approvals,
    coverRatio: jointCover(problem, found.ground, approvals, partsArea(parts, ['legalised'])),
    photos,
    pairs,
    attachments: found.kinds,
    lines,
    approvalChecks,
    checks,
    ...flagsOf(found, method, lines, approvalChecks),
  };
}

function linesOf(method: RectifyMethod, found: Found, pairs: readonly PairTest[], rules: Rules): CheckItem[] {
  return completeness(
    method,
    {
      demolishedOn: found.demolishedOn,
      recultivation: found.pack?.recultivation ?? null,
      photos: found.photos.map((photo) => ({
        photoId: photo.id,
        kind: photo.kind,
        stage: provenStage(photo.stage),
        viewpoint: photo.viewpoint,
      })),
      approvals: found.approvals.map((doc) => ({
        id: doc.id,
        docNo: doc.doc_no,
        hasScan: doc.scan_sha256 !== null,
        hasPolygon: doc.geom !== null,
      })),
      attachments: found.kinds,
      goodPairs: pairs.filter((pair) => pair.samePoint).length,
    },
    rules,
  );
}

/** E12 of one document, with all problems that cite the same number. */
function checksOf(
  doc: read.ApprovalRow,
  problem: ProblemRecord,
  method: RectifyMethod | null,
  uses: readonly read.UseRow[],
  rules: Rules,
): Check[] {
  const used = uses.map((use) => (use.parts === null ? use.area_m2 : partsArea(use.parts, ['legalised'])));
  const others = uses.filter((use) => use.problem_id !== problem.id);
  return [
    ...checkApproval(
      {
        id: doc.id,
        docNo: doc.doc_no,
        approvedOn: doc.approved_on,
        // A document without an area says nothing about how far it reaches.
        approvedM2: doc.approved_m2 ?? 0,
        coverRatio: doc.cover_ratio,
        usedM2: doc.approved_m2 === null ? 0 : used.reduce((sum, area) => sum + area, 0),
        usedBy: others.map((use) => use.problem_no),
      },
      problem.builtYear === null ? null : `${problem.builtYear}-12-31`,
      rules.day,
      rules,
    ),
    ...checkPurpose({ id: doc.id, docNo: doc.doc_no, purpose: doc.purpose }, method),
  ];
}

/** The guard of approvals measures cover and polygons itself: here only what a person must look at. */
const measured = (check: Check): boolean =>
  check.rule === 'approval.coverRatio' || (check.level === 'warn' && check.values['coverRatio'] === null);

function flagsOf(
  { photos, approvals }: Found,
  method: RectifyMethod | null,
  lines: readonly CheckItem[],
  approvalChecks: ReadonlyMap<string, readonly Check[]>,
): Pick<Evidence, 'openFlags' | 'handledFlags'> {
  const open: { id: string; check: string; photoId: string | null }[] = [];
  let handled = 0;
  for (const photo of photos) {
    if (photo.subject_kind !== 'problem') continue;
    for (const check of photo.checks) {
      if (!asks(check.level)) continue;
      if (photo.review !== null && check.level !== 'block') handled += 1;
      else open.push({ id: `${check.id}:${photo.id}`, check: check.id, photoId: photo.id });
    }
  }
  for (const doc of approvals) {
    for (const check of approvalChecks.get(doc.id) ?? []) {
      if (!asks(check.level) || measured(check)) continue;
      if (doc.review !== null) handled += 1;
      else open.push({ id: `${check.id}:${doc.id}`, check: check.id, photoId: null });
    }
  }
  // 没收 and 移送 have no guard of their own that asks for their paper.
  if (method === 'confiscate' || method === 'transfer')
    for (const line of lines)
      if (!line.done && line.blocks) open.push({ id: `E13:${line.code}`, check: 'E13', photoId: null });
  return { openFlags: open, handledFlags: handled };
}

import type { addApproval, completeApproval, PolygonGeometry } from '@shoutian/domain/api';
import { areaM2, coverRatio, flatFromWkb } from '@shoutian/domain/geo';
import { abilities } from '@shoutian/domain/problem';
import type { z } from 'zod';
import { AppError, found } from '../../../platform/errors.ts';
import type { Platform } from '../../../platform/feature.ts';
import { uploadById } from '../../../platform/files/uploads.ts';
import { newId } from '../../../platform/ids.ts';
import type { LooseWork, Work } from '../../../platform/request.ts';
import { applyTransition, loadProblem, problemFacts, refusal } from '../../problems/index.ts';
import { docKey } from '../doc-no.ts';
import { drawnGround, paperOf, readGround } from '../files.ts';
import { type ApprovalRow, approvalsOf, groundsOf } from '../queries/gather.ts';
import * as write from '../queries/write.ts';

interface PaperBody {
  geometry?: PolygonGeometry | null | undefined;
  polygonUploadId?: string | undefined;
  polygonEpsg?: number | undefined;
  scanUploadId?: string | undefined;
}
interface Papers {
  ground: string[] | null;
  scan: write.Scan | null;
}

/**
 * Reads polygon and scan outside any transaction: files are slow, and the embedded database has one session. Who may not
 * file evidence is refused before a byte is read.
 */
async function readPapers(platform: Platform, work: LooseWork, problemId: string, body: PaperBody): Promise<Papers> {
  const { polygon, scan } = await work.transaction(async (inner) => {
    const county = inner.actor.countyCode;
    const facts = await problemFacts(inner, await loadProblem(inner.tx, county, problemId));
    if (!abilities(facts.problem, inner.actor).includes('problem.recordEvidence'))
      throw refusal('problem.recordEvidence', facts, { ok: false, why: 'notAllowed', missing: [] });
    return {
      polygon: body.polygonUploadId === undefined ? null : await uploadById(inner.tx, county, body.polygonUploadId),
      scan: body.scanUploadId === undefined ? null : await uploadById(inner.tx, county, body.scanUploadId),
    };
  });
  if (polygon !== null && body.geometry)
    throw new AppError('badInput', '红线只要一种：在图上画，或者传文件。', { en: 'Either draw it or upload it.' });
  return {
    ground: body.geometry
      ? drawnGround(body.geometry)
      : polygon === null
        ? null
        : await readGround(platform, polygon, body.polygonEpsg),
    scan: scan === null ? null : await paperOf(platform, scan),
  };
}

/** Makes the polygon sound and measures its cover of the problem. */
async function measure(work: Work, problemId: string, hexes: readonly string[]): Promise<write.ApprovalGround> {
  const ground = await write.united(work.tx, hexes);
  if (ground === undefined)
    throw new AppError('badInput', '批文红线没有面积，请检查坐标后重传。', { en: 'The polygon has no area.' });
  const shape = flatFromWkb(ground.geom);
  const [problem] = await groundsOf(work.tx, work.actor.countyCode, [problemId]);
  const subject = problem === undefined ? null : flatFromWkb(problem.geom);
  const ratio = subject === null ? null : coverRatio(subject, [shape]);
  return {
    hex: ground.hex,
    repaired: ground.valid ? null : '图形自相交，已修复',
    coverRatio: ratio,
    coveredM2: ratio === null || subject === null ? null : ratio * areaM2(subject),
  };
}

async function attach(work: Work, problemId: string, id: string, papers: Papers): Promise<void> {
  const county = work.actor.countyCode;
  if (papers.ground !== null) await write.setGround(work.tx, county, id, await measure(work, problemId, papers.ground));
  if (papers.scan !== null) await write.setScan(work.tx, county, id, papers.scan);
  await write.voidReview(work.tx, county, problemId);
}

async function approvalOf(work: Work, problemId: string, id: string): Promise<ApprovalRow> {
  const rows = await approvalsOf(work.tx, work.actor.countyCode, [problemId]);
  return found(
    rows.find((row) => row.id === id),
    '批文',
  );
}

/**
 * 批文入库: number, authority, date, area, polygon, scan.
 * @throws {AppError} what the table refuses; duplicate for a number that the problem has already; the reader's refusals
 */
export async function enterApproval(
  platform: Platform,
  work: LooseWork,
  problemId: string,
  body: z.output<NonNullable<(typeof addApproval)['body']>>,
): Promise<void> {
  const papers = await readPapers(platform, work, problemId, body);
  await work.transaction(async (inner) => {
    const { tx, actor, now } = inner;
    const { problem } = await applyTransition(inner, problemId, {
      action: 'problem.recordEvidence',
      input: { evidence: 'approval' },
      changes: { evidence: 'approval', docNo: [null, body.docNo] },
    });
    const key = docKey(body.docNo);
    if ((await approvalsOf(tx, actor.countyCode, [problemId])).some((row) => row.doc_key === key))
      throw new AppError('duplicate', `${body.docNo} 已经入库，不用再录。`, { en: `${body.docNo} is there already.` });
    const id = newId();
    await write.insertApproval(
      tx,
      actor.countyCode,
      {
        id,
        divisionCode: problem.divisionCode,
        problemId,
        docNo: body.docNo,
        docKey: key,
        authority: body.authority,
        authorityLevel: body.authorityLevel,
        approvedOn: body.approvedOn,
        approvedM2: body.approvedM2,
        purpose: body.purpose,
      },
      { id: actor.id, name: actor.name, now },
    );
    await attach(inner, problemId, id, papers);
  });
}

/** Adds a polygon or scan that was not there; what is there is not replaced (take the document back instead). */
export async function addPapers(
  platform: Platform,
  work: LooseWork,
  problemId: string,
  approvalId: string,
  body: z.output<NonNullable<(typeof completeApproval)['body']>>,
): Promise<void> {
  const papers = await readPapers(platform, work, problemId, body);
  if (papers.ground === null && papers.scan === null)
    throw new AppError('badInput', '没有要补的内容：请画红线、传红线文件或传扫描件。', { en: 'Nothing to add.' });
  await work.transaction(async (inner) => {
    const doc = await approvalOf(inner, problemId, approvalId);
    if ((papers.ground !== null && doc.geom !== null) || (papers.scan !== null && doc.scan_sha256 !== null))
      throw new AppError('wrongState', `${doc.doc_no} 已有这一项，要换请先撤下再重新入库。`, {
        en: 'Already there: take the document back and enter it again.',
      });
    await applyTransition(inner, problemId, {
      action: 'problem.recordEvidence',
      input: { evidence: 'approval' },
      changes: { evidence: 'approval', docNo: doc.doc_no, added: papers.scan === null ? 'polygon' : 'scan' },
    });
    await attach(inner, problemId, approvalId, papers);
    const people = [...new Set([...doc.contributors, inner.actor.id])];
    await write.setContributors(inner.tx, inner.actor.countyCode, approvalId, people);
  });
}

export async function takeBackApproval(
  work: Work,
  problemId: string,
  approvalId: string,
  reason: string,
): Promise<void> {
  const { tx, actor, now } = work;
  const doc = await approvalOf(work, problemId, approvalId);
  await applyTransition(work, problemId, {
    action: 'problem.recordEvidence',
    input: { evidence: 'approval' },
    reason,
    changes: { evidence: 'approval', docNo: [doc.doc_no, null] },
  });
  await write.markRemoved(tx, actor.countyCode, approvalId, reason, { id: actor.id, name: actor.name, now });
  await write.voidReview(tx, actor.countyCode, problemId);
}

/** Somebody who filed none of the evidence says why the reasons of E12 hold nothing up. */
export async function judgeApproval(
  work: Work,
  problemId: string,
  approvalId: string,
  body: { review: 'accepted' | 'explained'; reason: string },
): Promise<void> {
  const { tx, actor, now } = work;
  const doc = await approvalOf(work, problemId, approvalId);
  await applyTransition(work, problemId, {
    action: 'problem.reviewEvidence',
    input: { decision: body.review },
    reason: body.reason,
    changes: { docNo: doc.doc_no, decision: body.review },
  });
  await write.setApprovalReview(tx, actor.countyCode, approvalId, body, { id: actor.id, name: actor.name, now });
}

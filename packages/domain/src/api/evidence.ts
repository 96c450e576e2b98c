import { z } from 'zod';
import { EvidencePack, humanQuestions, PackPart, Recultivation } from '../evidence/index.ts';
import { AreaM2, Day, Id, Instant, PolygonGeometry, Rights } from './common.ts';
import { endpoint } from './endpoint.ts';

export { PackPart, Recultivation };
/** The pack as a person fills it in, and how far a case is (案件). */
export const PackBody = EvidencePack.extend({ caseState: z.enum(['none', 'open', 'closed']).default('none') });
export type PackBody = z.infer<typeof PackBody>;

/** One reason with its raw figures; `ok` is a check that found nothing. Never a verdict. */
export const PackCheck = z.object({
  id: z.string(),
  level: z.enum(['block', 'flag', 'warn', 'info', 'ok']),
  /** Photo or document it is about; null for the whole pack. */
  subject: z.string().nullable(),
  reason: z.string(),
  reasonEn: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type PackCheck = z.infer<typeof PackCheck>;

export const ApprovalDoc = z.object({
  id: Id,
  docNo: z.string(),
  authority: z.string(),
  authorityLevel: z.string(),
  approvedOn: Day,
  approvedM2: AreaM2.nullable(),
  purpose: z.string(),
  geometry: PolygonGeometry.nullable(),
  /** What was done to make the polygon sound; null when nothing was. */
  repaired: z.string().nullable(),
  /** Share of the problem's area that the approval's polygon covers, 0…1; null without a polygon. */
  coverRatio: z.number().nullable(),
  coveredM2: AreaM2.nullable(),
  scanSha256: z.string().nullable(),
  scanName: z.string().nullable(),
  enteredByName: z.string(),
  enteredAt: Instant,
  /** E12: number used elsewhere, date order… */
  remarks: z.array(PackCheck),
  review: z.enum(['accepted', 'explained']).nullable(),
  reviewReason: z.string().nullable(),
  reviewedByName: z.string().nullable(),
  abilities: z.array(z.string()),
});
export type ApprovalDoc = z.infer<typeof ApprovalDoc>;

/** A person's judgement of the whole pack: what no photo answers is answered by name. */
export const PackReview = z.object({
  decision: z.enum(['accepted', 'returned', 'revisit']),
  reason: z.string(),
  answers: z.partialRecord(humanQuestions.schema, z.boolean()),
  byName: z.string(),
  at: Instant,
});
export type PackReview = z.infer<typeof PackReview>;

export const PackView = PackBody.extend({
  problemId: Id,
  problemNo: z.string(),
  title: z.string(),
  problemAreaM2: AreaM2,
  geometry: PolygonGeometry.nullable(),
  /** Method of the plan, for comparison with the pack's own. */
  plannedMethod: z.string().nullable(),
  closure: z.object({
    closed: z.boolean(),
    totalM2: AreaM2,
    partsM2: AreaM2,
    differenceM2: z.number(),
    toleranceMu: z.number(),
  }),
  /** Sub-areas that the stored overlay suggests, to start from; empty where there is none. */
  proposedParts: z.array(PackPart),
  approvals: z.array(ApprovalDoc),
  /** Share of the ground to be legalised that all approvals cover together, each place once; null without a polygon. */
  coverRatio: z.number().nullable(),
  /** Before/after pairs from one viewpoint (photo ids) with distance and bearing difference. */
  pairs: z.array(
    z.object({
      viewpoint: z.string(),
      beforeId: Id.nullable(),
      duringId: Id.nullable(),
      afterId: Id.nullable(),
      distanceM: z.number().nullable(),
      bearingDiffDeg: z.number().nullable(),
      sameViewpoint: z.boolean().nullable(),
    }),
  ),
  required: z.array(
    z.object({
      code: z.string(),
      message: z.string(),
      messageEn: z.string(),
      done: z.boolean(),
      /** False: asked for by a rule the county has not confirmed, so it warns. */
      blocks: z.boolean(),
      link: z.string().nullable(),
    }),
  ),
  /** E07, E11, E12, E13 of the pack; the reasons of single photos travel with the photos. */
  checks: z.array(PackCheck),
  review: PackReview.nullable(),
  updatedByName: z.string().nullable(),
  updatedAt: Instant.nullable(),
  /** 0: nobody has filled it in yet. */
  rowVersion: z.number().int(),
  ...Rights.shape,
});
export type PackView = z.infer<typeof PackView>;

const problem = z.object({ id: Id });
const approval = problem.extend({ approvalId: Id });
export const getPack = endpoint({
  method: 'GET',
  path: '/api/problems/:id/pack',
  action: 'problem.read',
  summary: '整改证据包',
  params: problem,
  response: PackView,
});
export const savePack = endpoint({
  method: 'PUT',
  path: '/api/problems/:id/pack',
  action: 'problem.recordEvidence',
  summary: '填证据包',
  params: problem,
  body: PackBody.extend({ rowVersion: z.number().int() }),
  response: PackView,
});
/** 采信, 退回补正 or 派人复看; never by somebody who filed evidence, never 采信 while a reason is untreated. */
export const reviewPack = endpoint({
  method: 'POST',
  path: '/api/problems/:id/pack/review',
  action: 'photo.explain',
  summary: '审查证据',
  params: problem,
  body: z.object({
    decision: PackReview.shape.decision,
    reason: z.string().trim().min(2).max(500),
    answers: PackReview.shape.answers.default({}),
    rowVersion: z.number().int(),
  }),
  response: PackView,
});
const papers = {
  /** A geofile (purpose `geofile`) whose polygons together are the approved ground; instead of `geometry`. */
  polygonUploadId: Id.optional(),
  /** Coordinate system of that file where it names none. */
  polygonEpsg: z.number().int().optional(),
  /** pdf, jpg or png (purpose `document`). */
  scanUploadId: Id.optional(),
};
export const addApproval = endpoint({
  method: 'POST',
  path: '/api/problems/:id/approvals',
  action: 'problem.recordEvidence',
  summary: '批文入库',
  status: 201,
  params: problem,
  body: z.object({
    docNo: z.string().trim().min(2).max(60),
    authority: z.string().trim().min(2).max(60),
    authorityLevel: z.enum(['state', 'province', 'city', 'county', 'town']),
    approvedOn: Day,
    approvedM2: AreaM2.nullable().default(null),
    purpose: z.string().trim().max(60).default(''),
    geometry: PolygonGeometry.nullable().default(null),
    ...papers,
  }),
  response: PackView,
});
/** Adds what was missing when the document was entered: polygon or scan. */
export const completeApproval = endpoint({
  method: 'PATCH',
  path: '/api/problems/:id/approvals/:approvalId',
  action: 'problem.recordEvidence',
  summary: '补批文红线或扫描件',
  params: approval,
  body: z.object({ geometry: PolygonGeometry.nullable().default(null), ...papers }),
  response: PackView,
});
/** Takes a document out of the pack; record and scan stay. */
export const removeApproval = endpoint({
  method: 'DELETE',
  path: '/api/problems/:id/approvals/:approvalId',
  action: 'problem.recordEvidence',
  summary: '撤下批文',
  params: approval,
  body: z.object({ reason: z.string().trim().min(2).max(200) }),
  response: PackView,
});
/** Deals with the reasons of E12 by name; never by the one who entered the document. */
export const reviewApproval = endpoint({
  method: 'POST',
  path: '/api/problems/:id/approvals/:approvalId/review',
  action: 'photo.explain',
  summary: '审查批文',
  params: approval,
  body: z.object({ review: z.enum(['accepted', 'explained']), reason: z.string().trim().min(2).max(300) }),
  response: PackView,
});
export const approvalScan = endpoint({
  method: 'GET',
  path: '/api/problems/:id/approvals/:approvalId/scan',
  action: 'problem.read',
  summary: '批文扫描件',
  params: approval,
  response: z.any(),
});

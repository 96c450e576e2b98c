import { z } from 'zod';
import { rectifyMethods, treatments } from '../dictionaries/index.ts';
import { AreaM2, Day, Id, Instant, ListQuery, LonLatPair, PolygonGeometry, pageOf, Rights } from './common.ts';
import { endpoint } from './endpoint.ts';

export const PackPart = z.object({
  label: z.string().trim().max(40).default(''),
  landClass: z.string().max(8).default(''),
  treatment: treatments.schema,
  areaM2: AreaM2,
  expectedM2: AreaM2.nullable().default(null),
});
export const Recultivation = z.object({
  hardeningRemoved: z.boolean().nullable().default(null),
  soilDepthCm: z.number().min(0).max(300).nullable().default(null),
  debris: z.string().trim().max(300).default(''),
  crop: z.string().trim().max(60).default(''),
  irrigation: z.string().trim().max(100).default(''),
  visits: z
    .array(z.object({ on: Day, note: z.string().trim().max(200).default('') }))
    .max(10)
    .default([]),
});
export const PackBody = z.object({
  method: rectifyMethods.schema,
  parts: z.array(PackPart).max(100),
  recultivation: Recultivation.nullable().default(null),
  /** 处罚履行情况: applicable or not, and what was done. */
  penalty: z
    .object({ applicable: z.boolean(), note: z.string().trim().max(300) })
    .nullable()
    .default(null),
  /** 案件: closed, or why there is none. */
  caseNote: z.string().trim().max(300).nullable().default(null),
});
export const ApprovalDoc = z.object({
  id: Id,
  docNo: z.string(),
  authority: z.string(),
  authorityLevel: z.string(),
  approvedOn: Day,
  approvedM2: AreaM2.nullable(),
  purpose: z.string(),
  geometry: PolygonGeometry.nullable(),
  /** Share of the problem's area that the approval's polygon covers, 0…1; null without a polygon. */
  coverRatio: z.number().nullable(),
  coveredM2: AreaM2.nullable(),
  scanSha256: z.string().nullable(),
  enteredByName: z.string(),
  /** E12: number used elsewhere, date order… */
  remarks: z.array(z.object({ id: z.string(), level: z.string(), reason: z.string(), reasonEn: z.string() })),
});
export const PackView = PackBody.extend({
  problemId: Id,
  problemNo: z.string(),
  problemAreaM2: AreaM2,
  closure: z.object({
    closed: z.boolean(),
    totalM2: AreaM2,
    partsM2: AreaM2,
    differenceM2: z.number(),
    toleranceMu: z.number(),
  }),
  approvals: z.array(ApprovalDoc),
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
  required: z.array(z.object({ code: z.string(), message: z.string(), messageEn: z.string(), done: z.boolean() })),
  updatedByName: z.string().nullable(),
  updatedAt: Instant.nullable(),
  rowVersion: z.number().int(),
  ...Rights.shape,
});
export type PackView = z.infer<typeof PackView>;

const problem = z.object({ id: Id });
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
    polygonUploadId: Id.optional(),
    scanUploadId: Id.optional(),
  }),
  response: PackView,
});
export const removeApproval = endpoint({
  method: 'DELETE',
  path: '/api/problems/:id/approvals/:approvalId',
  action: 'problem.recordEvidence',
  summary: '撤下批文',
  params: problem.extend({ approvalId: Id }),
  body: z.object({ reason: z.string().trim().min(2).max(200) }),
  response: PackView,
});

export const GuardView = z.object({
  id: z.string(),
  title: z.string(),
  titleEn: z.string(),
  status: z.enum(['satisfied', 'notApplicable', 'missing']),
  blocks: z.boolean(),
  detail: z.string(),
  detailEn: z.string(),
  missing: z.array(
    z.object({ code: z.string(), message: z.string(), messageEn: z.string(), link: z.string().optional() }),
  ),
  override: z.object({ reason: z.string(), docNo: z.string(), personName: z.string(), at: Instant }).nullable(),
});
export type GuardView = z.infer<typeof GuardView>;
export const WriteOffStep = z.enum(['apply', 'siteCheck', 'townReview', 'countyReview']);
export const WriteOffView = z.object({
  id: Id,
  writeOffNo: z.string(),
  problemId: Id,
  problemNo: z.string(),
  title: z.string(),
  villageName: z.string(),
  areaM2: AreaM2,
  state: z.enum(['siteCheck', 'townReview', 'countyReview', 'approved', 'returned']),
  appliedOn: Day,
  applicantName: z.string(),
  statement: z.string(),
  returnedReason: z.string().nullable(),
  waitingDays: z.number().int(),
  /** Guards not yet standing. */
  missingCount: z.number().int(),
  rowVersion: z.number().int(),
});
export const WriteOffDetail = WriteOffView.extend({
  guards: z.array(GuardView),
  opinions: z.array(
    z.object({
      step: WriteOffStep,
      agree: z.boolean(),
      opinion: z.string(),
      personName: z.string(),
      roles: z.array(z.string()),
      at: Instant,
      siteCheckedOn: Day.nullable(),
      position: LonLatPair.nullable(),
    }),
  ),
  lookBackPlan: z.array(Day),
  publicity: z.object({ from: Day, to: Day, place: z.string() }).nullable(),
  related: z.array(z.object({ label: z.string(), value: z.string(), link: z.string().nullable() })),
  ...Rights.shape,
});
export type WriteOffDetail = z.infer<typeof WriteOffDetail>;

export const listWriteOffs = endpoint({
  method: 'GET',
  path: '/api/write-offs',
  action: 'problem.read',
  summary: '销号办理',
  query: ListQuery.extend({
    state: z.enum(['siteCheck', 'townReview', 'countyReview', 'approved', 'returned', 'open', 'all']).default('open'),
    waitingForMe: z.stringbool().optional(),
  }),
  response: pageOf(WriteOffView).extend({ counts: z.record(z.string(), z.number().int()) }),
});
const params = z.object({ id: Id });
export const getWriteOff = endpoint({
  method: 'GET',
  path: '/api/write-offs/:id',
  action: 'problem.read',
  summary: '一件销号申请',
  params,
  response: WriteOffDetail,
});
/** Guards of a problem before anybody applies. */
export const previewWriteOff = endpoint({
  method: 'GET',
  path: '/api/problems/:id/write-off/guards',
  action: 'problem.read',
  summary: '销号条件',
  params: problem,
  response: z.object({ guards: z.array(GuardView) }),
});
export const requestWriteOff = endpoint({
  method: 'POST',
  path: '/api/problems/:id/write-off',
  action: 'problem.requestWriteOff',
  summary: '申请销号',
  status: 201,
  params: problem,
  body: z.object({ statement: z.string().trim().min(2).max(500), rowVersion: z.number().int() }),
  response: WriteOffDetail,
});
/** Field check; the step passes once two different reviewers agree, neither an uploader of the evidence. */
export const checkOnSite = endpoint({
  method: 'POST',
  path: '/api/write-offs/:id/site-check',
  action: 'problem.verifyOnSite',
  summary: '现场核实',
  params,
  body: z.object({
    agree: z.boolean(),
    opinion: z.string().trim().min(2).max(500),
    checkedOn: Day,
    position: LonLatPair.nullable().default(null),
    rowVersion: z.number().int(),
  }),
  response: WriteOffDetail,
});
export const planWriteOff = endpoint({
  method: 'PUT',
  path: '/api/write-offs/:id/plan',
  action: 'problem.verifyOnSite',
  summary: '设公示和回头看计划',
  params,
  body: z.object({
    lookBackPlan: z.array(Day).max(10),
    publicity: z.object({ from: Day, to: Day, place: z.string().trim().max(80) }).nullable(),
    rowVersion: z.number().int(),
  }),
  response: WriteOffDetail,
});
const decision = z.object({ opinion: z.string().trim().min(2).max(500), rowVersion: z.number().int() });
export const approveByTown = endpoint({
  method: 'POST',
  path: '/api/write-offs/:id/town-approve',
  action: 'problem.townApprove',
  summary: '镇审核同意',
  params,
  body: decision,
  response: WriteOffDetail,
});
export const approveByCounty = endpoint({
  method: 'POST',
  path: '/api/write-offs/:id/county-approve',
  action: 'problem.countyApprove',
  summary: '县核查同意，销号',
  params,
  body: decision,
  response: WriteOffDetail,
});
export const returnWriteOff = endpoint({
  method: 'POST',
  path: '/api/write-offs/:id/return',
  action: 'problem.returnWriteOff',
  summary: '退回',
  params,
  body: decision,
  response: WriteOffDetail,
});
export const overrideGuard = endpoint({
  method: 'POST',
  path: '/api/write-offs/:id/guards/:guard/override',
  action: 'problem.overrideGuard',
  summary: '条件放行（仅县级，写明理由）',
  params: params.extend({ guard: z.string().max(40) }),
  body: z.object({
    reason: z.string().trim().min(4).max(300),
    docNo: z.string().trim().max(60).default(''),
    documentUploadId: Id.optional(),
  }),
  response: WriteOffDetail,
});

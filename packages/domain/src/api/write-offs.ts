import { z } from 'zod';
import { AreaM2, Day, DivisionCode, flag, Id, Instant, ListQuery, LonLatPair, pageOf, Rights } from './common.ts';
import { endpoint } from './endpoint.ts';

const problem = z.object({ id: Id });
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
  /** Let pass by the county; it counts only while the guard is missing, and stays visible afterwards. */
  override: z
    .object({
      reason: z.string(),
      docNo: z.string(),
      documentName: z.string().nullable(),
      documentSha256: z.string().nullable(),
      personName: z.string(),
      at: Instant,
    })
    .nullable(),
  /** The step by which it must be met. */
  step: z.enum(['request', 'town', 'county']),
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
  /** Guards not met and not let pass. */
  missingCount: z.number().int(),
  /** Guards let pass by the county: shown wherever the write-off is. */
  overrideCount: z.number().int(),
  problemState: z.string(),
  waitingForMe: z.boolean(),
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
      /** Void: a later refusal sent the application back before this step. */
      stands: z.boolean(),
    }),
  ),
  lookBackPlan: z.array(Day),
  /** Days of the rule (30/90/180) from today, to start the plan from. */
  lookBackProposal: z.array(Day),
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
    waitingForMe: flag,
    problemId: Id.optional(),
    /** County, town or village; the counts are of the same place. */
    division: DivisionCode.optional(),
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
  response: z.object({ guards: z.array(GuardView), ...Rights.shape }),
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
/** A centre's or the village's named opinion where it is still missing (村、中心意见具名). */
export const signWriteOff = endpoint({
  method: 'POST',
  path: '/api/write-offs/:id/sign',
  action: 'problem.requestWriteOff',
  summary: '签署意见',
  params,
  body: z.object({ opinion: z.string().trim().min(2).max(500), rowVersion: z.number().int() }),
  response: WriteOffDetail,
});
export const withdrawWriteOff = endpoint({
  method: 'POST',
  path: '/api/write-offs/:id/withdraw',
  action: 'problem.requestWriteOff',
  summary: '撤回申请',
  params,
  body: z.object({ reason: z.string().trim().min(2).max(300), rowVersion: z.number().int() }),
  response: WriteOffDetail,
});
export const planWriteOff = endpoint({
  method: 'PUT',
  path: '/api/write-offs/:id/plan',
  action: 'problem.planWriteOff',
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
const override = z.object({
  reason: z.string().trim().min(4).max(300),
  docNo: z.string().trim().max(60).default(''),
  documentUploadId: Id.optional(),
});
/** Before anybody applied: a condition of the application itself can be let pass only here. */
export const overrideBeforeRequest = endpoint({
  method: 'POST',
  path: '/api/problems/:id/write-off/guards/:guard/override',
  action: 'problem.overrideGuard',
  summary: '申请前条件放行（仅县级，写明理由）',
  params: problem.extend({ guard: z.string().max(40) }),
  body: override,
  response: previewWriteOff.response,
});
/** The paper behind an override. */
export const overrideDocument = endpoint({
  method: 'GET',
  path: '/api/problems/:id/write-off/guards/:guard/document',
  action: 'problem.read',
  summary: '放行依据',
  params: problem.extend({ guard: z.string().max(40) }),
  response: z.any(),
});
export const overrideGuard = endpoint({
  method: 'POST',
  path: '/api/write-offs/:id/guards/:guard/override',
  action: 'problem.overrideGuard',
  summary: '条件放行（仅县级，写明理由）',
  params: params.extend({ guard: z.string().max(40) }),
  body: override,
  response: WriteOffDetail,
});

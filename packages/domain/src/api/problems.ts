import { z } from 'zod';
import {
  categories,
  channels,
  constructionStages,
  currentStates,
  discoveryMethods,
  partyTypes,
  problemTypes,
  rectifyMethods,
} from '../dictionaries/index.ts';
import { problemStates } from '../problem/states.ts';
import { TimelineEvent } from './audits.ts';
import {
  AreaM2,
  Day,
  DivisionCode,
  flag,
  Id,
  Instant,
  ListQuery,
  LonLatPair,
  many,
  PolygonGeometry,
  pageOf,
  Rights,
} from './common.ts';
import { endpoint } from './endpoint.ts';
import { OverlaySnapshot } from './overlays.ts';

export const ProblemRow = z.object({
  id: Id,
  problemNo: z.string(),
  title: z.string(),
  divisionCode: DivisionCode,
  villageName: z.string(),
  type: problemTypes.schema,
  channel: channels.schema,
  clueCount: z.number().int(),
  foundYear: z.number().int(),
  stockOrNew: z.enum(['stock', 'new']),
  areaM2: AreaM2,
  farmM2: AreaM2.nullable(),
  pbfM2: AreaM2.nullable(),
  state: problemStates.schema,
  category: categories.schema.nullable(),
  rectifyMethod: rectifyMethods.schema.nullable(),
  leadUnit: z.string(),
  responsiblePerson: z.string().nullable(),
  listNo: z.string().nullable(),
  dueOn: Day.nullable(),
  originalDueOn: Day.nullable(),
  dueState: z.enum(['overdue', 'soon', 'normal', 'none']),
  daysLeft: z.number().int().nullable(),
  ongoing: z.boolean(),
  rebound: z.boolean(),
  progressPct: z.number().int(),
  rowVersion: z.number().int(),
});
export type ProblemRow = z.infer<typeof ProblemRow>;

export const ProblemFilter = z.object({
  state: many(problemStates.schema),
  division: many(DivisionCode),
  type: many(problemTypes.schema),
  channel: many(channels.schema),
  year: many(z.coerce.number().int()),
  stockOrNew: z.enum(['stock', 'new']).optional(),
  category: many(categories.schema),
  leadUnit: many(z.string()),
  listId: Id.optional(),
  unlisted: flag,
  campaignId: Id.optional(),
  due: z.enum(['overdue', 'within3', 'within7', 'within15', 'month', 'all']).default('all'),
  farmland: flag,
  /** Permanent basic farmland of at least so many 亩. */
  pbfMu: z.coerce.number().min(0).optional(),
  ongoing: flag,
  rebound: flag,
  mine: flag,
  waitingForMe: flag,
  bbox: z
    .string()
    .regex(/^-?[\d.]+(,-?[\d.]+){3}$/)
    .optional(),
});
export type ProblemFilter = z.infer<typeof ProblemFilter>;

const Sums = z.object({ count: z.number().int(), areaM2: AreaM2, farmM2: AreaM2, pbfM2: AreaM2 });
const filtered = ListQuery.extend(ProblemFilter.shape);
export const listProblems = endpoint({
  method: 'GET',
  path: '/api/problems',
  action: 'problem.read',
  summary: '问题台账',
  query: filtered,
  response: pageOf(ProblemRow).extend({ sums: Sums }),
});
export const problemShapes = endpoint({
  method: 'GET',
  path: '/api/problems/shapes',
  action: 'problem.read',
  summary: '问题图形（同一筛选，最多 5000）',
  query: ProblemFilter.extend({ q: z.string().max(100).optional() }),
  response: z.object({
    total: z.number().int(),
    features: z.array(
      z.object({
        id: Id,
        no: z.string(),
        title: z.string(),
        state: problemStates.schema,
        dueState: z.enum(['overdue', 'soon', 'normal', 'none']),
        geometry: PolygonGeometry.nullable(),
        point: LonLatPair.nullable(),
      }),
    ),
  }),
});
/** Excel in the layout of the problem ledger; `ids` exports the ticked rows only. */
export const exportProblems = endpoint({
  method: 'GET',
  path: '/api/problems/export',
  action: 'problem.export',
  summary: '导出问题台账（Excel）',
  query: filtered.extend({ ids: many(Id), columns: many(z.string()) }),
  response: z.any(),
});

export const MilestoneView = z.object({
  id: Id,
  step: z.string(),
  name: z.string(),
  plannedOn: Day,
  actualOn: Day.nullable(),
  note: z.string().nullable(),
  responsible: z.string().nullable(),
  recordedByName: z.string().nullable(),
});
export type MilestoneView = z.infer<typeof MilestoneView>;
export const ExtensionView = z.object({
  id: Id,
  reasonKind: z.string(),
  reason: z.string(),
  plan: z.string(),
  fromDueOn: Day,
  toDueOn: Day,
  state: z.enum(['requested', 'approved', 'refused']),
  requestedByName: z.string(),
  requestedAt: Instant,
  decidedByName: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decisionReason: z.string().nullable(),
  evidence: z.array(z.object({ uploadId: z.string(), fileName: z.string(), sha256: z.string() })),
});
export type ExtensionView = z.infer<typeof ExtensionView>;

export const ProblemDetail = ProblemRow.extend({
  discoveryMethod: discoveryMethods.schema,
  sourceDocNo: z.string().nullable(),
  selfFound: z.boolean(),
  builtYear: z.number().int().nullable(),
  stockOrNewReason: z.string().nullable(),
  nonAgri: z.boolean(),
  nonGrain: z.boolean(),
  locationText: z.string(),
  point: LonLatPair.nullable(),
  geometry: PolygonGeometry.nullable(),
  repaired: z.string().nullable(),
  ecoM2: AreaM2.nullable(),
  partyType: partyTypes.schema.nullable(),
  /** Masked: 张**; unmasked by a call of its own with a reason, which is logged. */
  partyName: z.string().nullable(),
  currentState: currentStates.schema.nullable(),
  constructionStage: constructionStages.schema.nullable(),
  demolitionRequired: z.boolean(),
  verifyResult: z.string().nullable(),
  verifiedBy: z.string().nullable(),
  verifiedOn: Day.nullable(),
  measures: z.string().nullable(),
  responsibleUnit: z.string().nullable(),
  responsiblePersonId: z.string().nullable(),
  leader: z.string().nullable(),
  listId: Id.nullable(),
  listTitle: z.string().nullable(),
  listFormedOn: Day.nullable(),
  warnDays: z.array(z.number().int()),
  milestones: z.array(MilestoneView),
  extensions: z.array(ExtensionView),
  overlay: OverlaySnapshot.nullable(),
  clues: z.array(
    z.object({
      id: Id,
      clueNo: z.string(),
      monitorNo: z.string().nullable(),
      channel: channels.schema,
      batchTitle: z.string(),
      state: z.string(),
    }),
  ),
  rectifiedM2: AreaM2.nullable(),
  demolishedM2: AreaM2.nullable(),
  recultivatedM2: AreaM2.nullable(),
  legalisedM2: AreaM2.nullable(),
  writtenOffOn: Day.nullable(),
  watchUntil: Day.nullable(),
  reboundOf: z.object({ id: Id, problemNo: z.string() }).nullable(),
  rebounds: z.array(z.object({ id: Id, problemNo: z.string() })),
  mergedInto: z.object({ id: Id, problemNo: z.string() }).nullable(),
  transferredTo: z.string().nullable(),
  fakeFlag: z.boolean(),
  campaignId: Id.nullable(),
  remark: z.string().nullable(),
  timeline: z.array(TimelineEvent),
  ...Rights.shape,
});
export type ProblemDetail = z.infer<typeof ProblemDetail>;

const params = z.object({ id: Id });
const versioned = z.object({ rowVersion: z.number().int() });
const reason = z.string().trim().min(2).max(300);
export const getProblem = endpoint({
  method: 'GET',
  path: '/api/problems/:id',
  action: 'problem.read',
  summary: '一个问题',
  params,
  response: ProblemDetail,
});

const Editable = z.object({
  title: z.string().trim().min(2).max(60),
  type: problemTypes.schema,
  divisionCode: DivisionCode,
  locationText: z.string().trim().max(120),
  selfFound: z.boolean(),
  builtYear: z.number().int().min(1949).max(2100).nullable(),
  stockOrNew: z.enum(['stock', 'new']).nullable(),
  stockOrNewReason: z.string().trim().max(200).nullable(),
  partyType: partyTypes.schema.nullable(),
  partyName: z.string().trim().max(60).nullable(),
  partyPhone: z.string().trim().max(20).nullable(),
  currentState: currentStates.schema.nullable(),
  constructionStage: constructionStages.schema.nullable(),
  ongoing: z.boolean(),
  demolitionRequired: z.boolean(),
  category: categories.schema.nullable(),
  rectifyMethod: rectifyMethods.schema.nullable(),
  measures: z.string().trim().max(500).nullable(),
  leadUnit: z.string(),
  responsibleUnit: z.string().trim().max(60).nullable(),
  responsiblePersonId: z.string().nullable(),
  leader: z.string().trim().max(30).nullable(),
  remark: z.string().trim().max(500).nullable(),
});
/** A problem set up by hand: from a document, business review or the map. */
export const createProblem = endpoint({
  method: 'POST',
  path: '/api/problems',
  action: 'problem.create',
  summary: '新建问题',
  status: 201,
  body: Editable.partial()
    .required({ title: true, type: true, divisionCode: true })
    .extend({
      channel: channels.schema,
      discoveryMethod: discoveryMethods.schema,
      sourceDocNo: z.string().trim().max(60).nullable().default(null),
      foundYear: z.number().int().min(2000).max(2100),
      geometry: PolygonGeometry.nullable().default(null),
      point: LonLatPair.nullable().default(null),
      campaignId: Id.nullable().default(null),
    }),
  response: ProblemDetail,
});
/** A conflict answers with details: per field who changed what meanwhile. */
export const editProblem = endpoint({
  method: 'PATCH',
  path: '/api/problems/:id',
  action: 'problem.edit',
  summary: '修改问题',
  params,
  body: Editable.partial().extend(versioned.shape),
  response: ProblemDetail,
});
export const revealParty = endpoint({
  method: 'POST',
  path: '/api/problems/:id/party',
  action: 'problem.edit',
  summary: '查看主体全名和电话（记录原因）',
  params,
  body: z.object({ reason }),
  response: z.object({ partyName: z.string().nullable(), partyPhone: z.string().nullable() }),
});
export const suspendProblem = endpoint({
  method: 'POST',
  path: '/api/problems/:id/suspend',
  action: 'problem.suspend',
  summary: '暂缓',
  params,
  body: versioned.extend({ reason }),
  response: ProblemDetail,
});
export const resumeProblem = endpoint({
  method: 'POST',
  path: '/api/problems/:id/resume',
  action: 'problem.suspend',
  summary: '恢复办理',
  params,
  body: versioned.extend({ reason }),
  response: ProblemDetail,
});
export const transferProblem = endpoint({
  method: 'POST',
  path: '/api/problems/:id/transfer',
  action: 'problem.transfer',
  summary: '移交',
  params,
  body: versioned.extend({ reason, to: z.string().trim().min(2).max(60) }),
  response: ProblemDetail,
});
export const closeWithoutAction = endpoint({
  method: 'POST',
  path: '/api/problems/:id/no-action',
  action: 'problem.transfer',
  summary: '无需整改',
  params,
  body: versioned.extend({ reason }),
  response: ProblemDetail,
});
export const mergeProblem = endpoint({
  method: 'POST',
  path: '/api/problems/:id/merge',
  action: 'problem.merge',
  summary: '并入另一问题',
  params,
  body: versioned.extend({ reason, into: Id }),
  response: ProblemDetail,
});
export const recordMilestone = endpoint({
  method: 'POST',
  path: '/api/problems/:id/milestones/:milestoneId',
  action: 'problem.recordMilestone',
  summary: '登记节点完成',
  params: params.extend({ milestoneId: Id }),
  body: z.object({ actualOn: Day, note: z.string().trim().max(300).default('') }),
  response: ProblemDetail,
});
export const reportProgress = endpoint({
  method: 'POST',
  path: '/api/problems/:id/progress',
  action: 'problem.recordMilestone',
  summary: '上报进度',
  params,
  body: z.object({ progressPct: z.number().int().min(0).max(100), note: z.string().trim().min(2).max(300) }),
  response: ProblemDetail,
});
export const requestExtension = endpoint({
  method: 'POST',
  path: '/api/problems/:id/extensions',
  action: 'problem.requestExtension',
  summary: '申请延期',
  params,
  body: z.object({
    reasonKind: z.string(),
    reason,
    plan: z.string().trim().min(2).max(500),
    toDueOn: Day,
    milestones: z
      .array(z.object({ step: z.string(), name: z.string().max(40), plannedOn: Day }))
      .max(20)
      .default([]),
    evidence: z.array(Id).min(1).max(10),
  }),
  response: ProblemDetail,
});
export const decideExtension = endpoint({
  method: 'POST',
  path: '/api/problems/:id/extensions/:extensionId/decision',
  action: 'problem.approveExtension',
  summary: '审批延期',
  params: params.extend({ extensionId: Id }),
  body: z.object({ approve: z.boolean(), reason }),
  response: ProblemDetail,
});

export const inspectHistory = endpoint({
  method: 'POST',
  path: '/api/problems/import/inspect',
  action: 'problem.import',
  summary: '历史台账：看表里有什么',
  body: z.object({ uploadId: Id }),
  response: z.object({
    sheets: z.array(
      z.object({
        name: z.string(),
        headerRow: z.number().int(),
        rows: z.number().int(),
        columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
        proposedMapping: z.record(z.string(), z.string().nullable()),
      }),
    ),
  }),
});
const ImportRow = z.object({
  rowNo: z.number().int(),
  title: z.string(),
  complaints: z.array(z.object({ code: z.string(), at: z.string(), message: z.string(), messageEn: z.string() })),
});
/** dryRun: tells per row what is wrong; otherwise stores all good rows, or nothing when any row is bad and `skipBad` is false. */
export const importHistory = endpoint({
  method: 'POST',
  path: '/api/problems/import',
  action: 'problem.import',
  summary: '导入历史台账',
  body: z.object({
    uploadId: Id,
    sheet: z.string(),
    headerRow: z.number().int(),
    mapping: z.record(z.string(), z.string().nullable()),
    dryRun: z.boolean(),
    skipBad: z.boolean().default(false),
  }),
  response: z.object({ good: z.number().int(), bad: z.array(ImportRow), stored: z.number().int() }),
});
export const problemTemplate = endpoint({
  method: 'GET',
  path: '/api/problems/import/template',
  action: 'problem.import',
  summary: '历史台账导入模板',
  response: z.any(),
});

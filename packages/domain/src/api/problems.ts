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
  verifyResults,
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
  /** null: the date or the cut-off is not known, a person decides. */
  stockOrNew: z.enum(['stock', 'new']).nullable(),
  areaM2: AreaM2,
  farmM2: AreaM2.nullable(),
  pbfM2: AreaM2.nullable(),
  state: problemStates.schema,
  category: categories.schema.nullable(),
  rectifyMethod: rectifyMethods.schema.nullable(),
  /** Role id of the leading unit; empty when nobody was named yet. */
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
  /** Without an owner, or without a due day where the state has one. */
  orphan: flag,
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

/**
 * Outlines for other programs: 国土坐标交换格式, GeoJSON, KML (degrees) and DXF. Problems without an outline are left out;
 * the file says who took it out and when.
 */
export const exportOutlines = endpoint({
  method: 'GET',
  path: '/api/problems/export-outlines',
  action: 'problem.export',
  summary: '导出图形（国土坐标交换格式 TXT、GeoJSON、KML、DXF）',
  query: filtered.extend({
    ids: many(Id),
    format: z.enum(['txt', 'geojson', 'kml', 'dxf']).default('txt'),
    /** Zone of formats in metres, EPSG 4491–4554; without it the prefixed 3° zone of the first outline. */
    epsg: z.coerce.number().int().optional(),
    /** Of the exchange format; DXF is GBK, the others are UTF-8. */
    encoding: z.enum(['gbk', 'utf8']).default('gbk'),
    count: z.enum(['lines', 'vertices']).default('lines'),
    area: z.enum(['planar', 'ellipsoidal']).default('planar'),
  }),
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
  sourceNo: z.string().nullable(),
  sourceBatch: z.string().nullable(),
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
  verifyResult: verifyResults.schema.nullable(),
  rejectReason: z.string().nullable(),
  verifiedBy: z.string().nullable(),
  verifiedOn: Day.nullable(),
  measures: z.string().nullable(),
  coUnits: z.array(z.string()),
  responsibleUnit: z.string().nullable(),
  responsiblePersonId: z.string().nullable(),
  leader: z.string().nullable(),
  listId: Id.nullable(),
  listTitle: z.string().nullable(),
  listFormedOn: Day.nullable(),
  /** Clock of 60 days: day numbers for the bar; null before the list. */
  clock: z.object({ totalDays: z.number().int(), usedDays: z.number().int() }).nullable(),
  warnDays: z.array(z.number().int()),
  suspensions: z.array(z.object({ from: Day, to: Day.nullable(), reason: z.string(), document: z.string() })),
  resumeOn: Day.nullable(),
  lastProgress: z.string().nullable(),
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
  verifyResult: verifyResults.schema.nullable(),
  rejectReason: z.string().trim().max(200).nullable(),
  category: categories.schema.nullable(),
  rectifyMethod: rectifyMethods.schema.nullable(),
  measures: z.string().trim().max(500).nullable(),
  leadUnit: z.enum(['townBuild', 'townIndustry', '']),
  coUnits: z.array(z.enum(['townBuild', 'townIndustry', 'townEnforce'])).max(3),
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
      sourceNo: z.string().trim().max(60).nullable().default(null),
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
  body: Editable.partial().extend({ rowVersion: z.number().int() }),
  response: ProblemDetail,
});
/**
 * Sets the outline right while the problem may be edited; not under review and not after its end. The overlay is run
 * again, the earlier outline stays in the audit.
 */
export const editProblemGround = endpoint({
  method: 'POST',
  path: '/api/problems/:id/ground',
  action: 'problem.edit',
  summary: '修改图斑',
  params,
  body: z.object({
    geometry: PolygonGeometry,
    reason: z.string().trim().min(2).max(300),
    rowVersion: z.number().int(),
  }),
  response: ProblemDetail,
});
export const revealParty = endpoint({
  method: 'POST',
  path: '/api/problems/:id/party',
  action: 'problem.edit',
  summary: '查看主体全名和电话（记录原因）',
  params,
  body: z.object({ reason: z.string().trim().min(2).max(300) }),
  response: z.object({ partyName: z.string().nullable(), partyPhone: z.string().nullable() }),
});

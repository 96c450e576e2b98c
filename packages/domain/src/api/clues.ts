import { z } from 'zod';
import {
  channels,
  constructionStages,
  groundFindings,
  partyTypes,
  problemTypes,
  verdictSubValues,
  verdicts,
} from '../dictionaries/index.ts';
import { TimelineEvent } from './audits.ts';
import {
  AreaM2,
  Day,
  DivisionCode,
  Done,
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
import { OverlaySnapshot, ProposedVerdict } from './overlays.ts';
import { CheckReason } from './photos.ts';

export const ClueState = z.enum(['registered', 'dispatched', 'reported', 'closed', 'merged']);
export type ClueState = z.infer<typeof ClueState>;

/** The town's last word on a clue that lies with the reporter again. */
const Returned = z.object({ reason: z.string(), byName: z.string(), at: Instant });

export const ClueRow = z.object({
  id: Id,
  clueNo: z.string(),
  monitorNo: z.string().nullable(),
  batchId: Id,
  batchTitle: z.string(),
  channel: channels.schema,
  divisionCode: DivisionCode,
  villageName: z.string(),
  locationText: z.string(),
  type: problemTypes.schema.nullable(),
  areaM2: AreaM2,
  /** null: 未套合 */
  farmM2: AreaM2.nullable(),
  pbfM2: AreaM2.nullable(),
  state: ClueState,
  verdict: verdicts.schema.nullable(),
  proposed: ProposedVerdict.nullable(),
  assignedTo: z.string().nullable(),
  assignedName: z.string().nullable(),
  leadUnit: z.string().nullable(),
  dueOn: Day.nullable(),
  ongoing: z.boolean(),
  /** null unless the clue was given back and has not been reported anew. */
  returned: Returned.nullable(),
  problemId: Id.nullable(),
  problemNo: z.string().nullable(),
  rowVersion: z.number().int(),
  abilities: z.array(z.string()),
});
export type ClueRow = z.infer<typeof ClueRow>;

export const ClueFilter = z.object({
  state: many(ClueState),
  division: many(DivisionCode),
  channel: many(channels.schema),
  type: many(problemTypes.schema),
  batchId: Id.optional(),
  assignedTo: z.string().optional(),
  due: z.enum(['overdue', 'soon', 'all']).default('all'),
  farmland: flag,
  pbf: flag,
  ongoing: flag,
  /** Given back by the town and not reported anew. */
  returned: flag,
  /** minLng,minLat,maxLng,maxLat */
  bbox: z
    .string()
    .regex(/^-?[\d.]+(,-?[\d.]+){3}$/)
    .optional(),
});

const Sums = z.object({ count: z.number().int(), areaM2: AreaM2, farmM2: AreaM2, pbfM2: AreaM2 });
export const listClues = endpoint({
  method: 'GET',
  path: '/api/clues',
  action: 'clue.read',
  summary: '线索列表',
  query: ListQuery.extend(ClueFilter.shape),
  response: pageOf(ClueRow).extend({ sums: Sums }),
});
/** Shapes of the same filter for the map; at most 5,000, the truth of how many is `total`. */
export const clueShapes = endpoint({
  method: 'GET',
  path: '/api/clues/shapes',
  action: 'clue.read',
  summary: '线索图形',
  query: ClueFilter.extend({ q: z.string().max(100).optional() }),
  response: z.object({
    total: z.number().int(),
    features: z.array(
      z.object({
        id: Id,
        no: z.string(),
        title: z.string(),
        state: ClueState,
        dueState: z.enum(['overdue', 'soon', 'normal', 'none']),
        geometry: PolygonGeometry.nullable(),
        point: LonLatPair.nullable(),
      }),
    ),
  }),
});

/** One thing a report still needs. `blocks`: it cannot be sent without; otherwise the town asks for it, or only a hint. */
export const ReportGap = z.object({
  code: z.string(),
  message: z.string(),
  messageEn: z.string(),
  link: z.string().optional(),
  blocks: z.boolean(),
});
export type ReportGap = z.infer<typeof ReportGap>;

export const VerificationView = z.object({
  id: Id,
  /** null: the reporter left the legal class to the town. */
  verdict: verdicts.schema.nullable(),
  verdictSub: verdictSubValues.schema.nullable(),
  answers: z.record(z.string(), z.unknown()),
  description: z.string(),
  onGround: groundFindings.schema.nullable(),
  constructionStage: constructionStages.schema.nullable(),
  ongoing: z.boolean(),
  partyType: partyTypes.schema.nullable(),
  /** Masked unless the caller may read personal data. */
  partyName: z.string().nullable(),
  type: problemTypes.schema.nullable(),
  builtYear: z.number().int().nullable(),
  /** What was there and what was missing when it was reported. */
  checklist: z.array(ReportGap.extend({ done: z.boolean() })),
  /** Fields that the reviewer filled or changed: [as reported, as accepted]. */
  amendments: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
  /** Automatic reasons: E11 areas, E13 completeness of photos. */
  checks: z.array(CheckReason),
  reportedByName: z.string(),
  reportedAt: Instant,
  review: z.enum(['accepted', 'returned']).nullable(),
  reviewReason: z.string().nullable(),
  reviewedByName: z.string().nullable(),
  reviewedAt: Instant.nullable(),
});
export type VerificationView = z.infer<typeof VerificationView>;

export const ClueDetail = ClueRow.omit({ abilities: true }).extend({
  discoveryMethod: z.string(),
  patchNo: z.string().nullable(),
  patchType: z.string().nullable(),
  feature: z.string().nullable(),
  imageDateBefore: Day.nullable(),
  imageDateAfter: Day.nullable(),
  monitorAreaM2: AreaM2.nullable(),
  remark: z.string().nullable(),
  rawAttributes: z.record(z.string(), z.unknown()),
  repaired: z.string().nullable(),
  geometry: PolygonGeometry.nullable(),
  point: LonLatPair.nullable(),
  docNo: z.string(),
  authority: z.string(),
  overlay: OverlaySnapshot.nullable(),
  verifications: z.array(VerificationView),
  timeline: z.array(TimelineEvent),
  foundAt: Instant.nullable(),
  ...Rights.shape,
});
export type ClueDetail = z.infer<typeof ClueDetail>;

const params = z.object({ id: Id });
export const getClue = endpoint({
  method: 'GET',
  path: '/api/clues/:id',
  action: 'clue.read',
  summary: '一条线索',
  params,
  response: ClueDetail,
});

/** By rule (`assignTo` absent: village by place, unit by type) or by hand; all or nothing, with the rule that fired per clue. */
export const dispatchClues = endpoint({
  method: 'POST',
  path: '/api/clues/dispatch',
  action: 'clue.dispatch',
  summary: '派发线索',
  body: z.object({
    ids: z.array(Id).min(1).max(500),
    assignTo: z.string().optional(),
    /** Receivers of single clues, before `assignTo` and the rules. */
    each: z
      .array(z.object({ id: Id, assignTo: z.string() }))
      .max(500)
      .default([]),
    dueOn: Day,
    note: z.string().trim().max(200).default(''),
  }),
  response: z.object({ dispatched: z.array(z.object({ id: Id, assignedName: z.string(), rule: z.string() })) }),
});
/** What dispatch by rule would do, before it is done; clues without a receiver are named with the reason. */
export const planDispatch = endpoint({
  method: 'POST',
  path: '/api/clues/dispatch/plan',
  action: 'clue.dispatch',
  summary: '派发预览',
  body: z.object({ ids: z.array(Id).min(1).max(500) }),
  response: z.object({
    rows: z.array(
      z.object({
        id: Id,
        clueNo: z.string(),
        villageName: z.string(),
        assignTo: z.string().nullable(),
        assignedName: z.string().nullable(),
        leadUnit: z.string().nullable(),
        rule: z.string(),
        ruleEn: z.string(),
        /** false: this one cannot be dispatched now, `rule` says why. */
        possible: z.boolean(),
        /** Everybody who could receive it, for a choice by hand. */
        receivers: z.array(z.object({ id: z.string(), name: z.string(), role: z.string() })),
      }),
    ),
  }),
});

const answers = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export const ReportBody = z.object({
  /** A phone may leave the legal class to the town: it answers what is on the ground. */
  verdict: verdicts.schema.nullable().default(null),
  verdictSub: verdictSubValues.schema.nullable().default(null),
  onGround: groundFindings.schema.nullable().default(null),
  constructionStage: constructionStages.schema.nullable().default(null),
  /** null: not answered; only ground that did not change needs no answer. */
  ongoing: z.boolean().nullable().default(null),
  partyType: partyTypes.schema.nullable().default(null),
  partyName: z.string().trim().max(60).nullable().default(null),
  partyPhone: z.string().trim().max(20).nullable().default(null),
  type: problemTypes.schema.nullable().default(null),
  builtYear: z.number().int().min(1949).max(2100).nullable().default(null),
  description: z.string().trim().max(1000).default(''),
  /** Answers of the verdict's checklist: document numbers, dates, areas, widths… keyed by the checklist item. */
  answers: answers.default({}),
  /** Made on the phone; a repeated report with the same id is answered with the first one's result. */
  operationId: Id,
});
export const reportClue = endpoint({
  method: 'POST',
  path: '/api/clues/:id/report',
  action: 'clue.report',
  summary: '上报核查结果',
  params,
  body: ReportBody,
  response: ClueDetail,
});
/** What the verdict still needs, without reporting. */
export const checkReport = endpoint({
  method: 'POST',
  path: '/api/clues/:id/report/check',
  action: 'clue.report',
  summary: '还缺什么',
  params,
  body: ReportBody.partial(),
  response: z.object({ missing: z.array(ReportGap) }),
});
/** What a reviewer fills in or sets right; what is left out stays as reported. Answers are merged by key. */
export const ReviewAmendments = z.object({
  verdict: verdicts.schema.optional(),
  verdictSub: verdictSubValues.schema.nullable().optional(),
  type: problemTypes.schema.nullable().optional(),
  constructionStage: constructionStages.schema.nullable().optional(),
  ongoing: z.boolean().optional(),
  partyType: partyTypes.schema.nullable().optional(),
  partyName: z.string().trim().max(60).nullable().optional(),
  builtYear: z.number().int().min(1949).max(2100).nullable().optional(),
  description: z.string().trim().max(1000).optional(),
  answers: answers.optional(),
});
export type ReviewAmendments = z.infer<typeof ReviewAmendments>;
/** accept: closes the clue, or makes/joins a problem by the verdict; return: back to the reporter with a reason. */
export const reviewClue = endpoint({
  method: 'POST',
  path: '/api/clues/:id/review',
  action: 'clue.review',
  summary: '镇级审核核查结果',
  params,
  body: z.object({
    decision: z.enum(['accept', 'return']),
    reason: z.string().trim().max(300).default(''),
    joinProblemId: Id.optional(),
    amend: ReviewAmendments.default({}),
    rowVersion: z.number().int(),
  }),
  response: ClueDetail,
});
export const relocateClue = endpoint({
  method: 'POST',
  path: '/api/clues/:id/division',
  action: 'clue.dispatch',
  summary: '更正所在村',
  params,
  body: z.object({ divisionCode: DivisionCode, reason: z.string().trim().min(2).max(200) }),
  response: Done,
});
/** Takes up a closed clue again, or one that became part of a problem by mistake (`detach` on the screen). */
export const reopenClue = endpoint({
  method: 'POST',
  path: '/api/clues/:id/reopen',
  action: 'clue.review',
  summary: '重新核查',
  params,
  body: z.object({
    reason: z.string().trim().min(2).max(300),
    assignTo: z.string(),
    dueOn: Day,
    rowVersion: z.number().int(),
  }),
  response: ClueDetail,
});

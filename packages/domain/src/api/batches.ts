import { z } from 'zod';
import { channels, discoveryMethods } from '../dictionaries/index.ts';
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
import { CrsCandidate, FileInspection, FileNotice } from './layers.ts';

/** What a batch says of itself: where it comes from and until when it must be answered. */
export const BatchHead = z.object({
  title: z.string().trim().min(1).max(80),
  channel: channels.schema,
  discoveryMethod: discoveryMethods.schema,
  docNo: z.string().trim().max(60).default(''),
  authority: z.string().trim().max(60).default(''),
  receivedOn: Day,
  dueOn: Day.nullable().default(null),
  divisionCode: DivisionCode.optional(),
  campaignId: Id.nullable().default(null),
});
export type BatchHead = z.infer<typeof BatchHead>;

/** How a file is read into the draft: saved with the batch, so that a half-done import goes on where it was left. */
export const BatchSetup = z.object({
  uploadId: Id,
  dataset: z.number().int().min(0).default(0),
  layer: z.string().default(''),
  sheet: z.string().optional(),
  /** Left out: what the file itself says. A workbook with coordinates needs it. */
  epsg: z.number().int().optional(),
  axisOrder: z.enum(['xy', 'yx']).default('xy'),
  encoding: z.string().max(20).optional(),
  /** source field → target field of the alias table; null: kept as it came, not imported */
  mapping: z.record(z.string(), z.string().nullable()),
  /** source field → unit; every mapped area field whose values name no unit needs one */
  areaUnits: z.record(z.string(), z.enum(['m2', 'mu', 'ha'])).default({}),
  rememberMapping: z.boolean().default(true),
});
export type BatchSetup = z.infer<typeof BatchSetup>;

export const BatchView = z.object({
  id: Id,
  batchNo: z.string(),
  title: z.string(),
  channel: channels.schema,
  discoveryMethod: discoveryMethods.schema,
  docNo: z.string(),
  authority: z.string(),
  receivedOn: Day,
  dueOn: Day.nullable(),
  divisionCode: DivisionCode,
  campaignId: Id.nullable(),
  state: z.enum(['draft', 'storing', 'stored', 'discarded']),
  fileName: z.string().nullable(),
  fileSha256: z.string().nullable(),
  sourceCrs: z.string().nullable(),
  clueCount: z.number().int(),
  /** Counts of the draft: what would be stored, what waits for a decision, what is refused. */
  draft: z
    .object({
      total: z.number().int(),
      storable: z.number().int(),
      repaired: z.number().int(),
      undecided: z.number().int(),
      refused: z.number().int(),
    })
    .nullable(),
  /** The last confirmed or half-done reading of a file; null before a file was chosen. */
  setup: BatchSetup.nullable(),
  /** The running or last storing job. */
  jobId: Id.nullable(),
  /** What became of the rows; null before the batch is stored. */
  outcome: z
    .object({
      stored: z.number().int(),
      merged: z.number().int(),
      /** Merged into clues that have no problem yet: they join it once there is one. */
      following: z.number().int(),
      rebound: z.number().int(),
      skipped: z.number().int(),
      refused: z.number().int(),
    })
    .nullable(),
  createdByName: z.string(),
  createdAt: Instant,
  storedAt: Instant.nullable(),
  rowVersion: z.number().int(),
  ...Rights.shape,
});
export type BatchView = z.infer<typeof BatchView>;

const params = z.object({ id: Id });
export const listBatches = endpoint({
  method: 'GET',
  path: '/api/batches',
  action: 'clue.read',
  summary: '线索批次',
  query: ListQuery.extend({ channel: many(channels.schema), state: z.enum(['draft', 'stored', 'all']).default('all') }),
  response: pageOf(BatchView),
});
export const getBatch = endpoint({
  method: 'GET',
  path: '/api/batches/:id',
  action: 'clue.read',
  summary: '一个批次',
  params,
  response: BatchView,
});
export const createBatch = endpoint({
  method: 'POST',
  path: '/api/batches',
  action: 'clue.import',
  summary: '新建批次（草稿）',
  status: 201,
  body: BatchHead,
  response: BatchView,
});
export const editBatch = endpoint({
  method: 'PATCH',
  path: '/api/batches/:id',
  action: 'clue.import',
  summary: '改批次来文信息',
  params,
  body: BatchHead.partial().extend({ setup: BatchSetup.optional(), rowVersion: z.number().int() }),
  response: BatchView,
});
export const discardBatch = endpoint({
  method: 'POST',
  path: '/api/batches/:id/discard',
  action: 'clue.import',
  summary: '作废草稿批次',
  params,
  response: Done,
});

export const WorkbookInspection = z.object({
  uploadId: Id,
  fileName: z.string(),
  sheets: z.array(
    z.object({
      name: z.string(),
      headerRow: z.number().int(),
      rows: z.number().int(),
      columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
      proposedMapping: z.record(z.string(), z.string().nullable()),
      personalFields: z.array(z.string()),
      /** Systems that the two coordinate columns allow; empty without such columns. */
      crsCandidates: z.array(CrsCandidate),
      mustAskCrs: z.boolean(),
      /** Unit that a column's own heading names, such as 「监测面积（亩）」. */
      namedUnits: z.record(z.string(), z.enum(['m2', 'mu', 'ha'])),
      notices: z.array(FileNotice),
    }),
  ),
});
export type WorkbookInspection = z.infer<typeof WorkbookInspection>;
/** Either a geofile or a workbook; the other part is null. */
export const inspectBatchFile = endpoint({
  method: 'POST',
  path: '/api/batches/:id/inspect',
  action: 'clue.import',
  summary: '看批次文件里有什么（不入库）',
  params,
  body: z.object({ uploadId: Id }),
  response: z.object({
    geofile: FileInspection.nullable(),
    workbook: WorkbookInspection.nullable(),
    /** Mapping and units of the last batch of the same channel and authority; a proposal like any other. */
    rememberedMapping: z.record(z.string(), z.string().nullable()).nullable(),
    rememberedUnits: z.record(z.string(), z.enum(['m2', 'mu', 'ha'])).nullable(),
  }),
});

/** Reads the file into the draft with the confirmed mapping; a repeated call replaces the draft rows. */
export const previewBatch = endpoint({
  method: 'POST',
  path: '/api/batches/:id/preview',
  action: 'clue.import',
  summary: '读入草稿并查重',
  params,
  body: BatchSetup,
  response: BatchView,
});

export const DraftMatch = z.object({
  kind: z.enum(['clue', 'problem', 'draft']),
  id: Id,
  no: z.string(),
  reason: z.enum(['sameNumber', 'overlap', 'near']),
  /** Whether a person must decide; a mere neighbour or a small overlap is only shown. */
  decide: z.boolean(),
  monitorNo: z.string().nullable(),
  title: z.string(),
  channel: z.string(),
  state: z.string(),
  /** What the source says of the ground, and since when it is known. */
  description: z.string(),
  foundOn: Day.nullable(),
  areaM2: AreaM2,
  overlapM2: AreaM2,
  ratioOfThis: z.number(),
  ratioOfOther: z.number(),
  rebound: z.boolean(),
  geometry: PolygonGeometry.nullable(),
});
/** merge: into that problem or clue's problem; apart: stored with a reason; skip: reported again, not stored. */
export const DraftDecision = z.discriminatedUnion('choice', [
  z.object({ choice: z.literal('merge'), matchKind: z.enum(['clue', 'problem', 'draft']), matchId: Id }),
  z.object({ choice: z.literal('apart'), reason: z.string().trim().min(2).max(200) }),
  z.object({ choice: z.literal('skip') }),
]);
export type DraftDecision = z.infer<typeof DraftDecision>;
export type DraftMatch = z.infer<typeof DraftMatch>;
export const DraftRow = z.object({
  id: Id,
  /** Number of the feature or the line in the file; drawn ones count from 1 by themselves. */
  rowNo: z.number().int(),
  byHand: z.boolean(),
  monitorNo: z.string().nullable(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  issues: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string(), at: z.string().optional() })),
  refused: z.boolean(),
  repaired: z.string().nullable(),
  areaM2: AreaM2.nullable(),
  /** By the largest share of the shape; `share` null where only the file's own code says so. */
  village: z.object({ code: DivisionCode, name: z.string(), share: z.number().nullable() }).nullable(),
  point: LonLatPair.nullable(),
  geometry: PolygonGeometry.nullable(),
  matches: z.array(DraftMatch),
  decision: DraftDecision.nullable(),
  undecided: z.boolean(),
  rowVersion: z.number().int(),
});
export type DraftRow = z.infer<typeof DraftRow>;
export const listDraft = endpoint({
  method: 'GET',
  path: '/api/batches/:id/draft',
  action: 'clue.import',
  summary: '草稿里的图斑',
  params,
  query: ListQuery.extend({ only: z.enum(['all', 'undecided', 'refused', 'repaired', 'duplicates']).default('all') }),
  response: pageOf(DraftRow).extend({ notices: z.array(FileNotice) }),
});
/** What draft rows cover, before anything is stored; null: no such layer was loaded. Rows without a shape are left out. */
export const draftGround = endpoint({
  method: 'GET',
  path: '/api/batches/:id/draft/ground',
  action: 'clue.import',
  summary: '草稿图斑占了多少耕地、永农',
  params,
  query: z.object({ row: many(Id) }),
  response: z.object({
    rows: z.array(z.object({ id: Id, farmM2: AreaM2.nullable(), pbfM2: AreaM2.nullable() })),
  }),
});
export const decideDraft = endpoint({
  method: 'POST',
  path: '/api/batches/:id/draft/:rowId/decision',
  action: 'clue.decideDuplicate',
  summary: '判定一个重复',
  params: z.object({ id: Id, rowId: Id }),
  /** null takes the decision back. */
  body: z.object({ decision: DraftDecision.nullable(), rowVersion: z.number().int() }),
  response: DraftRow,
});
/** Adds one clue by hand: drawn on the map or a point; goes through the same draft and checks. */
export const addDraft = endpoint({
  method: 'POST',
  path: '/api/batches/:id/draft',
  action: 'clue.import',
  summary: '手工添加图斑',
  params,
  body: z.object({
    geometry: PolygonGeometry.nullable(),
    point: LonLatPair.nullable(),
    monitorNo: z.string().trim().max(60).optional(),
    locationText: z.string().trim().max(120).default(''),
    remark: z.string().trim().max(300).default(''),
    patchType: z.string().max(40).optional(),
  }),
  response: DraftRow,
});
/** Takes a row drawn by hand away again; rows of a file stay, so that every line of it is accounted for. */
export const removeDraft = endpoint({
  method: 'DELETE',
  path: '/api/batches/:id/draft/:rowId',
  action: 'clue.import',
  summary: '撤掉手工添加的图斑',
  params: z.object({ id: Id, rowId: Id }),
  response: Done,
});
/** Stores the batch whole, or refuses with what is undecided. Refused rows need `acceptRefused`. */
export const storeBatch = endpoint({
  method: 'POST',
  path: '/api/batches/:id/store',
  action: 'clue.import',
  summary: '确认入库并套合（后台任务）',
  status: 202,
  params,
  body: z.object({ acceptRefused: z.boolean().default(false), rowVersion: z.number().int() }),
  response: z.object({ jobId: Id }),
});
export const batchGeometry = endpoint({
  method: 'GET',
  path: '/api/batches/:id/geometry',
  action: 'clue.read',
  summary: '草稿图形（预览地图）',
  params,
  query: z.object({ withMatches: flag }),
  response: z.object({
    features: z.array(
      z.object({
        id: Id,
        no: z.string(),
        kind: z.enum(['draft', 'existing']),
        mark: z.enum(['storable', 'undecided', 'refused']),
        /** A place without an outline has only the point. */
        geometry: PolygonGeometry.nullable(),
        point: LonLatPair.nullable(),
      }),
    ),
  }),
});

import { z } from 'zod';
import { constructionStages, problemTypes, stopMeasures, stopResults } from '../dictionaries/index.ts';
import { Day, DivisionCode, Id, Instant, LonLatPair, PolygonGeometry } from './common.ts';
import { endpoint } from './endpoint.ts';

export const StopMeasureView = z.object({
  id: Id,
  subjectKind: z.enum(['clue', 'problem']),
  subjectId: Id,
  kind: stopMeasures.schema,
  takenAt: Instant,
  content: z.string(),
  lawBasis: z.string(),
  recheckDueOn: Day.nullable(),
  recheckResult: stopResults.schema.nullable(),
  recheckedAt: Instant.nullable(),
  recheckedByName: z.string().nullable(),
  escalatedAt: Instant.nullable(),
  note: z.string(),
  recordedByName: z.string(),
  recordedAt: Instant,
  abilities: z.array(z.string()),
});
export type StopMeasureView = z.infer<typeof StopMeasureView>;

/** One of the 四个第一时间. `hours` so far or in all; `limitHours` from the rules, `late` compares them. */
export const FirstTimer = z.object({
  id: z.enum(['find', 'report', 'stop', 'eliminate']),
  label: z.string(),
  labelEn: z.string(),
  startedAt: Instant.nullable(),
  stoppedAt: Instant.nullable(),
  /** Hours that count: time without signal between finding and sending is left out. */
  hours: z.number().nullable(),
  /** null: no limit of its own (later stages are eliminated by the plan). */
  limitHours: z.number().nullable(),
  dueAt: Instant.nullable(),
  state: z.enum(['waiting', 'unknown', 'running', 'late', 'met', 'metLate']),
  late: z.boolean(),
  indicatorOnly: z.boolean(),
});
export type FirstTimer = z.infer<typeof FirstTimer>;

const Subject = z.object({ subjectKind: z.enum(['clue', 'problem']), subjectId: Id });
export const listStops = endpoint({
  method: 'GET',
  path: '/api/stops',
  action: 'problem.read',
  summary: '制止措施和四个第一时间',
  query: Subject,
  response: z.object({ rows: z.array(StopMeasureView), timers: z.array(FirstTimer) }),
});
export const recordStop = endpoint({
  method: 'POST',
  path: '/api/stops',
  action: 'stop.record',
  summary: '记录制止措施（自动排复查）',
  status: 201,
  body: Subject.extend({
    id: Id,
    kind: stopMeasures.schema,
    takenAt: Instant,
    content: z.string().trim().max(500).default(''),
    lawBasis: z.string().trim().max(200).default(''),
  }),
  response: StopMeasureView,
});
export const recheckStop = endpoint({
  method: 'POST',
  path: '/api/stops/:id/recheck',
  action: 'stop.recheck',
  summary: '复查制止效果',
  params: z.object({ id: Id }),
  body: z.object({ result: stopResults.schema, note: z.string().trim().max(300).default('') }),
  response: StopMeasureView,
});
/** 发现占地：制止＋上报 in one act; makes a clue, a stop record and the notices to the town's duty officers. */
export const reportFinding = endpoint({
  method: 'POST',
  path: '/api/findings',
  action: 'clue.create',
  summary: '发现占地，制止并上报',
  status: 201,
  body: z.object({
    id: Id,
    foundAt: Instant,
    /** When the sender pressed the button, by the device's clock: what lies between that and the receipt had no signal. */
    sentAt: Instant.optional(),
    position: LonLatPair.nullable(),
    geometry: PolygonGeometry.nullable().default(null),
    divisionCode: DivisionCode.optional(),
    description: z.string().trim().max(300).default(''),
    type: problemTypes.schema.nullable().default(null),
    constructionStage: constructionStages.schema.nullable().default(null),
    /** null: reported without stopping. */
    stop: z
      .object({ id: Id, kind: stopMeasures.schema, takenAt: Instant, content: z.string().trim().max(300).default('') })
      .nullable(),
  }),
  response: z.object({ clueId: Id, clueNo: z.string(), stopId: Id.nullable(), reportedAt: Instant }),
});
/** Ongoing acts with their timers: the top-priority queue. */
export const listOngoing = endpoint({
  method: 'GET',
  path: '/api/stops/ongoing',
  action: 'problem.read',
  summary: '正在实施的占地',
  query: z.object({ division: DivisionCode.optional() }),
  response: z.object({
    rows: z.array(
      z.object({
        subjectKind: z.enum(['clue', 'problem']),
        subjectId: Id,
        no: z.string(),
        title: z.string(),
        villageName: z.string(),
        point: LonLatPair.nullable(),
        stage: constructionStages.schema.nullable(),
        late: z.boolean(),
        timers: z.array(FirstTimer),
      }),
    ),
  }),
});

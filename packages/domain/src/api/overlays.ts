import { z } from 'zod';
import { verdictSubValues, verdicts } from '../dictionaries/index.ts';
import { AreaM2, DivisionCode, Id, Instant, PolygonGeometry } from './common.ts';
import { endpoint } from './endpoint.ts';
import { LayerKind } from './layers.ts';

/** Areas of one class. `sumM2` counts overlapping parcels twice, `unionM2` once inside the class; `netM2` is after 扣除系数. */
export const ClassArea = z.object({
  classCode: z.string(),
  label: z.string(),
  sumM2: AreaM2,
  unionM2: AreaM2,
  netM2: AreaM2,
  pbfM2: AreaM2,
  pieces: z.number().int(),
});
const OneLayer = z.object({ areaM2: AreaM2, pieces: z.number().int(), labels: z.array(z.string()) });

/** Stored result of one 套合分析. All areas m², ellipsoidal (official), unrounded. null: no such layer was loaded. */
export const OverlayResult = z.object({
  subjectM2: AreaM2,
  landClasses: z.array(ClassArea).nullable(),
  coveredM2: AreaM2,
  uncoveredM2: AreaM2,
  farmGrossM2: AreaM2.nullable(),
  farmNetM2: AreaM2.nullable(),
  pbfM2: AreaM2.nullable(),
  eco: OneLayer.nullable(),
  urban: OneLayer.nullable(),
  approved: OneLayer.nullable(),
  facility: OneLayer.nullable(),
  village: z.object({ code: DivisionCode, name: z.string(), share: z.number() }).nullable(),
  villages: z.array(z.object({ code: DivisionCode, name: z.string(), share: z.number() })),
  earlierProblems: z.array(
    z.object({ id: Id, problemNo: z.string(), state: z.string(), overlapM2: AreaM2, ratio: z.number() }),
  ),
  repaired: z.string().nullable(),
});
export type OverlayResult = z.infer<typeof OverlayResult>;

export const OverlaySnapshot = z.object({
  id: Id,
  runAt: Instant,
  method: z.string(),
  layerVersions: z.array(z.object({ id: Id, kind: LayerKind, year: z.number().int(), title: z.string() })),
  result: OverlayResult,
});
export type OverlaySnapshot = z.infer<typeof OverlaySnapshot>;

const Words = z.object({ zh: z.string(), en: z.string() });
/** Advisory: 「像…，因为…」, never a decision. */
export const ProposedVerdict = z.object({
  verdict: verdicts.schema,
  subValue: verdictSubValues.schema.nullable(),
  text: Words,
  reasons: z.array(Words),
});
export type ProposedVerdict = z.infer<typeof ProposedVerdict>;

const subject = z.object({ kind: z.enum(['clues', 'problems']), id: Id });
export const listOverlays = endpoint({
  method: 'GET',
  path: '/api/:kind/:id/overlays',
  action: 'clue.read',
  summary: '套合结果，新的在前',
  params: subject,
  response: z.object({ rows: z.array(OverlaySnapshot) }),
});
export const runOverlay = endpoint({
  method: 'POST',
  path: '/api/:kind/:id/overlays',
  action: 'overlay.run',
  summary: '重算套合（旧结果保留）',
  params: subject,
  response: OverlaySnapshot,
});
export const runBatchOverlay = endpoint({
  method: 'POST',
  path: '/api/batches/:id/overlay',
  action: 'overlay.run',
  summary: '整批套合（后台任务）',
  status: 202,
  params: z.object({ id: Id }),
  response: z.object({ jobId: Id }),
});
/** Areas under a drawn shape, nothing stored. */
export const tryOverlay = endpoint({
  method: 'POST',
  path: '/api/overlays/try',
  action: 'layer.read',
  summary: '画一块看占了什么（不保存）',
  body: z.object({ geometry: PolygonGeometry }),
  response: OverlayResult,
});

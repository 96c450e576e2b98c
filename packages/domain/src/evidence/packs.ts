import { z } from 'zod';
import { attachmentKinds, photoKinds, photoStages } from '../dictionaries/photo.ts';
import { rectifyMethods, treatments } from '../dictionaries/rectification.ts';

const Day = z.iso.date();

/** A photo as evidence; `viewpoint` pairs before and after. */
export const PackPhoto = z.object({
  photoId: z.string(),
  kind: photoKinds.schema,
  stage: photoStages.schema,
  viewpoint: z.string().max(40).nullable(),
});
export type PackPhoto = z.infer<typeof PackPhoto>;

/** A sub-area and what became of it. Σ of `areaM2` (unrounded) must be the problem's area. */
export const PackPart = z.object({
  label: z.string().trim().max(40).default(''),
  landClass: z.string().max(8).default(''),
  treatment: treatments.schema,
  areaM2: z.number().min(0),
  expectedM2: z.number().min(0).nullable().default(null),
});

/** What a photo cannot show of 拆除复耕 (6.3 template). Null or blank: not filled in, which completeness names. */
export const Recultivation = z.object({
  /** True: there was hardening and it is gone; false: it is still there; null: none, or nobody said. */
  hardeningRemoved: z.boolean().nullable().default(null),
  soilDepthCm: z.number().min(0).max(300).nullable().default(null),
  /** 外运: loads, vehicles, place, tonnes. */
  debris: z.string().trim().max(300).default(''),
  crop: z.string().trim().max(60).default(''),
  irrigation: z.string().trim().max(100).default(''),
  visits: z
    .array(z.object({ on: Day, note: z.string().trim().max(200).default('') }))
    .max(10)
    .default([]),
});
export type Recultivation = z.infer<typeof Recultivation>;

/** The evidence pack of a problem, as a person fills it in; photos and approvals hang on the problem. */
export const EvidencePack = z.object({
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
export type EvidencePack = z.infer<typeof EvidencePack>;

/** One approval document of 批文入库 (5.2), as completeness looks at it. */
export const PackApproval = z.object({
  id: z.string(),
  docNo: z.string(),
  hasScan: z.boolean(),
  hasPolygon: z.boolean(),
});
export type PackApproval = z.infer<typeof PackApproval>;

/** All that proves a rectification, read in one go. `demolishedOn` is the actual day of the milestone 拆除清场. */
export const EvidenceFacts = z.object({
  demolishedOn: Day.nullable(),
  recultivation: Recultivation.nullable(),
  photos: z.array(PackPhoto),
  approvals: z.array(PackApproval),
  attachments: z.array(attachmentKinds.schema),
  /** Before/after pairs from one point (`viewpointPairs`, samePoint). */
  goodPairs: z.number().int().min(0),
});
export type EvidenceFacts = z.infer<typeof EvidenceFacts>;

export const noEvidence: EvidenceFacts = {
  demolishedOn: null,
  recultivation: null,
  photos: [],
  approvals: [],
  attachments: [],
  goodPairs: 0,
};

import { z } from 'zod';
import { photoKinds, photoStages } from '../dictionaries/photo.ts';
import { treatments } from '../dictionaries/rectification.ts';

const Day = z.iso.date();
const text = z.string().trim().min(1).max(200);
const areaM2 = z.number().positive();

/** A photo in a pack; `viewpoint` pairs before and after. */
export const PackPhoto = z.object({
  photoId: z.string(),
  kind: photoKinds.schema,
  stage: photoStages.schema,
  viewpoint: z.string().max(30).nullable(),
});
export type PackPhoto = z.infer<typeof PackPhoto>;

/** Σ of these must be the problem's area. m², unrounded. */
export const PartRow = z.object({
  treatment: treatments.schema,
  areaM2: z.number().min(0),
  label: z.string().max(60).optional(),
});

/** 外运记录: a load of broken hardening or waste that left the ground. */
export const DebrisLoad = z.object({ on: Day, vehicle: text, place: text, tonnes: z.number().positive().nullable() });
/** 到场: who saw the ground when, and in words what. */
export const SiteVisit = z.object({ on: Day, personId: z.string(), note: z.string().max(500).default('') });

/** 拆除复耕 (R-097; template of 6.3). Nullable: not filled in yet, which completeness names. */
export const DemolitionPack = z.object({
  kind: z.literal('demolition'),
  demolishedOn: Day.nullable(),
  demolishedBuildingM2: z.number().min(0).nullable(),
  hadHardening: z.boolean(),
  parts: z.array(PartRow),
  photos: z.array(PackPhoto),
  debris: z.array(DebrisLoad),
  soilDepthCm: z.number().positive().max(300).nullable(),
  levelled: z.boolean().nullable(),
  crop: text.nullable(),
  irrigation: text.nullable(),
  visits: z.array(SiteVisit),
});
export type DemolitionPack = z.infer<typeof DemolitionPack>;

/** 恢复种植. */
export const ReplantPack = z.object({
  kind: z.literal('replant'),
  parts: z.array(PartRow),
  photos: z.array(PackPhoto),
  crop: text.nullable(),
  plantedOn: Day.nullable(),
  visits: z.array(SiteVisit),
});
export type ReplantPack = z.infer<typeof ReplantPack>;

/** One approval document of 批文入库 (5.2): number, authority, date, area, use, polygon, scan. */
export const ApprovalDocument = z.object({
  id: z.string(),
  docNo: text,
  authority: text,
  authorityLevel: text.nullable(),
  approvedOn: Day,
  areaM2,
  use: text.nullable(),
  /** Stored polygon of the approval; its cover of the problem is computed from it. */
  polygonId: z.string().nullable(),
  scanId: z.string().nullable(),
});
export type ApprovalDocument = z.infer<typeof ApprovalDocument>;

/** 批文入库. */
export const ApprovalPack = z.object({
  kind: z.literal('approval'),
  parts: z.array(PartRow),
  documents: z.array(ApprovalDocument),
});
export type ApprovalPack = z.infer<typeof ApprovalPack>;

/** Any evidence pack, told apart by `kind`; 拆补组合 has one of each of the first two. */
export const EvidencePack = z.discriminatedUnion('kind', [DemolitionPack, ReplantPack, ApprovalPack]);
export type EvidencePack = z.infer<typeof EvidencePack>;

export const emptyDemolitionPack: DemolitionPack = {
  kind: 'demolition',
  demolishedOn: null,
  demolishedBuildingM2: null,
  hadHardening: false,
  parts: [],
  photos: [],
  debris: [],
  soilDepthCm: null,
  levelled: null,
  crop: null,
  irrigation: null,
  visits: [],
};

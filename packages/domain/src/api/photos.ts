import { z } from 'zod';
import { photoKinds, photoStages } from '../dictionaries/index.ts';
import { DivisionCode, flag, Id, Instant, LonLatPair, many, PolygonGeometry } from './common.ts';
import { endpoint } from './endpoint.ts';

export const PhotoSubject = z.enum(['clue', 'problem', 'stopMeasure', 'lookBack']);
/** One automatic check: a reason with its figures, never a verdict. */
export const CheckReason = z.object({
  id: z.string(),
  /** `ok`: looked at, nothing found. */
  level: z.enum(['block', 'flag', 'warn', 'info', 'ok']),
  reason: z.string(),
  reasonEn: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type CheckReason = z.infer<typeof CheckReason>;

export const PhotoView = z.object({
  id: Id,
  subjectKind: PhotoSubject,
  subjectId: Id,
  problemId: Id.nullable(),
  kind: photoKinds.schema,
  stage: photoStages.schema,
  viewpoint: z.string().nullable(),
  caption: z.string().nullable(),
  sha256: z.string(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  takenAt: Instant.nullable(),
  takenAtSource: z.enum(['device', 'exif']).nullable(),
  receivedAt: Instant,
  clockOffsetS: z.number().int().nullable(),
  lng: z.number().nullable(),
  lat: z.number().nullable(),
  accuracyM: z.number().nullable(),
  altitudeM: z.number().nullable(),
  bearingDeg: z.number().nullable(),
  pitchDeg: z.number().nullable(),
  positionSource: z.enum(['device', 'exif']).nullable(),
  device: z.string().nullable(),
  imported: z.boolean(),
  distanceM: z.number().nullable(),
  checks: z.array(CheckReason),
  review: z.enum(['accepted', 'rejected', 'explained']).nullable(),
  reviewReason: z.string().nullable(),
  reviewedByName: z.string().nullable(),
  uploadedByName: z.string(),
  abilities: z.array(z.string()),
});
export type PhotoView = z.infer<typeof PhotoView>;

export const PhotoFacts = z.object({
  kind: photoKinds.schema,
  /** Needed for a problem; a clue's are `scene`, a look-back's `lookBack` unless said otherwise. */
  stage: photoStages.schema.optional(),
  viewpoint: z.string().trim().max(40).nullable().default(null),
  caption: z.string().trim().max(100).nullable().default(null),
  /** Instant by the device's clock. */
  takenAt: Instant.nullable().default(null),
  /** Device clock minus server clock at the moment of sending, seconds. */
  clockOffsetS: z.number().int().nullable().default(null),
  lng: z.number().min(-180).max(180).nullable().default(null),
  lat: z.number().min(-90).max(90).nullable().default(null),
  accuracyM: z.number().min(0).nullable().default(null),
  altitudeM: z.number().nullable().default(null),
  bearingDeg: z.number().min(0).max(360).nullable().default(null),
  pitchDeg: z.number().min(-180).max(180).nullable().default(null),
  device: z.string().max(120).nullable().default(null),
  mocked: z.boolean().nullable().default(null),
  /** Taken from the gallery, not by the app's camera. */
  imported: z.boolean(),
});
/** Attaches an uploaded file (purpose `photo`) as evidence; `id` is made by the sender, a repeat answers with the first. */
export const addPhoto = endpoint({
  method: 'POST',
  path: '/api/photos',
  action: 'photo.upload',
  summary: '提交照片',
  status: 201,
  body: PhotoFacts.extend({ id: Id, uploadId: Id, subjectKind: PhotoSubject, subjectId: Id }),
  response: PhotoView,
});
export const listPhotos = endpoint({
  method: 'GET',
  path: '/api/photos',
  action: 'photo.read',
  summary: '一件事的照片',
  /** withClues: photos of the clues merged into the problem too. */
  query: z.object({ subjectKind: PhotoSubject, subjectId: Id, withClues: flag }),
  /** checks: E13 of the whole set, and E06/E07 of before/after pairs. */
  response: z.object({ rows: z.array(PhotoView), checks: z.array(CheckReason) }),
});
/** Checks that speak of one photo: reuse, time, source, place, view and clock. */
export const PhotoDoubt = z.enum(['E01', 'E02', 'E03', 'E04', 'E06', 'E08']);
export type PhotoDoubt = z.infer<typeof PhotoDoubt>;

/** A photo that still asks for a look, with the ground it is meant to show. */
export const DoubtfulPhoto = PhotoView.extend({
  record: z.object({ kind: z.enum(['clue', 'problem']), id: Id, no: z.string(), title: z.string() }),
  villageName: z.string(),
  geometry: PolygonGeometry.nullable(),
  point: LonLatPair.nullable(),
});
export type DoubtfulPhoto = z.infer<typeof DoubtfulPhoto>;
/**
 * Photos with a doubt that nobody has judged, of things that are not finished, longest waiting first. Own photos are left
 * out: somebody else judges them.
 */
export const listDoubtfulPhotos = endpoint({
  method: 'GET',
  path: '/api/photos/doubtful',
  action: 'photo.explain',
  summary: '有提示待处理的照片',
  query: z.object({
    division: many(DivisionCode),
    /** Only photos that one of these checks asks about. */
    doubt: many(PhotoDoubt),
    subjectKind: many(PhotoSubject),
    /** A photo: the page begins where it stands in the order, also after it was judged. */
    from: Id.optional(),
    page: z.coerce.number().int().min(1).default(1),
    pageSize: z.coerce.number().int().min(1).max(200).default(50),
  }),
  /** total: all that wait, whatever `from`; counts: by check, whatever `doubt`, a photo under each of its checks. */
  response: z.object({
    rows: z.array(DoubtfulPhoto),
    total: z.number().int(),
    counts: z.array(z.object({ doubt: PhotoDoubt, count: z.number().int() })),
  }),
});
const params = z.object({ id: Id });
export const getPhoto = endpoint({
  method: 'GET',
  path: '/api/photos/:id',
  action: 'photo.read',
  summary: '一张照片的全部记录',
  params,
  response: PhotoView.extend({
    exif: z.record(z.string(), z.unknown()),
    phash: z.string().nullable(),
    mime: z.string(),
    size: z.number().int(),
    software: z.string().nullable(),
    mocked: z.boolean().nullable(),
  }),
});
/** The original bytes (`original`), or a made copy: `thumb` 320 px, `view` 1600 px. */
export const photoBytes = endpoint({
  method: 'GET',
  path: '/api/photos/:id/:size',
  action: 'photo.read',
  summary: '照片文件',
  params: params.extend({ size: z.enum(['thumb', 'view', 'original']) }),
  response: z.any(),
});
/** A person's judgement of a photo and its reasons; never the uploader's own. */
export const reviewPhoto = endpoint({
  method: 'POST',
  path: '/api/photos/:id/review',
  action: 'photo.explain',
  summary: '审查照片',
  params,
  /** A reason is needed to reject and to explain. */
  body: z.object({
    review: z.enum(['accepted', 'rejected', 'explained']),
    reason: z.string().trim().max(300).default(''),
  }),
  response: PhotoView,
});

import type { PhotoView } from '@shoutian/domain/api';
import type { PhotoKind, PhotoStage, RectifyMethod } from '@shoutian/domain/dictionaries';
import { COUNTED_TO } from '@shoutian/domain/evidence';
import type { Tx } from '../../platform/request.ts';

export type SubjectKind = PhotoView['subjectKind'];
export type StoredCheck = PhotoView['checks'][number];

/** What a photo is about: its place, its ground and the days its time is held against. */
export interface SubjectRow {
  division_code: string;
  /** Number that people know it by. */
  no: string;
  clue_id: string | null;
  problem_id: string | null;
  geom: Buffer | null;
  lng: number | null;
  lat: number | null;
  image_after_on: string | null;
  demolished_on: string | null;
  rectify_method: RectifyMethod | null;
}

// A statement for each kind: none of them carries what only the others need.
const subjects: Readonly<Record<SubjectKind, string>> = {
  clue: 'select $2::uuid as clue_id, null::uuid as problem_id',
  problem: 'select null::uuid as clue_id, $2::uuid as problem_id',
  stopMeasure: `select case when subject_kind = 'clue' then subject_id end as clue_id,
      case when subject_kind = 'problem' then subject_id end as problem_id
    from stop_measure where county_code = $1 and id = $2`,
  lookBack: 'select null::uuid as clue_id, problem_id from look_back where county_code = $1 and id = $2',
};

/** @returns undefined when it is not there or outside the caller's area */
export async function subjectOf(
  tx: Tx,
  countyCode: string,
  kind: SubjectKind,
  id: string,
): Promise<SubjectRow | undefined> {
  const [row] = await tx.prepared<SubjectRow>(
    `with subject as (${subjects[kind]})
     select coalesce(c.division_code, p.division_code) as division_code, coalesce(p.problem_no, c.clue_no) as no,
       c.id as clue_id, coalesce(p.id, c.problem_id) as problem_id, coalesce(p.geom, c.geom)::bytea as geom,
       ST_X(coalesce(p.point, c.point)) as lng, ST_Y(coalesce(p.point, c.point)) as lat,
       coalesce(c.image_date_after, (select max(x.image_date_after) from clue x
         where x.county_code = $1 and x.problem_id = p.id)) as image_after_on,
       (select max(m.actual_on) from milestone m where m.county_code = $1 and m.problem_id = coalesce(p.id, c.problem_id)
         and m.step = 'demolished') as demolished_on,
       p.rectify_method
     from subject s
     left join clue c on c.county_code = $1 and c.id = s.clue_id
     left join problem p on p.county_code = $1 and p.id = s.problem_id
     where c.id is not null or p.id is not null`,
    [countyCode, id],
  );
  return row;
}

/** Does the village's boundary hold the point? null where no boundary is loaded. */
export async function villageHolds(tx: Tx, divisionCode: string, lng: number, lat: number): Promise<boolean | null> {
  const [row] = await tx.prepared<{ holds: boolean | null }>(
    `select ST_Covers(geom, ST_SetSRID(ST_MakePoint($2, $3), 4490)) as holds from division where code = $1`,
    [divisionCode, lng, lat],
  );
  return row?.holds ?? null;
}

export interface LikePhoto {
  id: string;
  sha256: string;
  phash: string | null;
  record_no: string | null;
}

/**
 * Photos of the whole county that are the same file, or whose hash differs in at most `distance` bits, and how many there
 * are in all, counted up to COUNTED_TO. Photos of the same record only count when they are the same file: before and after are meant to look alike.
 * @param probes values for each quarter (`probesWithin`); null walks all
 */
export async function likePhotos(
  tx: Tx,
  countyCode: string,
  photo: { id: string; sha256: string; phash: string; clueId: string | null; problemId: string | null },
  distance: number,
  probes: readonly (readonly number[])[] | null,
): Promise<{ rows: LikePhoto[]; compared: number }> {
  const quarters =
    probes === null ? 'true' : `(${[1, 2, 3, 4].map((n) => `phash_${n} = any ($${5 + n}::int[])`).join(' or ')})`;
  const near = tx.prepared<{ id: string }>(
    `select id from photo where county_code = $1 and sha256 = $2 and id <> $5
     union
     select id from photo where county_code = $1 and phash is not null and ${quarters} and id <> $5
       and bit_count((('x' || phash)::bit(64)) # (('x' || $3::text)::bit(64))) <= $4`,
    [countyCode, photo.sha256, photo.phash, distance, photo.id, ...(probes ?? [])],
  );
  const all = tx.prepared<{ n: number }>(
    `select count(*)::int as n from (select from photo where county_code = $1 limit ${COUNTED_TO}) as first_ones`,
    [countyCode],
  );
  const [ids, [count]] = await Promise.all([near, all]);
  return { rows: ids.length === 0 ? [] : await recordsOf(tx, countyCode, photo, ids), compared: count?.n ?? 0 };
}

/** Of the photos that are like it those that count, with the record each belongs to. */
async function recordsOf(
  tx: Tx,
  countyCode: string,
  photo: { sha256: string; clueId: string | null; problemId: string | null },
  ids: readonly { id: string }[],
): Promise<LikePhoto[]> {
  return tx.query<LikePhoto>(
    `select p.id, p.sha256, p.phash, coalesce(q.problem_no, c.clue_no) as record_no
     from photo p
     left join stop_measure s on s.county_code = $1 and p.subject_kind = 'stopMeasure' and s.id = p.subject_id
     left join clue c on c.county_code = $1 and c.id = coalesce(s.subject_id, p.subject_id)
     left join problem q on q.county_code = $1 and q.id = coalesce(p.problem_id, c.problem_id, s.subject_id, p.subject_id)
     where p.county_code = $1 and p.id = any ($2::uuid[]) and (p.sha256 = $3
       or (($4::uuid is null or c.id is distinct from $4) and ($5::uuid is null or q.id is distinct from $5)))
     order by p.sha256 = $3 desc, p.received_at limit 50`,
    [countyCode, ids.map(({ id }) => id), photo.sha256, photo.clueId, photo.problemId],
  );
}

export interface PhotoRow {
  id: string;
  division_code: string;
  subject_kind: SubjectKind;
  subject_id: string;
  problem_id: string | null;
  kind: PhotoKind;
  stage: PhotoStage;
  viewpoint: string | null;
  caption: string | null;
  sha256: string;
  thumbnail_sha256: string | null;
  view_sha256: string | null;
  mime: string;
  size: number;
  width: number | null;
  height: number | null;
  phash: string | null;
  taken_at: Date | null;
  taken_at_source: 'device' | 'exif' | null;
  received_at: Date;
  clock_offset_s: number | null;
  lng: number | null;
  lat: number | null;
  accuracy_m: number | null;
  altitude_m: number | null;
  bearing_deg: number | null;
  pitch_deg: number | null;
  position_source: 'device' | 'exif' | null;
  device: string | null;
  software: string | null;
  mocked: boolean | null;
  imported: boolean;
  distance_m: number | null;
  exif: Record<string, unknown>;
  checks: StoredCheck[];
  review: PhotoView['review'];
  review_reason: string | null;
  reviewed_by: string | null;
  reviewed_by_name: string | null;
  uploaded_by: string;
  uploaded_by_name: string;
}

/** Columns of a photo as it is read. */
export const photoColumns = [
  'id',
  'division_code',
  'subject_kind',
  'subject_id',
  'problem_id',
  'kind',
  'stage',
  'viewpoint',
  'caption',
  'sha256',
  'thumbnail_sha256',
  'view_sha256',
  'mime',
  'size',
  'width',
  'height',
  'phash',
  'taken_at',
  'taken_at_source',
  'received_at',
  'clock_offset_s',
  'lng',
  'lat',
  'accuracy_m',
  'altitude_m',
  'bearing_deg',
  'pitch_deg',
  'position_source',
  'device',
  'software',
  'mocked',
  'imported',
  'distance_m',
  'exif',
  'checks',
  'review',
  'review_reason',
  'reviewed_by',
  'reviewed_by_name',
  'uploaded_by',
  'uploaded_by_name',
] as const satisfies readonly (keyof PhotoRow)[];
const columns = photoColumns.join(', ');

export async function photoById(tx: Tx, countyCode: string, id: string): Promise<PhotoRow | undefined> {
  const [row] = await tx.prepared<PhotoRow>(`select ${columns} from photo where county_code = $1 and id = $2`, [
    countyCode,
    id,
  ]);
  return row;
}

/** Photos of one thing in the order of taking; `problemId` adds what was taken for the clues merged into the problem. */
export async function photosOf(
  tx: Tx,
  countyCode: string,
  kind: SubjectKind,
  subjectId: string,
  problemId: string | null,
): Promise<PhotoRow[]> {
  return tx.query<PhotoRow>(
    `select ${columns} from photo where county_code = $1
       and ((subject_kind = $2 and subject_id = $3) or ($4::uuid is not null and problem_id = $4))
     order by coalesce(taken_at, received_at), id`,
    [countyCode, kind, subjectId, problemId],
  );
}

export type NewPhoto = Omit<PhotoRow, Judged> & {
  phash_1: number;
  phash_2: number;
  phash_3: number;
  phash_4: number;
};

/** What a judgement writes later. */
const judged = ['review', 'review_reason', 'reviewed_by', 'reviewed_by_name'] as const;
type Judged = (typeof judged)[number];
const insertColumns: readonly (keyof NewPhoto)[] = [
  ...photoColumns.filter((name): name is Exclude<typeof name, Judged> => !judged.some((one) => one === name)),
  'phash_1',
  'phash_2',
  'phash_3',
  'phash_4',
];

/** @returns false when a photo with this id is there already */
export async function insertPhoto(tx: Tx, countyCode: string, row: NewPhoto): Promise<boolean> {
  const made = await tx.prepared(
    `insert into photo (county_code, ${insertColumns.join(', ')})
     values ($1, ${insertColumns.map((_, i) => `$${i + 2}`).join(', ')}) on conflict do nothing returning id`,
    [
      countyCode,
      ...insertColumns.map((name) => (name === 'exif' || name === 'checks' ? JSON.stringify(row[name]) : row[name])),
    ],
  );
  return made.length > 0;
}

export async function reviewPhotoRow(
  tx: Tx,
  countyCode: string,
  id: string,
  decision: { review: string; reason: string; by: { id: string; name: string }; at: Date },
): Promise<void> {
  await tx.query(
    `update photo set review = $3, review_reason = $4, reviewed_by = $5, reviewed_by_name = $6, reviewed_at = $7
     where county_code = $1 and id = $2`,
    [
      countyCode,
      id,
      decision.review,
      decision.reason === '' ? null : decision.reason,
      decision.by.id,
      decision.by.name,
      decision.at,
    ],
  );
}

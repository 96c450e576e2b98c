import type { PhotoStage } from '@shoutian/domain/dictionaries';
import type { PhotoFacts } from '@shoutian/domain/evidence';
import { AppError, found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { recordBlob, type StoredBlob } from '../../platform/files/blobs.ts';
import { type UploadRow, uploadById } from '../../platform/files/uploads.ts';
import type { LooseWork, Work } from '../../platform/request.ts';
import { rulesFor } from '../settings/index.ts';
import { checksOf, sightOf, wireCheck } from './checks.ts';
import { type PhotoBody as Body, type Chosen, chosenOf } from './chosen.ts';
import { type ExifFacts, readExif } from './exif.ts';
import { type MadeImage, makeImage } from './image.ts';
import { probesWithin, quartersOf } from './phash.ts';
import * as queries from './queries.ts';

/**
 * Takes an uploaded photo as evidence: the original stays as it came, copies are made, reasons computed. Sent twice with
 * one id it is one photo.
 * @throws {AppError} notFound (upload, subject), refusedFile with what to do, tooLarge, badInput, duplicate for a foreign id
 */
export async function takePhoto(platform: Platform, work: LooseWork, body: Body): Promise<queries.PhotoRow> {
  const before = await work.transaction((inner) => look(inner, body));
  if ('row' in before) return before.row;
  const { upload, stage } = before;
  if (upload.size > platform.config.maxPhotoMb * 1024 * 1024)
    throw new AppError('tooLarge', `照片最大 ${platform.config.maxPhotoMb} MB，请在手机里调小再传。`, {
      en: `A photo may have ${platform.config.maxPhotoMb} MB.`,
    });
  // No transaction is open while the picture is unfolded: on the embedded database everybody else would wait.
  const file = platform.blobs.pathOf(upload.sha256);
  const image = await makeImage(file);
  const exif = await readExif(file);
  const [thumbnail, view] = await Promise.all([
    platform.blobs.putBytes(image.thumbnail),
    platform.blobs.putBytes(image.view),
  ]);
  const facts = chosenOf(body, exif);
  // Whether a photo was used before is asked of the whole county; the caller may see the own village alone.
  const like = await platform.db.withSystem(work.actor.countyCode, async (tx) => {
    const rules = await rulesFor(tx, work.actor.countyCode, work.now);
    const limit = rules.value('photo.hashDistance');
    return queries.likePhotos(
      tx,
      work.actor.countyCode,
      {
        id: body.id,
        sha256: upload.sha256,
        phash: image.phash,
        clueId: before.subject.clue_id,
        problemId: before.subject.problem_id,
      },
      limit,
      probesWithin(image.phash, limit),
    );
  });
  return work.transaction((inner) => store(inner, body, { upload, stage, image, exif, facts, thumbnail, view, like }));
}

type Looked = { row: queries.PhotoRow } | { upload: UploadRow; subject: queries.SubjectRow; stage: PhotoStage };

async function look(work: Work, body: Body): Promise<Looked> {
  const { tx, actor } = work;
  const row = await queries.photoById(tx, actor.countyCode, body.id);
  if (row) return { row: sentBefore(work, row, body) };
  const subject = found(await queries.subjectOf(tx, actor.countyCode, body.subjectKind, body.subjectId), '记录');
  const upload = await uploadById(tx, actor.countyCode, body.uploadId);
  if (upload.purpose !== 'photo')
    throw new AppError('badInput', '这个文件不是按照片上传的，请用「照片」重新上传。', {
      en: 'Not uploaded as a photo.',
    });
  return { upload, subject, stage: body.stage ?? usualStage(body.subjectKind) };
}

/** @throws {AppError} duplicate when somebody else, or another thing, has this id */
function sentBefore({ actor }: Work, row: queries.PhotoRow, body: Body): queries.PhotoRow {
  if (row.uploaded_by === actor.id && row.subject_id === body.subjectId) return row;
  throw new AppError('duplicate', '这个照片编号已用于另一张照片，请重新提交。', {
    en: 'The photo id was used before.',
  });
}

function usualStage(kind: queries.SubjectKind): PhotoStage {
  switch (kind) {
    case 'clue':
    case 'stopMeasure':
      return 'scene';
    case 'lookBack':
      return 'lookBack';
    case 'problem':
      throw new AppError('badInput', '请选这是整改前、整改中还是整改后的照片。', {
        en: 'Say whether the photo shows before, during or after.',
        details: [
          { code: 'badInput', at: 'body.stage', message: '整改前、中、后', messageEn: 'before, during, after' },
        ],
      });
  }
}

interface Made {
  upload: UploadRow;
  stage: PhotoStage;
  image: MadeImage;
  exif: ExifFacts;
  facts: Chosen;
  thumbnail: StoredBlob;
  view: StoredBlob;
  like: { rows: queries.LikePhoto[]; compared: number };
}

async function store(work: Work, body: Body, made: Made): Promise<queries.PhotoRow> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const subject = found(await queries.subjectOf(tx, county, body.subjectKind, body.subjectId), '记录');
  const { upload, image, exif, facts, stage } = made;
  const at = facts.position?.lonLat ?? null;
  const sight = sightOf(subject, at, facts.bearingDeg);
  const inVillage =
    at === null || subject.division_code.length < 12 || sight.distanceM === 0
      ? null
      : await queries.villageHolds(tx, subject.division_code, at[0], at[1]);
  const photo: PhotoFacts = {
    id: body.id,
    sha256: upload.sha256,
    phash: image.phash,
    kind: body.kind,
    stage,
    takenAt: facts.takenAt,
    receivedAt: now.toISOString(),
    driftSeconds: facts.takenAtSource === 'exif' ? null : body.clockOffsetS,
    position: facts.position,
    bearingDeg: facts.bearingDeg,
    ...sight,
    inVillage,
    imported: body.imported,
  };
  const checks = checksOf(
    photo,
    {
      others: made.like.rows.map((row) => ({ ...row, recordNo: row.record_no ?? '另一条记录' })),
      compared: made.like.compared,
      dates: { imageAfterOn: subject.image_after_on, demolishedOn: subject.demolished_on },
      exifPosition: facts.exifPosition,
      devicePosition: facts.devicePosition,
    },
    await rulesFor(tx, county, now),
  );
  await recordBlob(tx, county, made.thumbnail, 'image/jpeg');
  await recordBlob(tx, county, made.view, 'image/jpeg');
  const quarters = quartersOf(image.phash);
  const isNew = await queries.insertPhoto(tx, county, {
    id: body.id,
    division_code: subject.division_code,
    subject_kind: body.subjectKind,
    subject_id: body.subjectId,
    problem_id: subject.problem_id,
    kind: body.kind,
    stage,
    viewpoint: body.viewpoint,
    caption: body.caption,
    sha256: upload.sha256,
    thumbnail_sha256: made.thumbnail.sha256,
    view_sha256: made.view.sha256,
    mime: image.mime,
    size: upload.size,
    width: image.width,
    height: image.height,
    phash: image.phash,
    phash_1: quarters[0],
    phash_2: quarters[1],
    phash_3: quarters[2],
    phash_4: quarters[3],
    taken_at: facts.takenAt === null ? null : new Date(facts.takenAt),
    taken_at_source: facts.takenAtSource,
    received_at: now,
    clock_offset_s: body.clockOffsetS,
    lng: at?.[0] ?? null,
    lat: at?.[1] ?? null,
    accuracy_m: facts.position?.accuracyM ?? null,
    altitude_m: body.altitudeM ?? exif.altitudeM,
    bearing_deg: facts.bearingDeg,
    pitch_deg: body.pitchDeg,
    position_source: facts.positionSource,
    device: body.device ?? exif.device,
    software: exif.software,
    mocked: body.mocked,
    imported: body.imported,
    distance_m: sight.distanceM,
    exif: { ...exif.tags, ...(body.imported && body.lng !== null ? { phoneLng: body.lng, phoneLat: body.lat } : {}) },
    checks: checks.map(wireCheck),
    uploaded_by: actor.id,
    uploaded_by_name: actor.name,
  });
  if (!isNew) return sentBefore(work, found(await queries.photoById(tx, county, body.id), '照片'), body);
  await work.audit({
    action: 'photo.upload',
    subjectKind: 'photo',
    subjectId: body.id,
    divisionCode: subject.division_code,
    changes: { of: subject.no, subjectKind: body.subjectKind, kind: body.kind, stage, sha256: upload.sha256 },
  });
  return found(await queries.photoById(tx, county, body.id), '照片');
}

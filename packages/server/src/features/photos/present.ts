import type { PhotoView } from '@shoutian/domain/api';
import { emptyReport, reportChecklist } from '@shoutian/domain/clue';
import {
  byWeight,
  checkCompleteness,
  checkPair,
  completeness,
  noEvidence,
  provenStage,
  type Viewpoint,
  viewpointPairs,
} from '@shoutian/domain/evidence';
import { type Actor, can } from '@shoutian/domain/people';
import type { Rules } from '@shoutian/domain/rules';
import { wireCheck } from './checks.ts';
import type { PhotoRow, SubjectKind, SubjectRow } from './queries.ts';

export function presentPhoto(row: PhotoRow, actor: Actor): PhotoView {
  return {
    id: row.id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    problemId: row.problem_id,
    kind: row.kind,
    stage: row.stage,
    viewpoint: row.viewpoint,
    caption: row.caption,
    sha256: row.sha256,
    width: row.width,
    height: row.height,
    takenAt: row.taken_at?.toISOString() ?? null,
    takenAtSource: row.taken_at_source,
    receivedAt: row.received_at.toISOString(),
    clockOffsetS: row.clock_offset_s,
    lng: row.lng,
    lat: row.lat,
    accuracyM: row.accuracy_m,
    altitudeM: row.altitude_m,
    bearingDeg: row.bearing_deg,
    pitchDeg: row.pitch_deg,
    positionSource: row.position_source,
    device: row.device,
    imported: row.imported,
    distanceM: row.distance_m,
    checks: row.checks,
    review: row.review,
    reviewReason: row.review_reason,
    reviewedByName: row.reviewed_by_name,
    uploadedByName: row.uploaded_by_name,
    abilities: can(actor, 'photo.explain') && row.uploaded_by !== actor.id ? ['photo.explain'] : [],
  };
}

/** Lines of a rectification's template that photos alone answer; the others belong to the evidence pack. */
const photoLines = new Set(
  ['before', 'during', 'after', 'viewpoints', 'hardeningBroken', 'soilDepthPhoto', 'cropPhoto'].map(
    (id) => `evidence.${id}`,
  ),
);

/** Reasons about the set as a whole: E13, and E06/E07 of what was taken before and after. Rejected photos do not count. */
export function setChecks(
  kind: SubjectKind,
  subject: SubjectRow,
  rows: readonly PhotoRow[],
  rules: Rules,
): PhotoView['checks'] {
  const photos = rows.filter((row) => row.review !== 'rejected');
  if (kind === 'clue') {
    const lines = reportChecklist({ ...emptyReport, photos: photos.map((row) => row.kind) }, rules);
    return [checkCompleteness(lines.filter((line) => line.code.startsWith('photo.')))].map(wireCheck);
  }
  if (kind !== 'problem') return [];
  const pairs = viewpointPairs(photos.flatMap(viewpointOf), rules);
  const good = pairs.filter((pair) => pair.samePoint).length;
  const packPhotos = photos.map(({ id, kind: photoKind, stage, viewpoint }) => ({
    photoId: id,
    kind: photoKind,
    stage: provenStage(stage),
    viewpoint,
  }));
  const complete =
    subject.rectify_method === null
      ? []
      : completeness(subject.rectify_method, { ...noEvidence, photos: packPhotos, goodPairs: good }, rules).filter(
          (line) => photoLines.has(line.code),
        );
  return byWeight([
    ...(complete.length > 0 ? [checkCompleteness(complete)] : []),
    ...pairs.flatMap((pair) => checkPair(pair, rules)),
  ]).map(wireCheck);
}

function viewpointOf(row: PhotoRow): Viewpoint[] {
  const stage = provenStage(row.stage);
  if (stage !== 'before' && stage !== 'during' && stage !== 'after') return [];
  return [
    {
      photoId: row.id,
      stage,
      label: row.viewpoint,
      lonLat: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
      bearingDeg: row.bearing_deg,
    },
  ];
}

import type { PhotoKind, PhotoStage } from '@shoutian/domain/dictionaries';
import type { PhotoSubject } from '../outbox/item.ts';

/** What the camera screen has to know; it travels in the address, so that a reload in the middle loses nothing. */
export interface CameraJob {
  subject: PhotoSubject;
  group: string;
  /** Screen that wants the photos, and where 返回 leads. */
  path: string;
  title: string;
  /** Kinds on offer, the wanted ones first. */
  kinds: readonly PhotoKind[];
  kind: PhotoKind;
  stage: PhotoStage | null;
  viewpoint: string | null;
  hold: boolean;
}

/** Address of the camera for a job. */
export function cameraPath(job: CameraJob): string {
  return `/photo?${new URLSearchParams({ job: JSON.stringify(job) })}`;
}

/** The job in an address, or null when it is none (typed by hand). */
export function readJob(query: URLSearchParams): CameraJob | null {
  try {
    const job: unknown = JSON.parse(query.get('job') ?? '');
    return typeof job === 'object' && job !== null && 'subject' in job && 'group' in job ? (job as CameraJob) : null;
  } catch {
    return null;
  }
}

import type { PhotoKind, PhotoStage } from '@shoutian/domain/dictionaries';
import { outbox } from '../app/outbox.ts';
import type { Item, PhotoFacts, PhotoSubject } from '../outbox/item.ts';
import { freshLook, type Look } from '../place/compass.ts';
import { type Fix, freshFix } from '../place/position.ts';

/** What a photo belongs to and how the outbox names it. */
export interface PhotoPlace {
  personId: string;
  group: string;
  subject: PhotoSubject;
  title: string;
  path: string;
  /** A form that is not handed in yet keeps its photos back (a finding has no clue before it is sent). */
  hold: boolean;
}
export interface Shot {
  kind: PhotoKind;
  stage?: PhotoStage;
  viewpoint: string | null;
}
/** Where and how the phone stood when the shutter was pressed. */
export interface Moment {
  fix: Fix | null;
  look: Look | null;
}

/** Position and direction of now; older than a minute is no witness of this photo. */
export function momentNow(): Moment {
  return { fix: freshFix(Date.now()), look: freshLook(Date.now(), 3000) };
}

/** Name of the phone, as far as its browser tells: a clue for the reviewer, not an identity. */
export function deviceName(userAgent: string): string {
  const inside = /\(([^)]*)\)/.exec(userAgent)?.[1] ?? userAgent;
  return inside.slice(0, 120);
}

/**
 * Facts of a photo. A picture from the album carries its own time and place in the file; the phone's present ones would
 * be false witnesses, so they are left out.
 */
export function factsOf(file: File, shot: Shot, moment: Moment, imported: boolean): PhotoFacts {
  const own = {
    kind: shot.kind,
    ...(shot.stage === undefined ? {} : { stage: shot.stage }),
    viewpoint: shot.viewpoint,
    device: deviceName(navigator.userAgent),
    imported,
  };
  if (imported) return own;
  const { fix, look } = moment;
  return {
    ...own,
    takenAt: new Date(file.lastModified > 0 ? file.lastModified : Date.now()).toISOString(),
    ...(fix === null ? {} : { lng: fix.lon, lat: fix.lat, accuracyM: fix.accuracyM, altitudeM: fix.altitudeM }),
    ...(look === null ? {} : { bearingDeg: look.bearingDeg, pitchDeg: look.pitchDeg }),
  };
}

/**
 * Keeps a photo on the phone, original bytes untouched, and puts it in the queue.
 * @throws DOMException when the phone has no room: the caller says so and drops nothing else
 */
export async function keepPhoto(
  file: File,
  shot: Shot,
  moment: Moment,
  imported: boolean,
  place: PhotoPlace,
): Promise<Item> {
  const { personId, group, subject, title, path, hold } = place;
  const act = { kind: 'photo', subject, facts: factsOf(file, shot, moment, imported) } as const;
  const thumb = await thumbOf(file);
  const state = hold ? ('draft' as const) : ('queued' as const);
  const [item] = await outbox.add([{ personId, act, title, group, path, bytes: file.size, thumb, state }], file);
  if (!item) throw new Error('the outbox kept no item');
  return item;
}

/** A picture of 480 px for lists; null for what this browser cannot draw (HEIC on Android): the file still goes. */
async function thumbOf(file: Blob): Promise<string | null> {
  try {
    const bitmap = await createImageBitmap(file);
    const scale = 480 / Math.max(bitmap.width, bitmap.height);
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return canvas.toDataURL('image/jpeg', 0.7);
  } catch {
    return null;
  }
}

import { addPhoto } from '@shoutian/domain/api';
import { destination } from '@shoutian/domain/geo';
import { newId } from '../../../platform/ids.ts';
import { type Entry, type Shot, standpoint } from './book.ts';
import type { Player, Stage } from './stage.ts';
import type { Studio } from './studio.ts';

const corners = { 西南角: 1, 东北角: 2, 东侧: 3 } as const;

/**
 * Takes photos of a parcel and hands them in, each through the endpoint of the phone with place, direction and time.
 * They go out two at a time: one is unfolded while another is written.
 */
export async function takePhotos(
  stage: Stage,
  by: Player,
  entry: Entry,
  subject: { kind: 'clue' | 'problem' | 'stopMeasure' | 'lookBack'; id: string },
  shots: readonly Shot[],
): Promise<void> {
  const queue = shots.map((shot, i) => ({
    shot,
    minutesAgo: shots.length - i,
    picture: stage.studio.draw(...pictureOf(entry, shot)),
  }));
  // A failure is met where the picture's turn comes.
  for (const { picture } of queue) picture.catch(() => undefined);
  const one = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      await hand(stage, by, entry, subject, next);
  };
  await Promise.all([one(), one()]);
}

/** View, place and shot, as the studio takes them. */
export function pictureOf(entry: Entry, shot: Shot): Parameters<Studio['draw']> {
  const place = (shot.copiedFrom ?? entry).index * 4 + corners[shot.from];
  return [shot.view, place, place * 31 + shot.kind.length + (shot.close ? 500 : 0)];
}

let frame = 0;

async function hand(
  stage: Stage,
  by: Player,
  entry: Entry,
  subject: Parameters<typeof takePhotos>[3],
  { shot, minutesAgo, picture }: { shot: Shot; minutesAgo: number; picture: Promise<Buffer> },
): Promise<void> {
  const { label, at: corner, bearingDeg } = standpoint(entry, shot.from);
  const at = destination(corner, bearingDeg + 180, shot.straysM ?? 0);
  const uploadId = await by.upload(await picture, `IMG_${String(++frame).padStart(5, '0')}.jpg`, 'photo');
  const later = shot.stage === 'after' || shot.stage === 'lookBack';
  await by.call(addPhoto, {
    body: {
      id: newId(),
      uploadId,
      subjectKind: subject.kind,
      subjectId: subject.id,
      kind: shot.kind,
      ...(shot.stage ? { stage: shot.stage } : {}),
      viewpoint: shot.close ? null : label,
      takenAt: new Date(stage.now.getTime() - minutesAgo * 60_000).toISOString(),
      clockOffsetS: 2,
      // The second visit stands a few metres off, as people do.
      lng: at[0] + (later ? 0.00002 : 0),
      lat: at[1] + (later ? 0.00001 : 0),
      accuracyM: 6,
      bearingDeg: Math.round((bearingDeg + (later ? 5 : 0)) % 360),
      device: '演示手机',
      mocked: false,
      imported: false,
    },
  });
}

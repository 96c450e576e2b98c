import { readNotices } from '@shoutian/domain/api';
import { weekday } from '@shoutian/domain/deadlines';
import type { Feature, Platform } from '../../../platform/feature.ts';
import { attachments } from '../../attachments/index.ts';
import { batches } from '../../batches/index.ts';
import { boards } from '../../boards/index.ts';
import { clues } from '../../clues/index.ts';
import { evidence } from '../../evidence/index.ts';
import { lists } from '../../lists/index.ts';
import { lookBacks } from '../../look-backs/index.ts';
import { notices } from '../../notices/index.ts';
import { overlays } from '../../overlays/index.ts';
import { people } from '../../people/index.ts';
import { photos } from '../../photos/index.ts';
import { problems } from '../../problems/index.ts';
import { settings } from '../../settings/index.ts';
import { siteChecks } from '../../site-checks/index.ts';
import { stops } from '../../stops/index.ts';
import { tasks } from '../../tasks/index.ts';
import { writeOffs } from '../../write-offs/index.ts';
import type { Scene } from '../commands.ts';
import { county, type Landscape } from '../landscape/index.ts';
import { demoPeople } from '../people.ts';
import { Book } from './book.ts';
import { pictureOf } from './camera.ts';
import { closing } from './closing.ts';
import { Diary } from './diary.ts';
import { intake } from './intake.ts';
import { ongoing } from './ongoing.ts';
import { opening } from './opening.ts';
import { untouched } from './queries.ts';
import { remedy } from './remedy.ts';
import { sites } from './sites.ts';
import { onStage } from './stage.ts';
import { verification } from './verify.ts';

const features: readonly Feature[] = [
  people,
  settings,
  batches,
  overlays,
  clues,
  photos,
  attachments,
  stops,
  tasks,
  problems,
  lists,
  boards,
  evidence,
  writeOffs,
  lookBacks,
  notices,
  siteChecks,
];

/**
 * Tells what happened in the demonstration county in the last four months: every act by one of its people through the
 * product's own endpoints, at its own instant, so that rights, guards, audit and separation of duty hold as they do for
 * everybody. It is one transaction, told only where nothing was done yet: killed half-way it leaves nothing, and the next
 * start tells it again.
 * @param now the present of the story; tests choose it
 */
export async function tellStory(platform: Platform, landscape: Landscape, now: Date = new Date()): Promise<void> {
  await onStage(platform, { countyCode: county.code, features, now }, async (stage) => {
    const book = new Book(landscape);
    const diary = new Diary(stage.today, now);
    opening(diary);
    intake(diary, book);
    verification(diary, book);
    remedy(diary, book);
    closing(diary, book);
    ongoing(diary, book);
    sites(diary, landscape);
    reminders(diary, stage.today);
    for (const { entry, shot } of book.shots) stage.studio.drawAhead(...pictureOf(entry, shot));
    await diary.tell(stage);
  });
}

/** The story as a scene of the demonstration: due where nobody has worked yet. */
export const story: Scene = {
  due: (platform) => untouched(platform.db, county.code),
  tell: (platform, landscape) => tellStory(platform, landscape),
};

/** What the server does by itself: the board's weekly picture, and the reminders of the last days. */
function reminders(diary: Diary, today: string): void {
  const monday = 1 - weekday(today);
  for (let week = 8; week >= 0; week--)
    diary.on(monday - week * 7, '08:00', (stage) => stage.runSchedule('board.snapshot'));
  for (const day of [-5, -3, -1]) diary.on(day, '08:05', (stage) => stage.runSchedule('problem.warn'));
  // Who opens the inbox on the day finds what is new, not what was dealt with weeks ago.
  for (const day of [-30, -4])
    diary.on(day, '18:30', async (stage) => {
      for (const { username } of demoPeople) await stage.as(username).call(readNotices, { body: {} });
    });
  diary.ago(20, (stage) => stage.runSchedule('problem.warn'));
  diary.ago(19, (stage) => stage.runSchedule('lookBack.remind'));
}

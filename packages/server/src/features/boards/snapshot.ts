import { createHash } from 'node:crypto';
import { Board } from '@shoutian/domain/api';
import { shanghaiDay, weekday } from '@shoutian/domain/deadlines';
import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Schedule } from '../../platform/jobs/index.ts';
import type { Work } from '../../platform/request.ts';
import { rulesFor } from '../settings/index.ts';
import { type Figures, figuresOf, type groupings } from './figures.ts';
import { boardProblems, insertSnapshot, placesOnBoard } from './queries.ts';

const Kept = Board.pick({ steps: true, rows: true, sum: true });
/** What a snapshot holds: all three groupings as they stood, and what counted as near. */
export const Picture = z.object({
  village: Kept,
  unit: Kept,
  batch: Kept,
  near: z.object({ count: z.number(), ratio: z.number() }),
});
export type Picture = z.infer<typeof Picture>;

/** JSON with sorted keys: the database keeps JSON in an order of its own, the check code must not depend on it. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
      .join(',')}}`;
  return JSON.stringify(value) ?? 'null';
}

export const checkCode = (picture: unknown): string => createHash('sha256').update(canonical(picture)).digest('hex');

/**
 * Takes the picture of a place, once a day.
 * @returns undefined when the day's picture is there already
 */
export async function takePicture(
  work: Work,
  place: string,
  listId: string | null,
): Promise<{ id: string; takenOn: string; sha256: string } | undefined> {
  const { tx, actor, now } = work;
  const takenOn = shanghaiDay(now);
  const rules = await rulesFor(tx, actor.countyCode, now);
  const problems = await boardProblems(tx, actor.countyCode, listId, place);
  const of = (by: (typeof groupings)[number]): Figures => figuresOf(problems, by, takenOn, rules);
  const picture: Picture = {
    village: of('village'),
    unit: of('unit'),
    batch: of('batch'),
    near: rules.value('board.near'),
  };
  const sha256 = checkCode(picture);
  const row = { id: newId(), place, listId, takenOn, data: canonical(picture), sha256, takenBy: actor.name };
  const made = await insertSnapshot(tx, actor.countyCode, row, now);
  if (made.length === 0) return undefined;
  await work.audit({
    action: 'board.snapshot',
    subjectKind: 'boardSnapshot',
    subjectId: row.id,
    divisionCode: place,
    changes: { takenOn, sha256, problems: problems.length },
  });
  return { id: row.id, takenOn, sha256 };
}

/** @throws {AppError} duplicate when the day's picture is there: a printed one is never taken again */
export async function takeByHand(
  work: Work,
  listId: string | null,
): Promise<{ id: string; takenOn: string; sha256: string }> {
  const taken = await takePicture(work, work.actor.scopeCode, listId);
  if (taken) return taken;
  throw new AppError('duplicate', '今天已经存过快照，存下的不再改。', { en: "Today's snapshot is there already." });
}

/** Weekly by the rule (Monday 08:00 in Asia/Shanghai unless changed): the county and each town with a list. */
export const boardSchedules = (): readonly Schedule[] => [
  {
    name: 'board.snapshot',
    cron: '0 * * * *',
    run: async (work) => {
      await work.transaction(weekly);
    },
  },
];

export async function weekly(work: Work): Promise<number> {
  const rules = await rulesFor(work.tx, work.actor.countyCode, work.now);
  const wanted = rules.value('board.snapshot');
  // Asia/Shanghai has no summer time.
  const hour = new Date(work.now.getTime() + 8 * 3_600_000).getUTCHours();
  // Later hours of the day catch up for a server that was off; what is there already is left alone.
  if (weekday(shanghaiDay(work.now)) !== wanted.weekday || hour < wanted.hour) return 0;
  let taken = 0;
  for (const place of await placesOnBoard(work.tx, work.actor.countyCode))
    if (await takePicture(work, place, null)) taken += 1;
  return taken;
}

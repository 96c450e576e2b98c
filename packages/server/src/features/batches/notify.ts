import { sendNotices } from '../../platform/notices.ts';
import type { Work } from '../../platform/request.ts';
import { peopleFor } from '../people/index.ts';
import { type BatchRow, nameOf } from './queries/batches.ts';
import { cluesByTown } from './queries/store.ts';

/** Tells the two centres of each town how many clues wait there to be sent out; who stored it knows already. */
export async function tellUnits(work: Work, batch: Pick<BatchRow, 'id' | 'title' | 'due_on'>): Promise<void> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  for (const { place, n } of await cluesByTown(tx, county, batch.id)) {
    const people = await peopleFor(tx, county, { roles: ['townBuild', 'townIndustry'], divisionCode: place });
    const town = await nameOf(tx, place);
    await sendNotices(
      tx,
      county,
      now,
      people
        .filter(({ id }) => id !== actor.id)
        .map(({ id }) => ({
          personId: id,
          kind: 'clue.import',
          level: 'info' as const,
          title: `${town} ${n} 条线索待分发`,
          body: `「${batch.title}」已入库${batch.due_on === null ? '' : `，${batch.due_on} 前办结`}。`,
          link: `/clues?batchId=${batch.id}&state=registered`,
          subjectKind: 'batch',
          subjectId: batch.id,
          dedupe: `clue.import/${batch.id}/${place}`,
        })),
    );
  }
}

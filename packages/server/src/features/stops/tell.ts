import type { RoleId } from '@shoutian/domain/people';
import { sendNotices } from '../../platform/notices.ts';
import type { Work } from '../../platform/request.ts';
import { peopleFor } from '../people/index.ts';

export interface StopNotice {
  readonly kind: string;
  readonly level: 'info' | 'warn' | 'alert';
  readonly title: string;
  readonly body: string;
  readonly link: string;
  readonly subjectKind: 'clue' | 'problem';
  readonly subjectId: string;
  readonly dedupe: string;
}

/** People with one of the roles over a place, and these by name; the actor is not told of the own act. */
export async function tell(
  work: Work,
  divisionCode: string,
  roles: readonly RoleId[],
  notice: StopNotice,
  alsoTo: readonly (string | null)[] = [],
): Promise<void> {
  const { tx, actor, now } = work;
  const people = roles.length === 0 ? [] : await peopleFor(tx, actor.countyCode, { roles, divisionCode });
  const ids = new Set([...people.map((person) => person.id), ...alsoTo.filter((id) => id !== null)]);
  ids.delete(actor.id);
  await sendNotices(
    tx,
    actor.countyCode,
    now,
    [...ids].map((personId) => ({ personId, ...notice })),
  );
}

/** Where a notice about an act leads. */
export const linkOf = (kind: 'clue' | 'problem', id: string): string =>
  kind === 'clue' ? `/clues/${id}` : `/problems/${id}`;

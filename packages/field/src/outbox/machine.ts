import { ApiProblem } from '@shoutian/domain/api';
import type { Item, ItemState, Receipt, Trouble } from './item.ts';

/** What happens to an item. `lost` means: no answer, or one that says "later". */
export type Happening =
  | { kind: 'submit'; notBefore: number; after: readonly string[] }
  | { kind: 'start' }
  | { kind: 'progress'; share: number }
  | { kind: 'uploadBegun'; url: string }
  | { kind: 'received'; receipt: Receipt }
  | { kind: 'lost'; now: number; unsure: boolean }
  | { kind: 'refused'; state: 'returned' | 'mismatch'; trouble: Trouble }
  | { kind: 'again'; now: number }
  | { kind: 'interrupted' };

const allowed: Record<Happening['kind'], readonly ItemState[]> = {
  submit: ['draft'],
  start: ['queued'],
  progress: ['sending'],
  uploadBegun: ['sending'],
  received: ['sending'],
  lost: ['sending'],
  refused: ['sending'],
  again: ['queued', 'returned', 'mismatch'],
  interrupted: ['sending'],
};

/** Seconds until the next try: 5, 10, 20 … and never more than five minutes, so that a signal is found soon. */
export function waitSeconds(attempts: number): number {
  return Math.min(300, 5 * 2 ** Math.max(0, attempts - 1));
}

/**
 * The only way an item's state changes.
 * @throws RangeError for a happening that its state does not know: a fault of the program, never of the user
 */
export function step(item: Item, happening: Happening): Item {
  if (!allowed[happening.kind].includes(item.state))
    throw new RangeError(`${happening.kind} does not happen to a ${item.state} item`);
  switch (happening.kind) {
    case 'submit':
      return { ...item, state: 'queued', notBefore: happening.notBefore, after: happening.after };
    case 'start':
      return { ...item, state: 'sending', share: 0, trouble: null };
    case 'progress':
      return { ...item, share: Math.min(1, Math.max(item.share, happening.share)) };
    case 'uploadBegun':
      return { ...item, uploadUrl: happening.url };
    case 'received':
      return { ...item, state: 'received', share: 1, receipt: happening.receipt, unsure: false, trouble: null };
    case 'lost': {
      const attempts = item.attempts + 1;
      return {
        ...item,
        state: 'queued',
        attempts,
        unsure: item.unsure || happening.unsure,
        notBefore: happening.now + waitSeconds(attempts) * 1000,
      };
    }
    case 'refused':
      return { ...item, state: happening.state, trouble: happening.trouble };
    case 'again':
      return { ...item, state: 'queued', attempts: 0, notBefore: happening.now, trouble: null };
    case 'interrupted':
      // The page went away in the middle of a try: whether the server has it is not known.
      return { ...item, state: 'queued', unsure: true };
  }
}

/** What an error of a try means for the item. `stop`: nothing else would get through now either. */
export type Verdict =
  | { kind: 'later'; stop: 'noAnswer' | 'signIn' | null; unsure: boolean }
  | { kind: 'refused'; state: 'returned' | 'mismatch'; trouble: Trouble };

/** Reads a failed try. An answer that fits no schema counts as refused: trying for ever would hide it. */
export function judge(error: unknown): Verdict {
  if (!(error instanceof ApiProblem)) {
    const message = '服务器收到了，但回答这台手机读不懂。请告诉管理员，东西都还在手机上。';
    const messageEn = 'The answer could not be read. Nothing was lost; please tell the administrator.';
    return { kind: 'refused', state: 'mismatch', trouble: { code: 'unreadable', message, messageEn, details: [] } };
  }
  const { status, code } = error;
  if (status === 0) return { kind: 'later', stop: 'noAnswer', unsure: true };
  if (status === 401 || code === 'passwordChange') return { kind: 'later', stop: 'signIn', unsure: false };
  if (status === 429 || status >= 500) return { kind: 'later', stop: null, unsure: status >= 502 };
  const trouble: Trouble = {
    code,
    message: error.message,
    messageEn: error.messageEn ?? null,
    details: error.details.map(({ message, messageEn }) => ({ message, messageEn: messageEn ?? null })),
  };
  const changed = status === 403 || status === 404 || status === 409;
  return { kind: 'refused', state: changed ? 'mismatch' : 'returned', trouble };
}

/** Stopping what is going on comes before papers; otherwise in the order of making. */
function urgency(item: Item): number {
  return item.act.kind === 'finding' || item.act.kind === 'stop' ? 0 : 1;
}

/** Items of a person in the order they are sent. */
export function inOrder(items: readonly Item[], personId: string): Item[] {
  return items
    .filter((item) => item.personId === personId)
    .sort((a, b) => urgency(a) - urgency(b) || (a.id < b.id ? -1 : 1));
}

/** Queued items of a person that wait for nothing but their time. */
function ready(items: readonly Item[], personId: string): Item[] {
  const unarrived = new Set(items.filter((item) => item.state !== 'received').map((item) => item.id));
  return inOrder(items, personId).filter(
    (item) => item.state === 'queued' && !item.after.some((id) => unarrived.has(id)),
  );
}

/** The next item that may go now, or null. One waits for others only while those are still on this phone. */
export function pickNext(items: readonly Item[], personId: string, now: number): Item | null {
  return ready(items, personId).find((item) => item.notBefore <= now) ?? null;
}

/** When something is due by itself again; null when only a person or another receipt can move it on. */
export function nextMoment(items: readonly Item[], personId: string): number | null {
  const moments = ready(items, personId).map((item) => item.notBefore);
  return moments.length === 0 ? null : Math.min(...moments);
}

/** 照片已到 2 / 3: counted from receipts, never from tries. */
export function photoCount(
  items: readonly Item[],
  group?: string,
): { arrived: number; total: number; bytesLeft: number } {
  const photos = items.filter(
    (item) => item.act.kind === 'photo' && (group === undefined || item.group === group) && item.state !== 'draft',
  );
  const left = photos.filter((item) => item.state !== 'received');
  return {
    arrived: photos.length - left.length,
    total: photos.length,
    bytesLeft: left.reduce((sum, item) => sum + item.bytes * (1 - item.share), 0),
  };
}

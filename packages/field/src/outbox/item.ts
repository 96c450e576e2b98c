import type {
  addAttachment,
  addPhoto,
  InputOf,
  recheckStop,
  recordLookBack,
  recordMilestone,
  recordStop,
  reportClue,
  reportFinding,
  reportProgress,
  requestWriteOff,
  savePack,
} from '@shoutian/domain/api';

type PhotoInput = InputOf<typeof addPhoto>['body'];

/** What a photo says of itself; which thing it belongs to stands beside it. */
export type PhotoFacts = Omit<PhotoInput, 'id' | 'uploadId' | 'subjectKind' | 'subjectId'>;
/** The thing a photo proves, or the clue that a finding not yet sent will make. */
export type PhotoSubject = { kind: PhotoInput['subjectKind']; id: string } | { kind: 'clueOf'; finding: string };

/** One act as it goes over the wire, under the id made on the phone. */
export type Act =
  | { kind: 'report'; input: InputOf<typeof reportClue> }
  | { kind: 'finding'; input: InputOf<typeof reportFinding> }
  | { kind: 'stop'; input: InputOf<typeof recordStop> }
  | { kind: 'recheck'; input: InputOf<typeof recheckStop> }
  | { kind: 'milestone'; input: InputOf<typeof recordMilestone> }
  | { kind: 'progress'; input: InputOf<typeof reportProgress> }
  | { kind: 'pack'; input: InputOf<typeof savePack> }
  | { kind: 'lookBack'; input: InputOf<typeof recordLookBack> }
  | { kind: 'writeOff'; input: InputOf<typeof requestWriteOff> }
  | { kind: 'photo'; subject: PhotoSubject; facts: PhotoFacts }
  /** A paper that was photographed or picked. */
  | { kind: 'attachment'; fileName: string; of: Omit<InputOf<typeof addAttachment>['body'], 'id' | 'uploadId'> };
export type ActKind = Act['kind'];

/**
 * draft: a photo of a form that was not handed in · queued · sending · received: the server's receipt is here ·
 * returned: refused for what it says, can be mended · mismatch: the thing changed meanwhile, a person must look.
 */
export type ItemState = 'draft' | 'queued' | 'sending' | 'received' | 'returned' | 'mismatch';

/** Why an item was not taken, in the server's sentence; `details` name single fields. */
export interface Trouble {
  code: string;
  message: string;
  messageEn: string | null;
  details: { message: string; messageEn: string | null }[];
}
/** The server's word that it has the item. `clueId` only of a finding. */
export interface Receipt {
  at: string;
  /** Four characters a person can read out on the telephone. */
  ref: string;
  clueId: string | null;
}

/** One line of the outbox. Times are milliseconds since 1970, sizes bytes. */
export interface Item {
  id: string;
  /** Whose act it is: another person's session never sends it. */
  personId: string;
  act: Act;
  title: string;
  /** Screen-wide name of what it belongs to, such as `clue:<id>`: photos of one form share it. */
  group: string;
  madeAt: number;
  state: ItemState;
  /** Items that must have arrived first. */
  after: readonly string[];
  notBefore: number;
  attempts: number;
  /** Part that was sent, 0…1. */
  share: number;
  bytes: number;
  /** A try was made whose answer never came: the server may have it already. */
  unsure: boolean;
  trouble: Trouble | null;
  receipt: Receipt | null;
  /** Screen to go back to for 撤回 and for mending. */
  path: string;
  /** What the form held, so that taking back loses nothing. */
  draft: { key: string; value: string } | null;
  /** Small picture as a data address; the photo itself lies in the store. */
  thumb: string | null;
  /** Resumable upload that was begun. */
  uploadUrl: string | null;
}

export type NewItem = Pick<Item, 'personId' | 'act' | 'title' | 'group' | 'path'> &
  Partial<Pick<Item, 'id' | 'state' | 'after' | 'notBefore' | 'bytes' | 'thumb' | 'draft'>>;

/** A whole item from what its screen knows. */
export function makeItem(part: NewItem, id: string, now: number): Item {
  return {
    state: 'queued',
    after: [],
    notBefore: now,
    bytes: 0,
    thumb: null,
    draft: null,
    ...part,
    id: part.id ?? id,
    madeAt: now,
    attempts: 0,
    share: 0,
    unsure: false,
    trouble: null,
    receipt: null,
    uploadUrl: null,
  };
}

/** Things still owed to the server, drafts apart. */
export function isUnsent(item: Item): boolean {
  return item.state !== 'received' && item.state !== 'draft';
}

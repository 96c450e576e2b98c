import {
  ApiProblem,
  addAttachment,
  addPhoto,
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
import { ask } from '../app/api.ts';
import { presentNet } from '../app/net.ts';
import type { Act, Item, Receipt } from './item.ts';
import type { Trip } from './outbox.ts';
import { wasDone } from './was-done.ts';

const refOf = (id: string) => id.replaceAll('-', '').slice(-4).toUpperCase();
const receiptOf = (item: Item, clueId: string | null = null, ref = refOf(item.id)): Receipt => ({
  at: new Date().toISOString(),
  ref,
  clueId,
});

/**
 * One try of one item.
 * @throws ApiProblem as the server refused it, or with status 0 when no answer came
 */
export async function send(item: Item, trip: Trip): Promise<Receipt> {
  try {
    return await sendOnce(item, trip);
  } catch (error) {
    // A try before this one may have arrived without its answer coming back; then the state has moved on already.
    const moved = error instanceof ApiProblem && (error.status === 409 || error.status === 404);
    if (item.unsure && moved && (await wasDone(item.act))) return receiptOf(item);
    throw error;
  }
}

async function sendOnce(item: Item, trip: Trip): Promise<Receipt> {
  const { act, id } = item;
  switch (act.kind) {
    case 'photo':
      return sendPhoto(item, act, trip);
    case 'attachment':
      return sendPaper(item, act, trip);
    case 'finding': {
      const { clueId } = await ask(reportFinding, act.input, id);
      return receiptOf(item, clueId);
    }
    case 'report':
      await ask(reportClue, act.input, id);
      return receiptOf(item);
    case 'stop':
      await ask(recordStop, act.input, id);
      return receiptOf(item);
    case 'recheck':
      await ask(recheckStop, act.input, id);
      return receiptOf(item);
    case 'milestone':
      await ask(recordMilestone, act.input, id);
      return receiptOf(item);
    case 'progress':
      await ask(reportProgress, act.input, id);
      return receiptOf(item);
    case 'pack':
      await ask(savePack, act.input, id);
      return receiptOf(item);
    case 'lookBack':
      await ask(recordLookBack, act.input, id);
      return receiptOf(item);
    case 'writeOff':
      await ask(requestWriteOff, act.input, id);
      return receiptOf(item);
  }
}

function refusal(code: string, message: string, messageEn: string): ApiProblem {
  return new ApiProblem(422, { code, message, messageEn, ref: '' });
}

async function sendPaper(item: Item, act: Extract<Act, { kind: 'attachment' }>, trip: Trip): Promise<Receipt> {
  const uploadId = await sendFile(item, trip, act.fileName, 'document');
  const { sha256 } = await ask(addAttachment, { body: { ...act.of, id: item.id, uploadId } }, item.id);
  return receiptOf(item, null, sha256.slice(0, 4).toUpperCase());
}

async function sendFile(item: Item, trip: Trip, name: string, purpose: 'photo' | 'document'): Promise<string> {
  const blob = await fileOf(trip);
  // A part of the program that did not come is a lost line like any other.
  const { upload } = await import('./upload.ts').catch(() => {
    throw new ApiProblem(0, undefined);
  });
  return upload(blob, { name, purpose }, item.uploadUrl, {
    // The last hundredth is the server's receipt, not the bytes.
    progress: (share) => trip.progress(share * 0.99),
    begun: (url) => trip.uploadBegun(url),
  });
}

async function fileOf(trip: Trip): Promise<Blob> {
  const blob = await trip.file();
  if (blob) return blob;
  throw refusal('photoGone', '原件不在手机里了，请补拍一张。', 'The file is no longer on this phone; take it again.');
}

async function sendPhoto(item: Item, act: Extract<Act, { kind: 'photo' }>, trip: Trip): Promise<Receipt> {
  const { subject } = act;
  const clueId = subject.kind === 'clueOf' ? (trip.item(subject.finding)?.receipt?.clueId ?? null) : null;
  if (subject.kind === 'clueOf' && clueId === null)
    throw refusal('clueGone', '这张照片的上报没有收到回执，请重新上报。', 'The report of this photo has no receipt.');
  const target = subject.kind === 'clueOf' ? { kind: 'clue' as const, id: clueId ?? '' } : subject;
  const uploadId = await sendFile(item, trip, `${item.id}.jpg`, 'photo');
  const body = {
    ...act.facts,
    clockOffsetS: presentNet().clockOffsetS,
    id: item.id,
    uploadId,
    subjectKind: target.kind,
    subjectId: target.id,
  };
  const photo = await ask(addPhoto, { body }, item.id);
  const own = await sha256(await fileOf(trip));
  if (own !== null && own !== photo.sha256)
    throw refusal(
      'photoDiffers',
      '镇里收到的照片和手机上的不一样，请点「再发一次」。',
      'The photo arrived changed; send it again.',
    );
  return receiptOf(item, null, photo.sha256.slice(0, 4).toUpperCase());
}

/** Hash of the bytes as hex; null on plain http, where browsers hide the digest. */
async function sha256(blob: Blob): Promise<string | null> {
  if (!globalThis.crypto.subtle) return null;
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

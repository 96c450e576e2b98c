import { randomFillSync } from 'node:crypto';

let lastMillis = 0;
let sequence = 0;

/**
 * uuid v7 (RFC 9562): time-ordered, so that ids made one after the other sort that way even inside a millisecond.
 * Made in the application, never in the database: the phone makes them offline too.
 */
export function newId(now: number = Date.now()): string {
  sequence = now > lastMillis ? 0 : sequence + 1;
  // Past 4,095 ids in a millisecond the time part runs ahead rather than the order being lost.
  lastMillis = Math.max(now, lastMillis) + (sequence > 0xfff ? 1 : 0);
  if (sequence > 0xfff) sequence = 0;
  const bytes = randomFillSync(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(lastMillis / 0x10000));
  view.setUint16(4, lastMillis % 0x10000);
  view.setUint16(6, 0x7000 | sequence);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

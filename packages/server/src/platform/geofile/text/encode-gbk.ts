import { eachGbkPair } from './gb18030.ts';

let bytesOf: Map<number, number> | undefined;

/** Both bytes of every character that GBK has, by its code. */
function table(): Map<number, number> {
  if (bytesOf) return bytesOf;
  const made = new Map<number, number>();
  eachGbkPair((lead, trail, code) => {
    if (!made.has(code)) made.set(code, (lead << 8) | trail);
  });
  bytesOf = made;
  return made;
}

/** Text in GBK, as the desktop tools of land offices read it; a character that GBK has not becomes a question mark. */
export function encodeGbk(text: string): Buffer {
  const known = table();
  const out = Buffer.alloc(2 * text.length);
  let at = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const pair = known.get(code);
    if (code < 0x80) out[at++] = code;
    else if (pair === undefined) out[at++] = 0x3f;
    else {
      out[at++] = pair >> 8;
      out[at++] = pair & 0xff;
    }
  }
  return out.subarray(0, at);
}

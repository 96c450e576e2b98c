let bytesOf: Map<number, number> | undefined;

/** Both bytes of every character that GBK has, by its code. */
function table(): Map<number, number> {
  if (bytesOf) return bytesOf;
  bytesOf = new Map();
  const decoder = new TextDecoder('gbk');
  const pair = new Uint8Array(2);
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      pair[0] = lead;
      pair[1] = trail;
      const text = decoder.decode(pair);
      if (text.length === 1 && text !== '\ufffd' && !bytesOf.has(text.charCodeAt(0)))
        bytesOf.set(text.charCodeAt(0), (lead << 8) | trail);
    }
  return bytesOf;
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

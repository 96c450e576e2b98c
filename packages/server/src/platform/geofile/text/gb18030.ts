/** Code unit of every two-byte GBK character, by (lead − 0x81) × 191 + (trail − 0x40); 0 where there is none. */
let table: Uint16Array | null = null;

/** Every character that GBK writes with two bytes, with both of them. */
export function eachGbkPair(take: (lead: number, trail: number, code: number) => void): void {
  const decoder = new TextDecoder('gb18030');
  const pair = new Uint8Array(2);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      pair[0] = lead;
      pair[1] = trail;
      const text = decoder.decode(pair);
      if (text.length === 1 && text !== '\ufffd') take(lead, trail, text.charCodeAt(0));
    }
  }
}

function buildTable(): Uint16Array {
  const built = new Uint16Array(126 * 191);
  eachGbkPair((lead, trail, code) => {
    built[(lead - 0x81) * 191 + trail - 0x40] = code;
  });
  return built;
}

/**
 * GB18030 to UTF-8 by table, because TextDecoder costs a microsecond a call and a county has a million values: 15 times
 * as fast. Writes at `at` of `to` (three bytes a character must fit) and returns the new end; a half character at the
 * end (cut by the field's width) is dropped. Returns -1 for four-byte and unknown characters: let TextDecoder do those.
 */
export function gb18030ToUtf8(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): number {
  table ??= buildTable();
  let write = at;
  for (let i = start; i < end; i++) {
    const lead = from[i] as number;
    if (lead < 0x80) {
      to[write++] = lead;
      continue;
    }
    if (i + 1 >= end) return write;
    const trail = from[++i] as number;
    const code = lead < 0x81 || lead > 0xfe || trail < 0x40 ? 0 : (table[(lead - 0x81) * 191 + trail - 0x40] as number);
    if (code === 0) return -1;
    if (code < 0x800) {
      to[write++] = 0xc0 | (code >> 6);
    } else {
      to[write++] = 0xe0 | (code >> 12);
      to[write++] = 0x80 | ((code >> 6) & 0x3f);
    }
    to[write++] = 0x80 | (code & 0x3f);
  }
  return write;
}

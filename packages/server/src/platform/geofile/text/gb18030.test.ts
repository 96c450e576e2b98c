import { expect, test } from 'vitest';
import { gb18030ToUtf8 } from './gb18030.ts';

const decoder = new TextDecoder('gb18030');

function convert(bytes: Uint8Array): string | null {
  const to = Buffer.alloc(3 * bytes.length + 3);
  const end = gb18030ToUtf8(bytes, 0, bytes.length, to, 0);
  return end < 0 ? null : to.toString('utf8', 0, end);
}

test('every two-byte character agrees with TextDecoder', () => {
  let compared = 0;
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const pair = Buffer.of(lead, trail);
      const expected = decoder.decode(pair);
      if (trail === 0x7f || expected.length !== 1 || expected === '\ufffd') expect(convert(pair)).toBeNull();
      else {
        expect(convert(pair)).toBe(expected);
        compared++;
      }
    }
  }
  expect(compared).toBeGreaterThan(23_000);
});

test('a half character at the end is dropped, ASCII passes', () => {
  expect(convert(Buffer.of(0x41, 0xcb, 0xae, 0xcc))).toBe('A水');
});

test('four-byte characters are left to TextDecoder', () => {
  expect(convert(Buffer.of(0x82, 0x35, 0x8f, 0x33))).toBeNull();
});

import { isUtf8 } from 'node:buffer';

/** Where a trimmed value lies in its buffer. Reused: copy what you keep. */
export interface Slice {
  start: number;
  end: number;
  ascii: boolean;
}

/**
 * Shrinks start…end past spaces, controls and the ideographic space (E3 80 80) at both ends and says whether the rest
 * is plain ASCII. Writes into `out` instead of allocating.
 */
export function trimmed(bytes: Uint8Array, start: number, end: number, out: Slice): void {
  let s = start;
  let e = end;
  for (;;) {
    if (s < e && (bytes[s] as number) <= 32) s++;
    else if (e - s >= 3 && bytes[s] === 0xe3 && bytes[s + 1] === 0x80 && bytes[s + 2] === 0x80) s += 3;
    else break;
  }
  for (;;) {
    if (e > s && (bytes[e - 1] as number) <= 32) e--;
    else if (e - s >= 3 && bytes[e - 3] === 0xe3 && bytes[e - 2] === 0x80 && bytes[e - 1] === 0x80) e -= 3;
    else break;
  }
  let high = 0;
  for (let i = s; i < e; i++) high |= bytes[i] as number;
  out.start = s;
  out.end = e;
  out.ascii = high < 128;
}

const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });

/** Valid UTF-8 of the slice: the same bytes when they are, else with U+FFFD where they are not. */
export function validUtf8(
  bytes: Uint8Array,
  start: number,
  end: number,
): { bytes: Uint8Array; start: number; end: number; repaired: boolean } {
  const view = bytes.subarray(start, end);
  if (isUtf8(view) && !view.includes(0)) return { bytes, start, end, repaired: false };
  const text = decoder.decode(view).replaceAll('\0', '');
  const fixed = Buffer.from(text, 'utf8');
  return { bytes: fixed, start: 0, end: fixed.length, repaired: true };
}

/** A plain decimal (`-12.50`) without making a string; NaN for anything else or more than 15 digits. */
export function plainDecimal(bytes: Uint8Array, start: number, end: number): number {
  let i = start;
  const negative = bytes[i] === 45;
  if (negative || bytes[i] === 43) i++;
  let mantissa = 0;
  let digits = 0;
  let decimals = -1;
  for (; i < end; i++) {
    const c = bytes[i] as number;
    if (c === 46 && decimals < 0) decimals = 0;
    else if (c >= 48 && c <= 57) {
      mantissa = mantissa * 10 + (c - 48);
      digits++;
      if (decimals >= 0) decimals++;
    } else return Number.NaN;
  }
  if (digits === 0 || digits > 15) return Number.NaN;
  // Both are exact doubles, so the quotient is the correctly rounded value.
  const value = decimals > 0 ? mantissa / 10 ** decimals : mantissa;
  return negative ? -value : value;
}

import { isUtf8 } from 'node:buffer';
import type { EncodingChoice } from '../types.ts';

const labels: Readonly<Record<string, string>> = { GB18030: 'gb18030', 'UTF-8': 'utf-8', BIG5: 'big5' };

const decoded = (bytes: Buffer, label: string): string => new TextDecoder(label).decode(bytes);

/** In UTF-16 every digit has a zero byte, always on the same side; some Chinese characters have one on the other. */
function zeroBytes(bytes: Buffer): { even: number; odd: number } {
  const counts = { even: 0, odd: 0 };
  const end = Math.min(bytes.length, 4096);
  for (let i = 0; i < end; i++) if (bytes[i] === 0) counts[i % 2 === 0 ? 'even' : 'odd'] += 1;
  return counts;
}

/** Label for TextDecoder; `utf-8` needs no conversion. */
export type TextLabel = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** Strict; of the beginning of a file the last character may be cut. */
function isWhole(bytes: Buffer, part: boolean): boolean {
  for (let cut = 0; cut < (part ? 4 : 1); cut++) if (isUtf8(bytes.subarray(0, bytes.length - cut))) return true;
  return false;
}

/**
 * Encoding of a text file: byte order mark, UTF-16 by its zero bytes, strict UTF-8, else GB18030.
 * @param part the bytes are only its beginning
 */
export function textEncoding(bytes: Buffer, part = false): { label: TextLabel; choice: EncodingChoice } {
  const as = (label: TextLabel, used: string, why: string) => ({ label, choice: { used, why, sure: true } });
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return as('utf-16le', 'UTF-16LE', '文件开头的标记');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return as('utf-16be', 'UTF-16BE', '文件开头的标记');
  const zeros = zeroBytes(bytes);
  if (zeros.odd > 8 && zeros.odd > 4 * zeros.even) return as('utf-16le', 'UTF-16LE', '每隔一个字节为零');
  if (zeros.even > 8 && zeros.even > 4 * zeros.odd) return as('utf-16be', 'UTF-16BE', '每隔一个字节为零');
  if (isWhole(bytes, part)) return as('utf-8', 'UTF-8', '合法的 UTF-8');
  return as('gb18030', 'GB18030', '不是 UTF-8，按中文 GB 编码读');
}

/**
 * Decodes a text file of unknown encoding.
 * @param chosen what the user picked instead, in GDAL's spelling
 */
export function decodeText(
  bytes: Buffer,
  chosen: string | null = null,
  part = false,
): { text: string; encoding: EncodingChoice } {
  if (chosen !== null)
    return {
      text: decoded(bytes, labels[chosen] ?? 'utf-8'),
      encoding: { used: chosen, why: '由用户选定', sure: true },
    };
  const { label, choice } = textEncoding(bytes, part);
  return { text: decoded(bytes, label), encoding: choice };
}

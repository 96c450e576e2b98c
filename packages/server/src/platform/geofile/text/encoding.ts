import { isUtf8 } from 'node:buffer';
import type { EncodingChoice } from '../types.ts';

const SAMPLE_BYTES = 8 << 20;

const declared: Readonly<Record<string, string>> = {
  '65001': 'UTF-8',
  UTF8: 'UTF-8',
  '936': 'GB18030',
  '54936': 'GB18030',
  GBK: 'GB18030',
  XGBK: 'GB18030',
  GB2312: 'GB18030',
  GB18030: 'GB18030',
  EUCCN: 'GB18030',
  HZGB2312: 'GB18030',
  '950': 'BIG5',
  BIG5: 'BIG5',
  '932': 'CP932',
  SHIFTJIS: 'CP932',
  '1250': 'CP1250',
  '1251': 'CP1251',
  '1252': 'CP1252',
  '88591': 'ISO-8859-1',
  ISO88591: 'ISO-8859-1',
  LATIN1: 'ISO-8859-1',
};

/** Language byte 29 of a DBF header. 0x57 means only "ANSI" and 0x03 Windows-1252; both are the default of many writers. */
const byLanguageByte: Readonly<Record<number, string>> = {
  77: 'GB18030',
  122: 'GB18030',
  79: 'BIG5',
  120: 'BIG5',
  19: 'CP932',
  123: 'CP932',
  200: 'CP1250',
  201: 'CP1251',
};

/** The encoding a .cpg names, in GDAL's spelling; null when it says nothing usable (`OEM`, `System`). */
export function declaredEncoding(text: string): string | null {
  const word = text
    .replace(/^\ufeff|^\xef\xbb\xbf/, '')
    .trim()
    .toUpperCase();
  const key = word.replace(/^(ANSI|OEM|CP|MS|WINDOWS)[ _-]?(?=\d)/, '').replaceAll(/[ _-]/g, '');
  return declared[key] ?? null;
}

/** What the bytes of many values look like. */
export interface ByteEvidence {
  utf8: number;
  notUtf8: number;
  /** Two-byte characters of everyday Chinese (GB2312 level 1, symbols). */
  chinesePairs: number;
  /** High bytes that stand alone between ASCII letters, as in `Région`. */
  lonely: number;
}

export function noEvidence(): ByteEvidence {
  return { utf8: 0, notUtf8: 0, chinesePairs: 0, lonely: 0 };
}

/** Adds one value (trailing spaces and NULs are ignored). A UTF-8 character cut off by the field's width still counts as UTF-8. */
export function weigh(value: Uint8Array, evidence: ByteEvidence): void {
  let end = value.length;
  while (end > 0 && (value[end - 1] === 32 || value[end - 1] === 0)) end--;
  const bytes = value.subarray(0, end);
  let first = 0;
  while (first < end && (bytes[first] as number) < 128) first++;
  if (first === end) return;
  const whole = bytes.subarray(0, cutOfUtf8(bytes));
  if (whole.length > first && isUtf8(whole)) {
    evidence.utf8++;
    return;
  }
  evidence.notUtf8++;
  for (let i = first; i < end; ) {
    if ((bytes[i] as number) < 128) {
      i++;
      continue;
    }
    let run = i;
    while (run < end && (bytes[run] as number) >= 128) run++;
    const lead = bytes[i] as number;
    if (run - i === 1 && isLetter(bytes[i - 1]) && (run === end || isLetter(bytes[run]) || bytes[run] === 32))
      evidence.lonely++;
    else if (run - i === 1 && (i === 0 || bytes[i - 1] === 32) && isLetter(bytes[run])) evidence.lonely++;
    for (let k = i; k + 1 < run; k += 2) {
      const b = bytes[k] as number;
      if (((b >= 0xb0 && b <= 0xd7) || b === 0xa1 || b === 0xa3) && (bytes[k + 1] as number) >= 0xa1)
        evidence.chinesePairs++;
    }
    // A GBK character may end in an ASCII byte; step over it so that the next run starts right.
    i = (run - i) % 2 === 1 && lead >= 0x81 ? run + 1 : run;
  }
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122));
}

/** Where an incomplete UTF-8 character at the end begins. */
function cutOfUtf8(bytes: Uint8Array): number {
  let i = bytes.length - 1;
  let followers = 0;
  while (i >= 0 && followers < 3 && ((bytes[i] as number) & 0xc0) === 0x80) {
    i--;
    followers++;
  }
  const lead = bytes[i] ?? 0;
  const needed = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
  return needed > followers ? i : bytes.length;
}

/**
 * Decides an encoding from the bytes themselves; what a .cpg or the language byte says only breaks ties, because both
 * are often wrong in Chinese deliveries (10 of 36 measured combinations).
 */
export function chooseEncoding(evidence: ByteEvidence, cpg: string | null, languageByte: number): EncodingChoice {
  const { utf8, notUtf8, chinesePairs, lonely } = evidence;
  const fromCpg = cpg === null ? null : declaredEncoding(cpg);
  const hint = fromCpg ?? byLanguageByte[languageByte] ?? null;
  if (utf8 + notUtf8 === 0) return { used: hint ?? 'UTF-8', why: '全是 ASCII 字符，编码不影响', sure: true };
  if (notUtf8 === 0 && (utf8 > 3 || hint !== 'GB18030'))
    return { used: 'UTF-8', why: `${utf8} 个值都是合法的 UTF-8`, sure: true };
  if (notUtf8 <= utf8 * 0.01)
    return { used: 'UTF-8', why: `${utf8} 个值是合法的 UTF-8，${notUtf8} 个不是`, sure: true };
  if (hint && hint !== 'UTF-8' && hint !== 'GB18030' && !hint.startsWith('ISO')) {
    // A code page somebody set on purpose, unless the bytes clearly are Chinese.
    if (hint !== 'BIG5' && hint !== 'CP932' && chinesePairs > 2 * lonely)
      return { used: 'GB18030', why: `文件写的是 ${hint}，但内容是中文 GB 编码`, sure: false };
    return { used: hint, why: `文件写明 ${hint}`, sure: fromCpg !== null };
  }
  if (lonely > chinesePairs) return { used: 'ISO-8859-1', why: '带重音的西文字母', sure: false };
  if (hint === 'GB18030') return { used: 'GB18030', why: '文件写明 GBK，内容相符', sure: true };
  return { used: 'GB18030', why: '不是 UTF-8，符合中文 GB 编码', sure: chinesePairs > 0 };
}

export { SAMPLE_BYTES };

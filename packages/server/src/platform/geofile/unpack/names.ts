import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import path from 'node:path';

const UTF8_FLAG = 0x800;
const MAX_NAME_BYTES = 180;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must go
const ILLEGAL = /[\x00-\x1f\x7f:*?"<>|/\\]/g;

/** Name of a zip member: UTF-8 when flagged or valid, else GB18030 (Chinese Windows and most Chinese zip tools). */
export function memberName(raw: Uint8Array, flags: number): string {
  const utf8 = (flags & UTF8_FLAG) !== 0 || isUtf8(raw);
  return new TextDecoder(utf8 ? 'utf-8' : 'gb18030').decode(raw).replaceAll('\\', '/').normalize('NFC');
}

/** True when a member wants to leave the folder it is unpacked to, or names a drive or the root. */
export function escapes(name: string): boolean {
  return name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..') || name.includes('\0');
}

/** Things archivers add that nobody sent: resource forks, thumbnails, lock files. */
export function isLitter(name: string): boolean {
  const base = path.posix.basename(name);
  return (
    name.startsWith('__MACOSX/') ||
    base.startsWith('._') ||
    /^(thumbs\.db|desktop\.ini|\.ds_store)$/i.test(base) ||
    /\.lock$/i.test(base)
  );
}

/** One folder or file name that every file system takes; a long one keeps its beginning and gets a hash. */
export function safeName(name: string): string {
  // A leading hyphen would look like an option to GDAL.
  const clean =
    name
      .replaceAll(ILLEGAL, '_')
      .replace(/[. ]+$/, '')
      .replace(/^-/, '_') || '_';
  if (Buffer.byteLength(clean) <= MAX_NAME_BYTES) return clean;
  const hash = createHash('sha256').update(clean).digest('hex').slice(0, 10);
  let short = clean;
  while (Buffer.byteLength(short) > MAX_NAME_BYTES - 11) short = short.slice(0, -1);
  return `${short}-${hash}`;
}

import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { GeofileError, type Notice, notice } from '../errors.ts';
import { humanBytes, type UnpackLimits } from '../limits.ts';
import { escapes, isLitter, memberName } from './names.ts';

/** A file that came with an upload: its name as the user sees it, and where its bytes lie. */
export interface Item {
  name: string;
  path: string;
  bytes: number;
  /** Ours to move; false for the upload itself, which is only copied. */
  owned: boolean;
}

export interface ArchiveContext {
  folder: string;
  limits: UnpackLimits;
  signal?: AbortSignal | undefined;
  /** Spent so far, shared with inner archives. */
  spent: { bytes: number; entries: number };
  ignored: { name: string; reason: Notice }[];
}

/** Below this an extreme ratio is harmless: an empty DBF of blanks packs 1000:1. */
const RATIO_FROM = 64 << 20;
const UNICODE_PATH_FIELD = 0x7075;

/**
 * Unpacks one archive into flat files whose names are ours, so that no name of a stranger ever reaches the disk.
 * Throws GeofileError `zip…`.
 */
export async function unpackArchive(archive: Item, context: ArchiveContext): Promise<Item[]> {
  const label = archive.name;
  let zip: ZipFile;
  try {
    zip = await openPromise(archive.path, { decodeStrings: false, autoClose: false });
  } catch (error) {
    throw damaged(label, error);
  }
  const { limits, spent } = context;
  const items: Item[] = [];
  try {
    spent.entries += zip.entryCount;
    if (spent.entries > limits.entries)
      throw new GeofileError('zipTooManyEntries', { name: label, count: zip.entryCount, limit: limits.entries });
    const entries = await listEntries(zip, label);
    const announced = entries.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
    if (spent.bytes + announced > limits.unpackedBytes)
      throw new GeofileError('zipTooBig', { name: label, limit: humanBytes(limits.unpackedBytes) });
    for (const { entry, name } of entries) {
      context.signal?.throwIfAborted();
      if (isLitter(name) || name.endsWith('/')) continue;
      if (isLink(entry)) {
        context.ignored.push({ name, reason: notice('ignoredLink') });
        continue;
      }
      if (entry.isEncrypted()) throw new GeofileError('zipEncrypted', { name: label, entry: name });
      items.push(await extract(zip, entry, name, label, context));
    }
  } catch (error) {
    throw error instanceof GeofileError || context.signal?.aborted ? error : damaged(label, error);
  } finally {
    zip.close();
  }
  return items;
}

/** Reads the whole directory before a byte is written: a name that escapes refuses the archive as it stands. */
async function listEntries(zip: ZipFile, label: string): Promise<{ entry: Entry; name: string }[]> {
  const entries: { entry: Entry; name: string }[] = [];
  for await (const entry of zip.eachEntry()) {
    const unicode = entry.extraFields.find(({ id }) => id === UNICODE_PATH_FIELD)?.data.subarray(5);
    const name =
      unicode && unicode.length > 0
        ? memberName(unicode, 0x800)
        : memberName(entry.fileNameRaw, entry.generalPurposeBitFlag);
    if (escapes(name)) throw new GeofileError('zipTraversal', { name: label, entry: name });
    entries.push({ entry, name });
  }
  return entries;
}

async function extract(
  zip: ZipFile,
  entry: Entry,
  name: string,
  label: string,
  context: ArchiveContext,
): Promise<Item> {
  const { limits, spent, folder } = context;
  const target = path.join(folder, `m${spent.entries}-${entry.relativeOffsetOfLocalHeader}-${Math.trunc(spent.bytes)}`);
  const packed = Math.max(1, entry.compressedSize);
  let got = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      got += chunk.length;
      spent.bytes += chunk.length;
      if (spent.bytes > limits.unpackedBytes)
        done(new GeofileError('zipTooBig', { name: label, limit: humanBytes(limits.unpackedBytes) }));
      else if (got > RATIO_FROM && got > limits.ratio * packed)
        done(new GeofileError('zipBomb', { name: label, entry: name, ratio: limits.ratio }));
      else done(null, chunk);
    },
  });
  const source = await zip.openReadStreamPromise(entry);
  await pipeline(source, meter, createWriteStream(target, { flags: 'wx' }), { signal: context.signal });
  return { name, path: target, bytes: (await stat(target)).size, owned: true };
}

function isLink(entry: Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

function damaged(name: string, error: unknown): GeofileError {
  return new GeofileError(
    'zipDamaged',
    { name, reason: error instanceof Error ? error.message : `${error}` },
    { cause: error },
  );
}

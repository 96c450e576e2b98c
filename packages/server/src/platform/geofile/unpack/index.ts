import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { GeofileError, notice } from '../errors.ts';
import { defaultUnpackLimits, humanBytes, type UnpackLimits } from '../limits.ts';
import type { Unpacked, UploadFile } from '../types.ts';
import { type ArchiveContext, type Item, unpackArchive } from './archive.ts';
import { discover } from './discover.ts';
import { acceptedFormats } from './formats.ts';
import { sniffMagic } from './sniff.ts';

export interface UnpackOptions {
  /** An empty folder of the caller's; everything found lies below it, and the caller deletes it. */
  workDir: string;
  limits?: Partial<UnpackLimits>;
  signal?: AbortSignal;
}

/**
 * Finds the data sets of an upload: a zip (with at most one level of zips inside), single files, or the loose files of
 * a folder given together. Works on copies. Throws GeofileError when nothing in it can be read.
 */
export async function unpackUpload(
  upload: UploadFile | readonly UploadFile[],
  options: UnpackOptions,
): Promise<Unpacked> {
  const files = 'path' in upload ? [upload] : upload;
  const limits = { ...defaultUnpackLimits, ...options.limits };
  const context: ArchiveContext = {
    folder: path.join(options.workDir, 'members'),
    limits,
    signal: options.signal,
    spent: { bytes: 0, entries: 0 },
    ignored: [],
  };
  try {
    await mkdir(context.folder, { recursive: true });
    const items = await collect(files, context);
    const found = await discover(items, options.workDir, options.signal);
    const ignored = [...context.ignored, ...found.ignored];
    if (found.datasets.length > 0) return { datasets: found.datasets, ignored };
    throw (
      found.refused[0] ??
      new GeofileError('nothingInside', { name: files.map(({ name }) => name).join('、'), formats: acceptedFormats })
    );
  } catch (error) {
    if (options.signal?.aborted) throw new GeofileError('cancelled', { name: files[0]?.name ?? '' }, { cause: error });
    throw error;
  }
}

async function collect(files: readonly UploadFile[], context: ArchiveContext): Promise<Item[]> {
  if (files.length === 0) throw new GeofileError('noFile');
  const items: Item[] = [];
  let total = 0;
  for (const file of files) {
    const bytes = (await stat(file.path)).size;
    total += bytes;
    if (total > context.limits.uploadBytes)
      throw new GeofileError('tooLarge', { name: file.name, limit: humanBytes(context.limits.uploadBytes) });
    if (bytes === 0 && files.length === 1) throw new GeofileError('emptyFile', { name: file.name });
    items.push(...(await expand({ name: file.name, path: file.path, bytes, owned: false }, context, 0)));
  }
  return items;
}

/** The item itself, or what is inside when it is an archive; `depth` 0 is the upload, 1 what came out of its archive. */
async function expand(item: Item, context: ArchiveContext, depth: number): Promise<Item[]> {
  const magic = item.bytes === 0 ? 'other' : await sniffMagic(item.path);
  const claimsZip = /\.zip$/i.test(item.name);
  if (magic === 'rar' || magic === '7z')
    throw new GeofileError('archiveKind', { name: item.name, kind: magic.toUpperCase() });
  // Office files and .kmz are zips too: only what is called zip is opened inside an archive.
  if (!claimsZip && !(magic === 'zip' && depth === 0 && !/\.(kmz|xlsx|docx|lpk|mpk)$/i.test(item.name))) return [item];
  if (magic !== 'zip') throw new GeofileError('zipDamaged', { name: item.name, reason: '文件头不是 zip' });
  if (depth > 1) {
    context.ignored.push({ name: item.name, reason: notice('ignoredNested') });
    return [];
  }
  const members = await unpackArchive(item, context);
  const inside = depth === 0 ? '' : `${item.name}/`;
  const expanded: Item[] = [];
  for (const member of members) {
    const named = { ...member, name: `${inside}${member.name}` };
    expanded.push(...(await expand(named, context, depth + 1)));
  }
  return expanded;
}

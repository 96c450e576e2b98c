import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import { flatsFromWkb, LayerPackBuilder } from '@shoutian/domain/geo';
import type { FeaturePage } from '../queries/packing.ts';
import { TRAILER_BYTES } from './store.ts';

export type BuildAsk = { page: Pick<FeaturePage, 'told' | 'outlines'> } | { finish: true };

const { file } = workerData as { file: string };
const builder = new LayerPackBuilder();

function add({ told, outlines }: Pick<FeaturePage, 'told' | 'outlines'>): void {
  const features = JSON.parse(told) as [classKey: string, netFactor: number, label: string, bytes: number][];
  const shapes = flatsFromWkb(
    outlines,
    features.map(([, , , bytes]) => bytes),
  );
  features.forEach(([classKey, netFactor, label], i) => {
    const geometry = shapes[i];
    if (geometry) builder.add({ classKey, netFactor, label, geometry });
  });
}

/** Whole under another name, flushed, then renamed: nobody ever opens half a pack. */
function write(): void {
  const bytes = builder.finish();
  mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  const handle = openSync(unfinished, 'w', 0o600);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at, Math.min(1 << 26, bytes.length - at));
    const trailer = Buffer.alloc(TRAILER_BYTES);
    trailer.writeUInt32LE(crc32(bytes));
    writeSync(handle, trailer);
    fsyncSync(handle);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
  renameSync(unfinished, file);
}

parentPort?.on('message', (ask: BuildAsk) => {
  if ('page' in ask) add(ask.page);
  else write();
  parentPort?.postMessage('done');
});

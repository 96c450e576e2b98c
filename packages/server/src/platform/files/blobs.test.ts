import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { BlobStore } from './blobs.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'shoutian-blobs-'));
const store = new BlobStore(folder);
const bytes = Buffer.from('一张照片的字节');
const files = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('a stream and bytes in memory become the same file, once', async () => {
  const streamed = await store.put(Readable.from([bytes.subarray(0, 5), bytes.subarray(5)]));
  const whole = await store.putBytes(bytes);
  expect(whole).toEqual(streamed);
  expect(whole.size).toBe(bytes.length);
  expect(files()).toEqual([whole.sha256]);
  expect(await buffer(store.read(whole.sha256))).toEqual(bytes);
});

it('a stream that breaks off leaves nothing behind', async () => {
  const broken = Readable.from(
    (function* () {
      yield bytes;
      throw new Error('the line went dead');
    })(),
  );
  await expect(store.put(broken)).rejects.toThrow('the line went dead');
  expect(files()).toEqual([]);
});

import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { filterTar, slimPostgisBundle } from './postgis-bundle.ts';
import { temporaryFolder } from './testing.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  temporary = await temporaryFolder();
});
afterAll(() => temporary.remove());

function entry(name: string, body: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name);
  header.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124);
  return Buffer.concat([header, Buffer.from(body), Buffer.alloc((512 - (body.length % 512)) % 512)]);
}

it('keeps the wanted entries byte for byte', () => {
  const keep = [entry('a/one', 'x'.repeat(700)), entry('./a/empty', ''), entry('a/full', 'y'.repeat(512))];
  const tar = Buffer.concat([
    entry('b/no', 'z'),
    ...keep.slice(0, 1),
    entry('b/no2', 'z'.repeat(513)),
    ...keep.slice(1),
    Buffer.alloc(1024),
  ]);
  expect(filterTar(tar, (name) => name.startsWith('a/'))).toEqual(Buffer.concat([...keep, Buffer.alloc(1024)]));
});

it('is made once, and does without where it cannot be', async () => {
  const first = await slimPostgisBundle(temporary.folder, 'slim');
  expect(first).toBe(path.join(temporary.folder, 'slim.tar.gz'));
  expect(existsSync(first ?? '')).toBe(true);
  expect(await slimPostgisBundle(temporary.folder, 'slim')).toBe(first);
  expect(await slimPostgisBundle(path.join(first ?? '', 'a-file-is-no-folder'), 'slim')).toBeUndefined();
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hammingDistance, isFlatHash } from '@shoutian/domain/evidence';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readExif } from './exif.ts';
import { hashOf, makeImage } from './image.ts';
import { probesWithin, quartersOf } from './phash.ts';

const hex = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => value.toString(16).padStart(16, '0'));

describe('index over hash quarters', () => {
  it('misses no hash within the distance', () => {
    fc.assert(
      fc.property(
        hex,
        fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: 15 }),
        fc.integer({ min: 0, max: 15 }),
        (hash, flips, limit) => {
          const bits = flips.slice(0, limit).reduce((value, bit) => value ^ (1n << BigInt(bit)), BigInt(`0x${hash}`));
          const other = bits.toString(16).padStart(16, '0');
          const probes = probesWithin(hash, limit) ?? [];
          expect(quartersOf(other).some((quarter, i) => probes[i]?.includes(quarter))).toBe(true);
        },
      ),
    );
  });
  it('asks for few entries at the shipped rule and gives up where they would be too many', () => {
    expect(probesWithin('0123456789abcdef', 8)?.map((values) => values.length)).toEqual([137, 137, 137, 137]);
    expect(probesWithin('0123456789abcdef', 16)).toBeNull();
  });
  it('has no hash for a picture without structure', async () => {
    const grey = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#7a8a7a' } })
      .jpeg()
      .toBuffer();
    expect(isFlatHash(await hashOf(grey))).toBe(true);
  });
});

const dir = path.resolve(import.meta.dirname, '../../../../../../shared/data/photos');
const real = [
  'DSCN0010.jpg',
  'DSCN0012.jpg',
  'DSCN0021.jpg',
  'DSCN0025.jpg',
  'DSCN0027.jpg',
  'DSCN0029.jpg',
  'iphone_hdr_YES.jpg',
  'img_1771.jpg',
  'noexif.jpg',
];

describe.skipIf(!existsSync(dir))('real photos', () => {
  const at = (name: string): string => path.join(dir, name);

  it('stay near their copies: resized, recompressed, brightened, cropped by a hundredth', {
    timeout: 60_000,
  }, async () => {
    for (const name of real) {
      const { phash } = await makeImage(at(name));
      const bytes = readFileSync(at(name));
      const { width, height } = await sharp(bytes).metadata();
      const cut = (part: number) => ({
        left: Math.round(width * part),
        top: Math.round(height * part),
        width: Math.round(width * (1 - 2 * part)),
        height: Math.round(height * (1 - 2 * part)),
      });
      const copies = {
        half: sharp(bytes).resize(Math.round(width / 2)),
        small: sharp(bytes).resize(200),
        bright: sharp(bytes).modulate({ brightness: 1.2 }),
        cropped: sharp(bytes).extract(cut(0.01)),
      };
      for (const [how, copy] of Object.entries(copies)) {
        const distance = hammingDistance(phash, await hashOf(await copy.jpeg({ quality: 30 }).toBuffer()));
        expect(distance, `${name} ${how}`).toBeLessThanOrEqual(8);
      }
    }
  });

  it('are far from each other', async () => {
    const hashes = await Promise.all(real.map(async (name) => (await makeImage(at(name))).phash));
    for (const [i, a] of hashes.entries())
      for (const b of hashes.slice(i + 1)) expect(hammingDistance(a, b)).toBeGreaterThan(20);
  });

  it('lose their tags in the copies and stand upright', async () => {
    const sizes = await Promise.all(
      ['f1t.jpg', 'f3t.jpg', 'f6t.jpg', 'f8t.jpg'].map(async (name) => {
        const { width, height, view } = await makeImage(at(name));
        expect((await sharp(view).metadata()).exif).toBeUndefined();
        return [width, height];
      }),
    );
    expect(sizes).toEqual(Array.from({ length: 4 }, () => [48, 80]));
  });

  it('say where, when and by what they were taken', async () => {
    expect(await readExif(at('iphone_hdr_YES.jpg'))).toMatchObject({
      lat: expect.closeTo(40.4469722, 6),
      lng: expect.closeTo(-3.7247528, 6),
      bearingDeg: expect.closeTo(211.2013, 3),
      takenAt: '2015-04-10T12:12:23.000Z',
      device: 'Apple iPhone 6',
    });
    expect(await readExif(at('0997.JPG'))).toMatchObject({
      lat: expect.closeTo(-37.2305, 4),
      lng: expect.closeTo(149.275167, 5),
    });
    for (const name of ['noexif.jpg', 'notags.JPG', 'img_1771_no_exif.jpg'])
      expect(await readExif(at(name))).toMatchObject({ takenAt: null, lat: null, device: null });
  });

  it('are refused with what to do when they are none', async () => {
    const refusal = (name: string) =>
      makeImage(at(name)).then(
        () => 'taken',
        (error: Error) => error.message,
      );
    expect(await refusal('not_photo.jpg')).toMatch(/不是照片/);
    expect(await refusal('corrupted.jpg')).toMatch(/不完整或已损坏/);
    for (const name of readdirSync(dir).filter((one) => /heic$/i.test(one)))
      expect(await refusal(name)).toMatch(/兼容性最佳/);
  });
});

it('refuses a picture that unfolds to more than the limit, and one that stops half-way', async () => {
  const { mkdtemp, writeFile, rm } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const folder = await mkdtemp(path.join(tmpdir(), 'shoutian-photo-'));
  const refusal = async (name: string, bytes: Buffer): Promise<string> => {
    await writeFile(path.join(folder, name), bytes);
    return makeImage(path.join(folder, name)).then(
      () => 'taken',
      (error: Error) => error.message,
    );
  };
  const bomb = await sharp({
    create: { width: 12_000, height: 11_000, channels: 3, background: 'black' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9 })
    .toBuffer();
  const whole = await sharp({
    create: {
      width: 800,
      height: 600,
      channels: 3,
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
      background: 'black',
    },
  })
    .jpeg()
    .toBuffer();
  expect(bomb.length).toBeLessThan(2_000_000);
  expect(await refusal('bomb.png', bomb)).toMatch(/亿像素/);
  expect(await refusal('half.jpg', whole.subarray(0, whole.length / 2))).toMatch(/不完整或已损坏/);
  expect(
    await refusal('page.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')),
  ).toMatch(/不是照片/);
  await rm(folder, { recursive: true });
});

import { open } from 'node:fs/promises';
import sharp, { type OutputInfo, type Sharp } from 'sharp';
import { AppError } from '../../platform/errors.ts';
import { HASH_SIDE, perceptualHash } from './phash.ts';

// Of all the loaders of libvips only these read what a stranger sent; PDF, SVG, TIFF and the rest stay shut.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif'],
});

/** 108 megapixels is the largest phone camera; a picture that unfolds to more is made to fill memory. */
const MOST_PIXELS = 120_000_000;
const LONGEST_SECONDS = 20;
/** Pictures unfolded at the same time: each takes up to 0.5 GB at the pixel limit, and runs on threads of its own. */
const AT_ONCE = 2;

export interface MadeImage {
  readonly mime: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif';
  /** After the orientation tag is applied. */
  readonly width: number;
  readonly height: number;
  readonly phash: string;
  /** JPEG copies without any tag, at most 320 and 1600 px on the longer side. */
  readonly thumbnail: Buffer;
  readonly view: Buffer;
}

const mimes = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', heif: 'image/avif' } as const;

let running = 0;
const queue: (() => void)[] = [];
async function inTurn<T>(fn: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((go) => queue.push(go));
  running += 1;
  try {
    return await fn();
  } finally {
    running -= 1;
    queue.shift()?.();
  }
}

/**
 * Opens a photo of unknown origin, and makes what is shown of it. Never touches the original.
 * @param file path of the original bytes
 * @throws {AppError} refusedFile with what to do: no photo, damaged, HEIC, too many pixels, too slow
 */
export async function makeImage(file: string): Promise<MadeImage> {
  await refuseForeign(file);
  return inTurn(async () => {
    try {
      return await unfold(file);
    } catch (cause) {
      throw refusalOf(cause);
    }
  });
}

const openFile = (file: string) => sharp(file, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 });

async function unfold(file: string): Promise<MadeImage> {
  const { format, autoOrient } = await openFile(file).metadata();
  const mime = mimes[format as keyof typeof mimes];
  if (mime === undefined) throw new AppError('refusedFile', notPhoto.zh, { en: notPhoto.en });
  // The original is unfolded once, to the large copy's size; from those pixels come the small copy and the hash.
  const large = await openFile(file)
    .timeout({ seconds: LONGEST_SECONDS })
    .autoOrient()
    .resize(1600, 1600, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const small = await picture(large)
    .resize(320, 320, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [view, thumbnail, phash] = await Promise.all([
    picture(large).jpeg({ quality: 82 }).toBuffer(),
    picture(small).jpeg({ quality: 76 }).toBuffer(),
    hashFrom(picture(small)),
  ]);
  return { mime, width: autoOrient.width, height: autoOrient.height, phash, thumbnail, view };
}

interface Pixels {
  data: Buffer;
  info: OutputInfo;
}
const picture = ({ data, info: { width, height, channels } }: Pixels): Sharp =>
  sharp(data, { raw: { width, height, channels } });

/** Perceptual hash of an encoded picture, 16 hexadecimal digits. */
export const hashOf = (encoded: Buffer): Promise<string> => hashFrom(sharp(encoded).flatten({ background: '#ffffff' }));

async function hashFrom(source: Sharp): Promise<string> {
  const grey = await source.greyscale().resize(HASH_SIDE, HASH_SIDE, { fit: 'fill', kernel: 'cubic' }).raw().toBuffer();
  return perceptualHash(grey);
}

const notPhoto = {
  zh: '这个文件不是照片。请重新选一张 JPG 或 PNG 照片，或用应用内拍照。',
  en: 'This file is not a photo. Choose a JPG or PNG, or take one in the app.',
};

/** HEIC of an iPhone needs a decoder that may not be shipped (HEVC patents): said at once, with the way around it. */
async function refuseForeign(file: string): Promise<void> {
  const handle = await open(file, 'r');
  const head = Buffer.alloc(32);
  const { bytesRead } = await handle.read(head, 0, 32, 0).finally(() => handle.close());
  const brand = head.toString('latin1', 4, 12);
  if (brand.startsWith('ftyp') && !/^ftyp(avif|avis)$/.test(brand))
    throw new AppError(
      'refusedFile',
      /^ftyp(hei|hev|mif|msf)/.test(brand)
        ? 'HEIC 照片读不了。在手机「设置 → 相机 → 格式」选「兼容性最佳」再拍，或用应用内拍照；已拍的先转成 JPG 再传。'
        : '这是视频，不是照片。请选一张 JPG 或 PNG 照片。',
      { en: 'HEIC and video cannot be read here: send a JPG or PNG, or take the photo in the app.' },
    );
  if (bytesRead < 12) throw new AppError('refusedFile', notPhoto.zh, { en: notPhoto.en });
}

function refusalOf(cause: unknown): Error {
  if (cause instanceof AppError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/pixel limit/i.test(message))
    return new AppError('refusedFile', '照片超过 1.2 亿像素，请在手机里把照片尺寸调小再传。', {
      en: 'More than 120 megapixels.',
      cause,
    });
  if (/timeout/i.test(message))
    return new AppError('refusedFile', `照片 ${LONGEST_SECONDS} 秒还没读完，可能已损坏。请重拍或换一张。`, {
      en: 'Reading the photo took too long.',
      cause,
    });
  if (/unsupported image format|unsupported|blocked/i.test(message))
    return new AppError('refusedFile', notPhoto.zh, { en: notPhoto.en, cause });
  return new AppError('refusedFile', '照片文件不完整或已损坏，没有收下。原图还在手机里的话再传一次，不然请重拍。', {
    en: 'The photo is damaged or incomplete: send the original again, or take another.',
    cause,
  });
}

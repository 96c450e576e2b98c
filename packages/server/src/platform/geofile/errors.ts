import { fill, type MessageParams, type NoticeCode, notices, type RefusalCode, refusals } from './messages.ts';

/** Something the user should know about a file that is read all the same. */
export interface Notice {
  code: NoticeCode;
  zh: string;
  en: string;
}

/** A refusal: says what is wrong, where, and what to do. `message` is the Chinese sentence. */
export class GeofileError extends Error {
  readonly code: RefusalCode;
  readonly zh: string;
  readonly en: string;
  readonly details: MessageParams;
  /** Code of the product's error catalogue this belongs to. */
  readonly catalogueCode: 'refusedFile' | 'unreadableFile' | 'tooLarge';

  constructor(code: RefusalCode, params: MessageParams = {}, options?: ErrorOptions) {
    const text = fill(refusals[code], params);
    super(text.zh, options);
    this.name = 'GeofileError';
    this.code = code;
    this.zh = text.zh;
    this.en = text.en;
    this.details = params;
    this.catalogueCode = catalogueCode(code);
  }
}

function catalogueCode(code: RefusalCode): GeofileError['catalogueCode'] {
  if (code === 'tooLarge' || code === 'zipTooBig' || code === 'tooManyFeatures') return 'tooLarge';
  const unreadable: readonly RefusalCode[] = [
    'damaged',
    'damagedMidway',
    'zipDamaged',
    'readerDied',
    'hung',
    'timedOut',
    'outOfMemory',
  ];
  return unreadable.includes(code) ? 'unreadableFile' : 'refusedFile';
}

/** Builds a notice from the catalogue. */
export function notice(code: NoticeCode, params: MessageParams = {}): Notice {
  return { code, ...fill(notices[code], params) };
}

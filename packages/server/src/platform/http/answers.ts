import type { Readable } from 'node:stream';

/** A file as an answer: the handler returns it instead of JSON. */
export class FileAnswer {
  readonly content: Buffer | Readable;
  readonly fileName: string;
  readonly mime: string;
  readonly inline: boolean;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    content: Buffer | Readable,
    options: { fileName: string; mime: string; inline?: boolean; headers?: Record<string, string> },
  ) {
    this.content = content;
    this.fileName = options.fileName;
    this.mime = options.mime;
    this.inline = options.inline ?? false;
    this.headers = options.headers ?? {};
  }

  /** RFC 6266 with RFC 8187: Chinese names survive every browser. */
  get disposition(): string {
    const ascii = this.fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
    return `${this.inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(this.fileName)}`;
  }
}

/** Nothing changed since the caller's copy (ETag matched). */
export class NotModified {}

import { Worker } from 'node:worker_threads';
import type { View } from './palette.ts';

export interface PictureAsk {
  id: number;
  view: View;
  place: number;
  shot: number;
}

interface Waiting {
  resolve(picture: Buffer): void;
  reject(error: unknown): void;
}

/** Draws the story's pictures in a thread of its own, while the story itself waits for the database. */
export class Studio {
  readonly #worker = new Worker(new URL('./studio-worker.ts', import.meta.url));
  readonly #waiting = new Map<number, Waiting>();
  readonly #ahead = new Map<string, Promise<Buffer>>();
  #last = 0;

  constructor() {
    this.#worker.on('message', ({ id, bytes }: { id: number; bytes: Uint8Array }) => {
      this.#waiting.get(id)?.resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      this.#waiting.delete(id);
    });
    this.#worker.on('error', (error) => {
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    });
  }

  /** Draws a picture that will be asked for later. */
  drawAhead(view: View, place: number, shot: number): void {
    const picture = this.#ask(view, place, shot);
    // A failure is met where it is asked for.
    picture.catch(() => undefined);
    this.#ahead.set([view, place, shot].join(), picture);
  }

  /** See takePicture. */
  draw(view: View, place: number, shot: number): Promise<Buffer> {
    const key = [view, place, shot].join();
    const picture = this.#ahead.get(key) ?? this.#ask(view, place, shot);
    this.#ahead.delete(key);
    return picture;
  }

  #ask(view: View, place: number, shot: number): Promise<Buffer> {
    this.#last += 1;
    const ask: PictureAsk = { id: this.#last, view, place, shot };
    return new Promise((resolve, reject) => {
      this.#waiting.set(ask.id, { resolve, reject });
      this.#worker.postMessage(ask);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

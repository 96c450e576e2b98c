import { ApiProblem } from '@shoutian/domain/api';
import { DetailedError, Upload } from 'tus-js-client';

/** 256 KB: on a 100 kbit/s line a piece takes 20 s, and a dropped line loses at most one. */
const PIECE = 256 * 1024;

export interface UploadNews {
  progress(share: number): void;
  begun(url: string): void;
}

/**
 * Sends a file piece by piece and goes on where an earlier try stopped.
 * @param knownUrl of the earlier try, when there was one
 * @returns the id that other endpoints take
 * @throws ApiProblem with the server's status, 0 when the line was lost
 */
export function upload(
  blob: Blob,
  file: { name: string; purpose: 'photo' | 'document' },
  knownUrl: string | null,
  news: UploadNews,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let uploadId: string | undefined;
    const running = new Upload(blob, {
      endpoint: '/api/uploads',
      ...(knownUrl === null ? {} : { uploadUrl: knownUrl }),
      metadata: { filename: file.name, purpose: file.purpose },
      chunkSize: PIECE,
      // The outbox decides when to try again.
      retryDelays: null,
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => {
        if (running.url) news.begun(running.url);
      },
      onProgress: (sent, total) => news.progress(total > 0 ? sent / total : 0),
      onAfterResponse: (_request, response) => {
        uploadId = response.getHeader('shoutian-upload-id') ?? uploadId;
      },
      onError: (error) => {
        const status = error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0;
        const text = error instanceof DetailedError ? error.originalResponse?.getBody() : undefined;
        reject(new ApiProblem(status, status >= 400 && text ? sentence(text) : undefined));
      },
      onSuccess: () => {
        if (uploadId !== undefined) resolve(uploadId);
        // Complete on the server since an earlier try, whose answer with the id was lost: begin again.
        else if (knownUrl !== null) upload(blob, file, null, news).then(resolve, reject);
        else reject(new ApiProblem(502, undefined));
      },
    });
    running.start();
  });
}

function sentence(text: string): { code: string; message: string; ref: string } {
  try {
    const { error } = JSON.parse(text) as { error?: { code?: string; message?: string; ref?: string } };
    if (error?.message) return { code: error.code ?? 'upload', message: error.message, ref: error.ref ?? '' };
  } catch {
    // Plain text, as the upload server itself answers.
  }
  return { code: 'upload', message: text.slice(0, 200), ref: '' };
}

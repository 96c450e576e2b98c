import { Upload } from 'tus-js-client';

export type UploadPurpose = 'geofile' | 'workbook' | 'photo' | 'document';

/**
 * Sends a file in resumable pieces; a lost connection goes on where it stopped.
 * @param onProgress bytes sent so far and in all
 * @returns the upload id that endpoints take
 */
export function sendFile(
  file: File,
  purpose: UploadPurpose,
  onProgress?: (sent: number, total: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: '/api/uploads',
      chunkSize: 8 * 1024 * 1024,
      retryDelays: [0, 1000, 3000, 5000, 10_000],
      metadata: { filename: file.name, purpose },
      removeFingerprintOnSuccess: true,
      onProgress: (sent, total) => onProgress?.(sent, total ?? file.size),
      onError: reject,
      onSuccess: ({ lastResponse }) => {
        const id = lastResponse.getHeader('shoutian-upload-id');
        if (id) resolve(id);
        else reject(new Error('the server gave no upload id'));
      },
    });
    signal?.addEventListener('abort', () => {
      void upload.abort(true);
      reject(signal.reason);
    });
    upload.start();
  });
}

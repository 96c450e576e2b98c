import { parentPort } from 'node:worker_threads';
import { takePicture } from './pictures.ts';
import type { PictureAsk } from './studio.ts';

parentPort?.on('message', async ({ id, view, place, shot }: PictureAsk) => {
  parentPort?.postMessage({ id, bytes: await takePicture(view, place, shot) });
});

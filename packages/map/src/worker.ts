import { setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

let wired = false;

/** Tells MapLibre where its worker is. A bundler moves the file, and without this the map stays blank in silence. */
export function wireWorker(): void {
  if (!wired) setWorkerUrl(new URL(workerUrl, location.href).href);
  wired = true;
}

import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import { Map as MapLibreMap, type Point } from 'maplibre-gl';
import { ShoutianMap } from './door.ts';
import { words } from './parts/words.ts';
import { emptyStyle } from './style/slots.ts';
import type { MapOptions } from './types.ts';
import { wireWorker } from './worker.ts';

/**
 * A map in `container`, which it fills and whose size it follows. Without WebGL the container shows a sentence
 * and every call does nothing, so that the table beside it keeps working.
 */
export function createMap(container: HTMLElement, options: MapOptions = {}): ShoutianMap {
  const { locale = 'zh', touch = false, view } = options;
  const root = document.createElement('div');
  root.className = touch ? 'st-map st-map-touch' : 'st-map';
  Object.assign(root.style, { width: '100%', height: '100%' });
  container.append(root);
  if (!canDraw()) {
    const note = document.createElement('div');
    note.className = 'st-map-missing';
    note.textContent = words(locale).noWebGl;
    root.append(note);
    return new ShoutianMap(null, root, options);
  }
  wireWorker();
  const canvas = document.createElement('div');
  canvas.className = 'st-map-canvas';
  root.append(canvas);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const start =
    view && 'bounds' in view
      ? { bounds: [view.bounds[0], view.bounds[1], view.bounds[2], view.bounds[3]] as [number, number, number, number] }
      : view
        ? { center: [view.center[0], view.center[1]] as [number, number], zoom: view.zoom }
        : { center: [105, 35] as [number, number], zoom: 3 };
  const boxZoomEnd = (_: MapLibreMap, a: Point, b: Point): void => door.boxed(a, b);
  const map = new MapLibreMap({
    container: canvas,
    style: emptyStyle(),
    ...start,
    fitBoundsOptions: { padding: 40 },
    minZoom: 3,
    maxZoom: 20,
    attributionControl: false,
    // North stays up and right-click stays free: a turned cadastral map is a misread one.
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    renderWorldCopies: false,
    boxZoom: touch ? false : { boxZoomEnd },
    fadeDuration: calm ? 0 : 120,
    localIdeographFontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
    locale: { 'Map.Title': options.label ?? words(locale).map },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const door = new ShoutianMap(map, root, options);
  return door;
}

function canDraw(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

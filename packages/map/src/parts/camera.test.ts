import type { Map as MapLibreMap } from 'maplibre-gl';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Camera } from './camera.ts';

type Listener = (event: { originalEvent?: unknown }) => void;

/** A map that only counts its fits and can be resized or dragged. */
function fakeMap() {
  const listeners = new Map<string, Listener>();
  const fits: unknown[] = [];
  const map = {
    on: (name: string, listener: Listener) => listeners.set(name, listener),
    fitBounds: (box: unknown) => fits.push(box),
    getContainer: () => ({ clientWidth: 600, clientHeight: 400 }),
    getZoom: () => 12,
    easeTo: () => undefined,
  };
  return {
    fits,
    camera: new Camera(map as unknown as MapLibreMap),
    resize: () => listeners.get('resize')?.({}),
    move: (event: { originalEvent?: unknown }) => listeners.get('movestart')?.(event),
  };
}

describe('a fitted view', () => {
  beforeEach(() => vi.stubGlobal('matchMedia', () => ({ matches: false })));
  afterEach(() => vi.unstubAllGlobals());
  const county = [105.6, 29.5, 106.4, 30.2] as const;

  it('is fitted again when the map gets another size', () => {
    const { camera, fits, resize, move } = fakeMap();
    camera.fit([...county]);
    move({});
    resize();
    expect(fits).toEqual([[...county], [...county]]);
  });

  it('stays where somebody moved it', () => {
    const { camera, fits, resize, move } = fakeMap();
    camera.fit([...county]);
    move({ originalEvent: {} });
    resize();
    camera.fit([...county]);
    camera.zoomBy(1);
    resize();
    expect(fits).toHaveLength(2);
  });
});

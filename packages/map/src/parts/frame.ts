import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Locale } from '../types.ts';
import { metresPerPixel, scaleBar } from '../view/scale.ts';
import { words } from './words.ts';

const ICONS = {
  zoomIn: 'M12 5v14M5 12h14',
  zoomOut: 'M5 12h14',
  home: 'M12 18a6 6 0 100-12a6 6 0 000 12zM12 2v5M12 17v5M2 12h5M17 12h5',
} as const;

/** Scale bar, status line, buttons and the live region: plain elements above the canvas, styled by map.css. */
export class Frame {
  readonly #map: MapLibreMap;
  readonly #locale: Locale;
  readonly #bar = element('div', 'st-map-bar');
  readonly #status = element('div', 'st-map-status');
  readonly #live = element('div', 'st-map-live');

  constructor(map: MapLibreMap, root: HTMLElement, locale: Locale) {
    this.#map = map;
    this.#locale = locale;
    this.#live.setAttribute('aria-live', 'polite');
    root.append(this.#bar, this.#status, this.#live);
  }

  addControls(root: HTMLElement, acts: { zoomIn(): void; zoomOut(): void; home(): void }): void {
    const box = element('div', 'st-map-controls');
    for (const name of ['zoomIn', 'zoomOut', 'home'] as const) {
      const button = document.createElement('button');
      button.type = 'button';
      button.title = words(this.#locale)[name];
      button.setAttribute('aria-label', button.title);
      button.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;
      button.addEventListener('click', () => acts[name]());
      box.append(button);
    }
    root.append(box);
  }

  /** Redraws scale bar and status line for the present view. */
  update(lines: readonly [drawn: string, whose: string]): void {
    const { px, text } = scaleBar(metresPerPixel(this.#map.getCenter().lat, this.#map.getZoom()), 90);
    this.#bar.style.width = `${px}px`;
    this.#bar.textContent = text;
    this.#status.replaceChildren(
      ...lines.filter(Boolean).map((text) => {
        const line = element('span', 'st-map-status-part');
        line.textContent = text;
        return line;
      }),
    );
  }

  announce(title: string | null): void {
    const { picked, nothingPicked } = words(this.#locale);
    this.#live.textContent = title === null ? nothingPicked : picked(title);
  }
}

function element<T extends 'div' | 'span'>(tag: T, className: string): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Bbox, LonLat } from '../types.ts';
import { bboxAtLeast, bboxCentre } from '../view/bounds.ts';
import { denominatorAt, printScaleFor, zoomForScale } from '../view/scale.ts';

/** The longest a map may fly, in ms. */
const FLIGHT_MS = 300;
/** A parcel is shown with at least this much ground around it, in metres. */
const LEAST_M = 160;

export interface FitOptions {
  /** Pixels kept free on every side. */
  padding?: number;
  maxZoom?: number;
  /** Fly (at most 300 ms) instead of jumping; only for acts of the user. */
  fly?: boolean;
}

/** Moves the view. Flights are short, straight, and jumps where the user asked for less motion. */
export class Camera {
  readonly #map: MapLibreMap;
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)');
  #home: Bbox | null = null;
  /** What the last fit wanted to show, until somebody moves the map. */
  #held: (() => void) | null = null;

  constructor(map: MapLibreMap) {
    this.#map = map;
    map.on('movestart', (event) => {
      if (event.originalEvent !== undefined) this.#held = null;
    });
    // A fit made before the page had its final size would leave an edge outside: what was to be seen stays in view.
    map.on('resize', () => this.#held?.());
  }

  #ms(fly: boolean | undefined): number {
    return fly && !this.#calm.matches ? FLIGHT_MS : 0;
  }

  fit(box: Bbox, options: FitOptions = {}): void {
    this.#show(box, options);
    this.#held = () => this.#show(box, { ...options, fly: false });
  }

  #show(box: Bbox, { padding = 40, maxZoom = 18, fly }: FitOptions): void {
    const [w, s, e, n] = bboxAtLeast(box, LEAST_M);
    // Padding larger than the map would make the fit impossible, and MapLibre only warns.
    const { clientWidth, clientHeight } = this.#map.getContainer();
    const most = Math.max(0, Math.min(clientWidth, clientHeight) / 2 - 20);
    const options = { padding: Math.min(padding, most), maxZoom, duration: this.#ms(fly), linear: true };
    this.#map.fitBounds([w, s, e, n], options);
  }

  /** Brings a parcel to the middle; the zoom changes only when the parcel would be too small or too large to see. */
  centre(box: Bbox, fly: boolean): void {
    const [w, s, e, n] = box;
    const a = this.#map.project([w, n]);
    const b = this.#map.project([e, s]);
    const { clientWidth, clientHeight } = this.#map.getContainer();
    const size = Math.max(b.x - a.x, b.y - a.y);
    const share = Math.max((b.x - a.x) / clientWidth, (b.y - a.y) / clientHeight);
    if (size < 36 || share > 0.7) this.fit(box, { padding: 100, maxZoom: 17, fly });
    else {
      this.#held = null;
      this.#map.easeTo({ center: bboxCentre(box), duration: this.#ms(fly) });
    }
  }

  zoomTo(place: LonLat, zoom: number, fly: boolean): void {
    this.#held = null;
    this.#map.easeTo({ center: [place[0], place[1]], zoom, duration: this.#ms(fly) });
  }

  zoomBy(steps: number): void {
    this.#held = null;
    this.#map.easeTo({ zoom: this.#map.getZoom() + steps, duration: this.#ms(true) });
  }

  setHome(box: Bbox | null): void {
    this.#home = box;
  }

  goHome(): void {
    if (this.#home) this.fit(this.#home, { fly: true });
  }

  bounds(): Bbox {
    const b = this.#map.getBounds();
    return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()];
  }

  denominator(): number {
    return denominatorAt(this.#map.getCenter().lat, this.#map.getZoom());
  }

  setScale(denominator: number): void {
    this.#held = null;
    this.#map.jumpTo({ zoom: zoomForScale(this.#map.getCenter().lat, denominator) });
  }

  /** Centres bounds at the largest round scale that holds them and returns its denominator. */
  fitScale(box: Bbox): number {
    this.#held = null;
    const { clientWidth, clientHeight } = this.#map.getContainer();
    const denominator = printScaleFor(box, clientWidth - 48, clientHeight - 48);
    const centre = bboxCentre(box);
    this.#map.jumpTo({ center: centre, zoom: zoomForScale(centre[1], denominator) });
    return denominator;
  }
}

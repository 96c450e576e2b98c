import type { FeatureCollection, Geometry, Point } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { type DrawOptions, DrawSession, type DrawTask } from './edits/draw.ts';
import type { FitOptions } from './parts/camera.ts';
import { Signal } from './parts/events.ts';
import type { DivisionProperties } from './parts/helpers.ts';
import { boxOfTarget, bringToLife, type Live } from './parts/live.ts';
import { boxOf, listenToPointer } from './parts/pointer.ts';
import { type SnapshotOptions, snapshot } from './parts/snapshot.ts';
import { type StatusParts, statusLines, statusText } from './parts/status.ts';
import { watchTrouble } from './parts/trouble.ts';
import type {
  Backdrop,
  BaseLayer,
  Bbox,
  Ground,
  LonLat,
  Look,
  MapOptions,
  MarkedCollection,
  OverlayProperties,
  OwnPosition,
  Trouble,
  ViewCone,
} from './types.ts';

/**
 * The one door to the map. Calls made before the style has loaded wait in order; without WebGL they wait for ever,
 * so a page needs no branch for a machine that cannot draw.
 */
export class ShoutianMap {
  /** False where the machine cannot draw; the container then shows a sentence. */
  readonly available: boolean;
  /** Resolves when the map takes calls at once; resolves too where it never will. */
  readonly ready: Promise<void>;
  readonly #root: HTMLElement;
  readonly #options: MapOptions;
  readonly #picked = new Signal<[id: string | null, at: { lonLat: LonLat; set: string | null }]>();
  readonly #hovered = new Signal<[id: string | null]>();
  readonly #moved = new Signal<[bounds: Bbox, denominator: number]>();
  readonly #boxed = new Signal<[ids: string[], bounds: Bbox]>();
  readonly #trouble = new Signal<[Trouble]>();
  readonly #drawn = new Signal<[geometry: Ground | Point | null]>();
  #live: Live | null = null;
  #waiting: ((live: Live) => void)[] = [];
  #watermark: string | undefined;
  #session: DrawSession | null = null;
  #map: MapLibreMap | null;

  constructor(map: MapLibreMap | null, root: HTMLElement, options: MapOptions) {
    this.available = map !== null;
    this.#map = map;
    this.#root = root;
    this.#options = options;
    this.#watermark = options.watermark;
    this.ready = new Promise((resolve) => {
      if (!map) return resolve();
      map.once('style.load', () => {
        this.#start(map);
        resolve();
      });
    });
  }

  /** A pick by click or tap: the record's id, or null for bare ground. */
  readonly onPick = this.#picked.on;
  readonly onHover = this.#hovered.on;
  /** After a move has ended: bounds in degrees and the scale's denominator. */
  readonly onBoundsChange = this.#moved.on;
  /** Shift-drag: records that meet the box, worst state first. */
  readonly onBoxSelect = this.#boxed.on;
  readonly onTrouble = this.#trouble.on;
  /** A drawing has ended, with its shape or, when cancelled, with null. */
  readonly onDrawEnd = this.#drawn.on;

  setBaseLayers(layers: readonly BaseLayer[]): void {
    this.#when((live) => {
      live.base.setLayers(layers);
      this.#status(live);
    });
  }

  setBackdrop(backdrop: Backdrop | null): void {
    this.#when((live) => {
      live.base.setBackdrop(backdrop);
      live.records.draw(live.base.imagery);
      this.#status(live);
    });
  }

  /** Boundaries and names of county, towns and villages. */
  setDivisions(collection: FeatureCollection<Ground, DivisionProperties> | null): void {
    this.#when(({ helpers }) => helpers.divisions(collection));
  }

  /** Replaces a named set of records; null removes it. */
  setFeatures(set: string, collection: MarkedCollection | null, { look = 'marked' }: { look?: Look } = {}): void {
    this.#when(({ records }) => records.put(set, look, collection));
  }

  /** The one selected record. `fly` is for acts of the user only: the map never moves by itself. */
  select(id: string | null, { fly = false }: { fly?: boolean } = {}): void {
    this.#when(({ records, camera, frame }) => {
      if (id !== records.selected) {
        const feature = id === null ? undefined : records.store.get(id)?.feature;
        frame.announce(feature ? (feature.properties.title ?? feature.properties.no) : null);
      }
      records.select(id);
      const record = id === null ? undefined : records.store.get(id);
      if (record && fly) camera.centre(record.bbox, true);
    });
  }

  /** Records ticked for an act on many. */
  setTicked(ids: readonly string[]): void {
    this.#when(({ records }) => records.tick(ids));
  }

  /** Outlines a record; never moves the map. */
  hover(id: string | null): void {
    this.#when(({ records }) => records.hover(id));
  }

  fitTo(what: Bbox | readonly string[], options: FitOptions = {}): void {
    this.#when((live) => {
      const box = boxOfTarget(live, what);
      if (box) live.camera.fit(box, options);
    });
  }

  /** What key 0 and the button return to. */
  setHome(what: Bbox | readonly string[]): void {
    this.#when((live) => live.camera.setHome(boxOfTarget(live, what)));
  }

  /** Pixels that panels cover; fits and flights keep parcels out from under them. */
  setInsets(insets: { top?: number; right?: number; bottom?: number; left?: number }): void {
    this.#when(({ map }) => map.setPadding({ top: 0, right: 0, bottom: 0, left: 0, ...insets }));
  }

  zoomIn(): void {
    this.#when(({ camera }) => camera.zoomBy(1));
  }
  zoomOut(): void {
    this.#when(({ camera }) => camera.zoomBy(-1));
  }
  fitHome(): void {
    this.#when(({ camera }) => camera.goHome());
  }

  /** Bounds of the view in degrees; null before the map is ready. */
  bounds(): Bbox | null {
    return this.#live?.camera.bounds() ?? null;
  }
  /** Scale denominator of the view; null before the map is ready. */
  scale(): number | null {
    return this.#live?.camera.denominator() ?? null;
  }
  /** Sets the scale to 1:`denominator`, keeping the centre. */
  setScale(denominator: number): void {
    this.#when(({ camera }) => camera.setScale(denominator));
  }
  /** Fits records or bounds at a round print scale. */
  fitScale(what: Bbox | readonly string[]): number | null {
    const live = this.#live;
    const box = live && boxOfTarget(live, what);
    return live && box ? live.camera.fitScale(box) : null;
  }
  /** Ids of the records whose bounds meet the view, worst state first. */
  inBounds(): string[] {
    return this.#live ? this.#live.records.store.within(this.#live.camera.bounds()) : [];
  }

  setWatermark(text: string): void {
    this.#watermark = text;
    this.#when((live) => this.#status(live));
  }

  setPosition(own: OwnPosition | null): void {
    this.#when(({ helpers }) => helpers.position(own));
  }
  setViewCones(cones: readonly ViewCone[]): void {
    this.#when(({ helpers }) => helpers.cones(cones));
  }
  /** The dashed line from where one stands to where one goes; null takes it away. */
  setGuide(from: LonLat | null, to?: LonLat): void {
    this.#when(({ helpers }) => helpers.guide(from, to));
  }
  /** Helper lines by the `look` of each feature; null removes the set. */
  setOverlay(name: string, collection: FeatureCollection<Geometry, OverlayProperties> | null): void {
    this.#when(({ helpers }) => helpers.overlay(name, collection));
  }

  /** Starts a drawing; picking rests until it ends. Null before `ready` and on machines that cannot draw. */
  startDraw(kind: 'polygon' | 'point', options?: DrawOptions): DrawSession | null {
    return this.#draw({ kind }, options);
  }
  /** Starts editing a copy of a ground, holes and parts included. */
  startEdit(ground: Ground, options?: DrawOptions): DrawSession | null {
    return this.#draw({ kind: 'edit', ground }, options);
  }

  /** The view's middle at a round scale as a PNG for paper, with scale bar and status line. */
  async toImage(options: SnapshotOptions): Promise<Blob | null> {
    await this.ready;
    if (!this.#live) return null;
    return snapshot(this.#live.map, statusText(this.#statusOf(this.#live, options.scale)), options);
  }

  destroy(): void {
    this.#session?.cancel();
    this.#live = null;
    this.#waiting = [];
    this.#map?.remove();
    this.#map = null;
    this.#root.remove();
  }

  /** Called by the Shift-drag gesture with two opposite corners in screen pixels. */
  boxed(a: { x: number; y: number }, b: { x: number; y: number }): void {
    if (!this.#live || this.#session) return;
    const box = boxOf(this.#live.map, a, b);
    this.#boxed.emit(this.#live.records.store.within(box), box);
  }

  #when(act: (live: Live) => void): void {
    if (this.#live) act(this.#live);
    else if (this.#map) this.#waiting.push(act);
  }

  #start(map: MapLibreMap): void {
    const { locale = 'zh', backdrop = null, controls = true } = this.#options;
    const live = bringToLife(map, this.#root, this.#options);
    const { base, camera, frame, records } = live;
    this.#live = live;
    if (controls) {
      const [zoomIn, zoomOut, home] = [() => this.zoomIn(), () => this.zoomOut(), () => this.fitHome()];
      frame.addControls(this.#root, { zoomIn, zoomOut, home });
    }
    listenToPointer(map, records, camera, {
      free: () => this.#session === null,
      pick: (id, lonLat, set) => this.#picked.emit(id, { lonLat, set }),
      hover: (id) => {
        records.hover(id);
        this.#hovered.emit(id);
      },
    });
    map.getContainer().addEventListener('keydown', (event) => {
      if (event.key === '0' && !event.ctrlKey && !event.metaKey) this.fitHome();
    });
    watchTrouble(map, base, locale, (trouble) => this.#trouble.emit(trouble));
    map.on('move', () => this.#status(live));
    map.on('moveend', () => this.#moved.emit(camera.bounds(), camera.denominator()));
    if (backdrop) this.setBackdrop(backdrop);
    this.#status(live);
    for (const act of this.#waiting.splice(0)) act(live);
  }

  #statusOf({ base }: Live, denominator: number): StatusParts {
    const attribution = base.backdrop?.attribution;
    return { denominator, layers: base.layers, attribution, watermark: this.#watermark };
  }

  #status(live: Live): void {
    live.frame.update(statusLines(this.#statusOf(live, live.camera.denominator())));
  }

  #draw(task: DrawTask, options?: DrawOptions): DrawSession | null {
    this.#session?.cancel();
    const live = this.#live;
    if (!live) return null;
    const { locale = 'zh', touch = false } = this.#options;
    live.records.hover(null);
    const host = {
      map: live.map,
      locale,
      touch,
      tint: (ground: Ground | null) => live.helpers.draft(ground),
      end: (geometry: Ground | Point | null) => {
        this.#session = null;
        this.#drawn.emit(geometry);
      },
    };
    this.#session = new DrawSession(host, task, options);
    return this.#session;
  }
}

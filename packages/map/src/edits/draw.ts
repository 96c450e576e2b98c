import { roundHalfUp, toFixedHalfUp, toMu } from '@shoutian/domain/geo';
import type { Point, Position } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { TerraDraw } from 'terra-draw';
import { Signal } from '../parts/events.ts';
import type { Ground, Locale } from '../types.ts';
import { groundAreaM2 } from '../view/ground.ts';
import { type History, record, redo, startHistory, undo } from './history.ts';
import { problemSentence, shapeProblem } from './problems.ts';
import { diffRing, groundOf, openRing, type Shape, shapeOf } from './shape.ts';
import { makeTerra } from './terra.ts';

export interface DrawState {
  geometry: Ground | Point | null;
  areaM2: number;
  /** Area in 亩, two decimals, rounded once from m². */
  mu: string;
  corners: number;
  canUndo: boolean;
  canRedo: boolean;
  /** What is wrong with the shape, as a sentence; null when it may be saved. */
  problem: string | null;
}

export interface DrawOptions {
  /** Area function in m²; by default the official ellipsoidal area. */
  areaM2?: (ground: Ground) => number;
}

export type DrawTask = { kind: 'point' } | { kind: 'polygon' } | { kind: 'edit'; ground: Ground };

export interface DrawHost {
  map: MapLibreMap;
  locale: Locale;
  touch: boolean;
  /** Tints the shape under the drawing tool's own lines. */
  tint(ground: Ground | null): void;
  end(geometry: Ground | Point | null): void;
}

/** New corners are kept to a tenth of a millimetre; the finer digits of a mouse mean nothing. */
const DIGITS = 9;
const rounded = (ring: readonly Position[]): Position[] => ring.map((p) => p.map((v) => roundHalfUp(v, DIGITS)));

/** One drawing: gestures come from terra-draw, every change becomes a reversible edit of our own. */
export class DrawSession {
  readonly #host: DrawHost;
  readonly #task: DrawTask;
  readonly #area: (ground: Ground) => number;
  readonly #terra: TerraDraw;
  readonly #changed = new Signal<[DrawState]>();
  /** Feature of each ring in the drawing tool, by `part/ring`. */
  readonly #rings = new Map<string, string | number>();
  #history: History;
  /** The shape while a hand is still moving; not an edit yet. */
  #passing: Shape | null = null;
  #over = false;

  readonly onChange = this.#changed.on;

  constructor(host: DrawHost, task: DrawTask, options: DrawOptions = {}) {
    this.#host = host;
    this.#task = task;
    this.#area = options.areaM2 ?? groundAreaM2;
    this.#history = startHistory(task.kind === 'edit' ? shapeOf(task.ground) : [[[]]]);
    this.#terra = makeTerra(host.map, host.touch);
    this.#terra.start();
    this.#terra.on('change', (ids, type) => this.#follow(ids, type));
    this.#terra.on('finish', (id) => this.#commit(id));
    if (task.kind === 'edit') this.#showCorners();
    else this.#terra.setMode(task.kind);
    host.map.getContainer().addEventListener('keydown', this.#onKey);
  }

  get #drawing(): boolean {
    return this.#task.kind === 'polygon' && this.#rings.size === 0;
  }

  /** The present state, without waiting for the next change. */
  state(): DrawState {
    const shape = this.#passing ?? this.#history.shape;
    const geometry = this.#geometryOf(shape);
    const area = geometry && geometry.type !== 'Point' ? this.#area(geometry) : 0;
    const problem = this.#task.kind === 'point' ? null : shapeProblem(shape);
    return {
      geometry,
      areaM2: area,
      mu: toFixedHalfUp(toMu(area), 2),
      corners: this.#drawing ? (this.#outline()?.placed ?? 0) : shape.flat(2).length,
      canUndo: this.#drawing ? this.#terra.canUndo() : this.#history.done.length > 0,
      canRedo: this.#drawing ? this.#terra.canRedo() : this.#history.undone.length > 0,
      problem: problem ? problemSentence(problem, this.#host.locale) : null,
    };
  }

  undo(): void {
    if (this.#drawing) this.#terra.undo();
    else this.#restore(undo(this.#history));
  }

  redo(): void {
    if (this.#drawing) this.#terra.redo();
    else this.#restore(redo(this.#history));
  }

  /** Ends with the present shape. Refuses (returns null and stays open) while the shape has a problem. */
  finish(): Ground | Point | null {
    if (this.#drawing) this.#takeDrawn(this.#drawnCorners());
    const { geometry, problem } = this.state();
    if (!geometry || problem) return null;
    this.#close(geometry);
    return geometry;
  }

  /** Ends without a shape. */
  cancel(): void {
    this.#close(null);
  }

  #geometryOf(shape: Shape): Ground | Point | null {
    if (this.#task.kind !== 'point') return groundOf(shape);
    const place = shape[0]?.[0]?.[0];
    return place ? { type: 'Point', coordinates: [...place] } : null;
  }

  #emit(): void {
    const state = this.state();
    this.#host.tint(state.geometry && state.geometry.type !== 'Point' ? state.geometry : null);
    this.#changed.emit(state);
  }

  /** Follows the hand: area and tint move with the corner, no edit is written. */
  #follow(ids: readonly (string | number)[], type: string): void {
    if (this.#over || type === 'styling') return;
    if (this.#drawing && this.#task.kind === 'polygon') {
      this.#passing = [[withoutRepeats(rounded(this.#outline()?.ring ?? []))]];
      this.#emit();
      return;
    }
    const moved = [...this.#rings].find(([, id]) => ids.includes(id));
    const ring = moved && this.#ringOf(moved[1]);
    if (!moved || !ring) return;
    const at = ringAt(moved[0]);
    const edit = diffRing(at, this.#history.shape[at.part]?.[at.ring] ?? [], ring);
    this.#passing = edit ? record(this.#history, edit).shape : null;
    this.#emit();
  }

  /** A finished gesture becomes one edit. */
  #commit(id: string | number): void {
    if (this.#over) return;
    this.#passing = null;
    // The tool is still inside its own click when it reports the end; its features may be replaced only afterwards.
    if (this.#task.kind === 'point') queueMicrotask(() => this.#placePoint(id));
    else if (this.#drawing) queueMicrotask(() => this.#takeDrawn(this.#ringOf(id) ?? []));
    else this.#commitRing(id);
  }

  #commitRing(id: string | number): void {
    const key = [...this.#rings].find(([, ringId]) => ringId === id)?.[0];
    const ring = this.#ringOf(id);
    if (key === undefined || !ring) return;
    const at = ringAt(key);
    const before = this.#history.shape[at.part]?.[at.ring] ?? [];
    const edit = diffRing(at, before, keepKnown(before, ring));
    if (edit) this.#history = record(this.#history, edit);
    this.#emit();
  }

  #placePoint(id: string | number): void {
    const feature = this.#terra.getSnapshotFeature(id);
    if (feature?.geometry.type !== 'Point') return;
    const before = this.#history.shape[0]?.[0] ?? [];
    const edit = diffRing({ part: 0, ring: 0 }, before, rounded([feature.geometry.coordinates]));
    if (edit) this.#restore(record(this.#history, edit));
  }

  #takeDrawn(ring: readonly Position[]): void {
    if (this.#over || ring.length < 3) return;
    // Closing the outline is where the history starts: one step back from here would be an outline nobody closed.
    this.#history = startHistory([[rounded(ring)]]);
    this.#passing = null;
    this.#showCorners();
    this.#emit();
  }

  #restore(history: History): void {
    this.#history = history;
    this.#passing = null;
    this.#showCorners();
    this.#emit();
  }

  /** Shows the recorded shape in the drawing tool, one feature a ring (it knows neither holes nor parts). */
  #showCorners(): void {
    this.#terra.clear();
    this.#rings.clear();
    for (const [part, rings] of this.#history.shape.entries()) {
      for (const [ring, corners] of rings.entries()) {
        const [first] = corners;
        if (!first) continue;
        const id = this.#terra.getFeatureId();
        const point = this.#task.kind === 'point';
        const geometry = point
          ? { type: 'Point' as const, coordinates: [...first] }
          : { type: 'Polygon' as const, coordinates: [[...corners, first].map((p) => p.slice(0, 2))] };
        this.#terra.addFeatures([{ id, type: 'Feature', geometry, properties: { mode: point ? 'point' : 'polygon' } }]);
        if (!point) this.#rings.set(`${part}/${ring}`, id);
      }
    }
    const [first] = this.#rings.values();
    if (first !== undefined) this.#terra.selectFeature(first);
  }

  #ringOf(id: string | number): Position[] | null {
    const feature = this.#terra.getSnapshotFeature(id);
    return feature?.geometry.type === 'Polygon' ? openRing(feature.geometry.coordinates[0] ?? []) : null;
  }

  #outline(): { ring: Position[]; placed: number } | null {
    for (const { geometry, properties } of this.#terra.getSnapshot()) {
      if (geometry.type !== 'Polygon') continue;
      const placed = properties['committedCoordinateCount'];
      return { ring: openRing(geometry.coordinates[0] ?? []), placed: typeof placed === 'number' ? placed : 0 };
    }
    return null;
  }

  /** Corners that were clicked, without the one that follows the pointer. */
  #drawnCorners(): Position[] {
    const outline = this.#outline();
    return outline ? outline.ring.slice(0, outline.placed) : [];
  }

  #close(geometry: Ground | Point | null): void {
    if (this.#over) return;
    this.#over = true;
    this.#host.map.getContainer().removeEventListener('keydown', this.#onKey);
    this.#terra.stop();
    this.#host.tint(null);
    this.#host.end(geometry);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const key = event.key.toLowerCase();
    const command = event.ctrlKey || event.metaKey;
    if (command && (key === 'y' || (key === 'z' && event.shiftKey))) this.redo();
    else if (command && key === 'z') this.undo();
    // Esc never throws work away: it only leaves a drawing in which nothing has been done.
    else if (key === 'escape' && !this.state().canUndo) this.cancel();
    else if (key === 'enter') this.finish();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function ringAt(key: string): { part: number; ring: number } {
  const [part = 0, ring = 0] = key.split('/').map(Number);
  return { part, ring };
}

/** The ring with untouched corners exactly as they were recorded (all digits, third ordinate) and new ones rounded. */
function keepKnown(before: readonly Position[], ring: readonly Position[]): Position[] {
  const known = new Map(before.map((p) => [`${p[0]},${p[1]}`, p]));
  return ring.map((p) => known.get(`${p[0]},${p[1]}`) ?? p.map((v) => roundHalfUp(v, DIGITS)));
}

/** The tool fills a young outline up with copies of its corners, because its store wants four positions at once. */
function withoutRepeats(ring: readonly Position[]): Position[] {
  return ring.filter((p, i) => !ring.slice(0, i).some((q) => q[0] === p[0] && q[1] === p[1]));
}

import type { Feature, FeatureCollection, Point } from 'geojson';
import { MARKS } from '../style/marks.ts';
import type { Bbox, LonLat, Look, MarkedCollection, MarkedFeature } from '../types.ts';
import { bboxMeets, bboxOf } from '../view/bounds.ts';
import { groundHolds, pinPlace } from '../view/ground.ts';

export interface StoredRecord {
  set: string;
  look: Look;
  feature: MarkedFeature;
  bbox: Bbox;
  pin: LonLat;
}

/** Records by set and id, with what the map asks of them: which lie here, which is under the pointer. No drawing. */
export class RecordStore {
  readonly #sets = new Map<string, StoredRecord[]>();
  readonly #byId = new Map<string, StoredRecord>();

  /** Replaces a set; null removes it. A feature without a position is left out: it has no place to be drawn. */
  put(set: string, look: Look, collection: MarkedCollection | null): void {
    for (const old of this.#sets.get(set) ?? []) this.#byId.delete(old.feature.properties.id);
    this.#sets.delete(set);
    if (!collection) return;
    const stored: StoredRecord[] = [];
    for (const feature of collection.features) {
      const bbox = bboxOf([feature.geometry]);
      if (bbox) stored.push({ set, look, feature, bbox, pin: pinPlace(feature.geometry) });
    }
    this.#sets.set(set, stored);
    for (const record of stored) this.#byId.set(record.feature.properties.id, record);
  }

  get(id: string): StoredRecord | undefined {
    return this.#byId.get(id);
  }

  /** Ids of the records whose bounds meet `box`, worst state first. */
  within(box: Bbox): string[] {
    return [...this.#byId.values()]
      .filter((r) => bboxMeets(r.bbox, box))
      .sort((a, b) => rank(b) - rank(a))
      .map((r) => r.feature.properties.id);
  }

  /** The record whose ground holds a place: the smallest one, so that a parcel inside another can be picked. */
  at(place: LonLat): StoredRecord | undefined {
    const box: Bbox = [place[0], place[1], place[0], place[1]];
    return [...this.#byId.values()]
      .filter((r) => bboxMeets(r.bbox, box))
      .sort((a, b) => extent(a.bbox) - extent(b.bbox))
      .find(({ feature: { geometry } }) => geometry.type !== 'Point' && groundHolds(geometry, place));
  }

  /** Records whose pin stands in `box`. */
  pinsIn(box: Bbox): StoredRecord[] {
    return [...this.#byId.values()].filter(({ pin: [x, y] }) => bboxMeets([x, y, x, y], box));
  }

  /** Pin points of a set, with the rank that clusters and overlaps go by. */
  pins(set: string): FeatureCollection<Point> {
    const features = (this.#sets.get(set) ?? []).map(
      ({ feature, pin }): Feature<Point> => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [...pin] },
        properties: { ...feature.properties, rank: MARKS[feature.properties.mark].rank },
      }),
    );
    return { type: 'FeatureCollection', features };
  }
}

function rank(record: StoredRecord): number {
  return MARKS[record.feature.properties.mark].rank;
}

function extent(box: Bbox): number {
  return (box[2] - box[0]) * (box[3] - box[1]);
}

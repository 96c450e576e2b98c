import { describe, expect, it } from 'vitest';
import type { Mark } from '../style/marks.ts';
import type { MarkedCollection, MarkedFeature } from '../types.ts';
import { RecordStore } from './record-store.ts';

function square(id: string, x: number, y: number, side: number, mark: Mark = 'active'): MarkedFeature {
  const corners = [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ];
  return { type: 'Feature', geometry: { type: 'Polygon', coordinates: [corners] }, properties: { id, no: id, mark } };
}
const collection = (...features: MarkedFeature[]): MarkedCollection => ({ type: 'FeatureCollection', features });

describe('record store', () => {
  it('finds the smaller of two parcels that lie in each other', () => {
    const store = new RecordStore();
    store.put('problems', 'marked', collection(square('large', 106, 29, 0.1), square('small', 106.02, 29.02, 0.01)));
    expect(store.at([106.025, 29.025])?.feature.properties.id).toBe('small');
    expect(store.at([106.08, 29.08])?.feature.properties.id).toBe('large');
    expect(store.at([105, 29])).toBeUndefined();
  });
  it('lists what meets a box, the worst state first', () => {
    const store = new RecordStore();
    store.put('problems', 'marked', collection(square('a', 106, 29, 0.01), square('b', 106.02, 29, 0.01, 'overdue')));
    store.put('clues', 'suspect', collection(square('c', 106.04, 29, 0.01, 'dueSoon'), square('far', 107, 30, 0.01)));
    expect(store.within([106, 29, 106.05, 29.02])).toEqual(['b', 'c', 'a']);
  });
  it('replacing a set forgets its old records and leaves other sets alone', () => {
    const store = new RecordStore();
    store.put('problems', 'marked', collection(square('a', 106, 29, 0.01)));
    store.put('clues', 'suspect', collection(square('c', 106, 29, 0.01)));
    store.put('problems', 'marked', collection(square('b', 106, 29, 0.01)));
    expect(store.get('a')).toBeUndefined();
    expect(store.get('b')?.look).toBe('marked');
    store.put('problems', 'marked', null);
    expect(store.within([105, 28, 108, 31])).toEqual(['c']);
  });
  it('pins carry the rank that clusters go by and stand above the ground', () => {
    const store = new RecordStore();
    store.put('problems', 'marked', collection(square('a', 106, 29, 0.01, 'overdue')));
    const [pin] = store.pins('problems').features;
    expect(pin?.properties).toMatchObject({ id: 'a', rank: 6 });
    expect(pin?.geometry.coordinates[1]).toBeCloseTo(29.01, 12);
    expect(store.pinsIn([106, 29.0099, 106.01, 29.0101]).map((r) => r.feature.properties.id)).toEqual(['a']);
  });
  it('a record without a place is not drawn and not found', () => {
    const store = new RecordStore();
    const empty: MarkedFeature = {
      type: 'Feature',
      geometry: { type: 'MultiPolygon', coordinates: [] },
      properties: { id: 'x', no: 'x', mark: 'active' },
    };
    store.put('problems', 'marked', collection(empty));
    expect(store.get('x')).toBeUndefined();
  });
});

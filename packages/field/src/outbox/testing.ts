import type { Item, NewItem } from './item.ts';
import type { OutboxStore } from './outbox.ts';

/** A store in memory that survives "reloads" of the outbox, with copies as a database would give them. */
export function memoryStore(): OutboxStore & { items: Map<string, Item>; files: Map<string, Blob> } {
  const items = new Map<string, Item>();
  const files = new Map<string, Blob>();
  return {
    items,
    files,
    all: async () => [...items.values()].map((item) => structuredClone(item)),
    put: async (some, file) => {
      for (const item of some) items.set(item.id, structuredClone(item));
      if (file) files.set(file.id, file.blob);
    },
    file: async (id) => files.get(id) ?? null,
    remove: async (ids, filesOnly = false) => {
      for (const id of ids) {
        files.delete(id);
        if (!filesOnly) items.delete(id);
      }
    },
  };
}

export const person = 'person-1';
const clueId = '01900000-0000-7000-8000-000000000001';

/** A photo of one clue. */
export function photo(part: Partial<NewItem> = {}): NewItem {
  return {
    personId: person,
    act: { kind: 'photo', subject: { kind: 'clue', id: clueId }, facts: { kind: 'near', imported: false } },
    title: '照片 近景',
    group: `clue:${clueId}`,
    path: '/',
    bytes: 1000,
    ...part,
  };
}

/** A recheck, the smallest act. */
export function recheck(part: Partial<NewItem> = {}): NewItem {
  return {
    personId: person,
    act: { kind: 'recheck', input: { params: { id: clueId }, body: { result: 'stopped' } } },
    title: '复查',
    group: 'stop:1',
    path: '/',
    ...part,
  };
}

/** 发现占地 without a stop. */
export function findingItem(part: Partial<NewItem> = {}): NewItem {
  const body = { id: clueId, foundAt: '2026-11-23T10:47:00+08:00', position: null, stop: null };
  return {
    personId: person,
    act: { kind: 'finding', input: { body } },
    title: '发现占地',
    group: 'finding:1',
    path: '/stop',
    ...part,
  };
}

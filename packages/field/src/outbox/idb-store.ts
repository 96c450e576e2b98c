import { transaction } from '../store/database.ts';
import type { Item } from './item.ts';
import type { OutboxStore } from './outbox.ts';

/** The outbox on the phone: items under their id, photo files apart so that listing does not read them. */
export const phoneStore: OutboxStore = {
  async all() {
    return ((await transaction(['outbox'], 'readonly', (store) => store('outbox').getAll())) ?? []) as Item[];
  },
  async put(items, file) {
    if (items.length === 0) return;
    await transaction(file ? ['outbox', 'files'] : ['outbox'], 'readwrite', (store) => {
      for (const item of items) store('outbox').put(item, item.id);
      if (file) store('files').put(file.blob, file.id);
      return undefined;
    });
  },
  async file(id) {
    const found: unknown = await transaction<unknown>(['files'], 'readonly', (store) => store('files').get(id));
    return found instanceof Blob ? found : null;
  },
  async remove(ids, filesOnly = false) {
    await transaction(filesOnly ? ['files'] : ['outbox', 'files'], 'readwrite', (store) => {
      for (const id of ids) {
        store('files').delete(id);
        if (!filesOnly) store('outbox').delete(id);
      }
      return undefined;
    });
  },
};

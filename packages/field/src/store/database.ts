/** Object stores of the phone's database: acts and photos on their way, their files, and the last answers read. */
export type StoreName = 'outbox' | 'files' | 'answers';
const NAME = 'shoutian-field';
const VERSION = 1;
const STORES: readonly StoreName[] = ['outbox', 'files', 'answers'];

let opening: Promise<IDBDatabase> | undefined;

/**
 * Opens the database once. A failed opening is tried again by the next call: WebViews refuse it while the phone starts.
 * @throws DOMException where the browser keeps no data at all (private mode, storage full)
 */
export function openDatabase(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      for (const store of STORES)
        if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store);
    };
    request.onsuccess = () => {
      // Another tab with a newer program must not be held up by this one.
      request.result.onversionchange = () => {
        request.result.close();
        opening = undefined;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error ?? new Error('the database did not open'));
    request.onblocked = () => reject(new Error('the database is held by another tab'));
  }).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

/**
 * Runs one transaction and resolves when it is on disk (`durability: strict`), not when it was asked for.
 * @throws DOMException as the database gives it, such as QuotaExceededError
 */
export async function transaction<T>(
  stores: readonly StoreName[],
  mode: IDBTransactionMode,
  work: (store: (name: StoreName) => IDBObjectStore) => IDBRequest<T> | undefined,
): Promise<T | undefined> {
  const database = await openDatabase();
  return new Promise((resolve, reject) => {
    const running = database.transaction([...stores], mode, { durability: 'strict' });
    const request = work((name) => running.objectStore(name));
    running.oncomplete = () => resolve(request?.result);
    running.onabort = () => reject(running.error ?? new Error('the database gave up a write'));
    running.onerror = () => reject(running.error ?? new Error('the database refused a write'));
  });
}

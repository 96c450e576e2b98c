import { outbox } from '../../app/outbox.ts';
import type { Item } from '../../outbox/item.ts';

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the photo could not be read'));
    reader.readAsDataURL(blob);
  });
}

/**
 * Writes the queue with its photos to one file, so that a broken phone or a lost account loses nothing. The file is
 * put together from pieces: a hundred photos as one text would not fit into an old phone's memory.
 */
export async function exportQueue(items: readonly Item[], fileName: string): Promise<void> {
  const pieces: BlobPart[] = ['{"product":"shoutian-field","version":1,"items":['];
  for (const [index, item] of items.entries()) {
    const { thumb: _thumb, ...rest } = item;
    const file = await outbox.file(item.id);
    const data = file === null ? null : await dataAddress(file);
    pieces.push(index === 0 ? '' : ',', JSON.stringify({ ...rest, file: data }));
  }
  pieces.push(']}');
  const address = URL.createObjectURL(new Blob(pieces, { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

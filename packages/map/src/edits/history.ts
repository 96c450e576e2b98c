import { applyEdit, type Edit, invertEdit, type Shape } from './shape.ts';

/** A shape and the way it came to be; a value, so a session can be kept, compared and tested. */
export interface History {
  readonly shape: Shape;
  readonly done: readonly Edit[];
  readonly undone: readonly Edit[];
}

/** A history that starts at `shape`. */
export function startHistory(shape: Shape): History {
  return { shape, done: [], undone: [] };
}

/** The history after one more edit; what had been undone is forgotten. */
export function record(history: History, edit: Edit): History {
  return { shape: applyEdit(history.shape, edit), done: [...history.done, edit], undone: [] };
}

/** One step back; the same history when there is none. */
export function undo(history: History): History {
  const edit = history.done.at(-1);
  if (!edit) return history;
  return {
    shape: applyEdit(history.shape, invertEdit(edit)),
    done: history.done.slice(0, -1),
    undone: [...history.undone, edit],
  };
}

/** One step forward again; the same history when there is none. */
export function redo(history: History): History {
  const edit = history.undone.at(-1);
  if (!edit) return history;
  return { shape: applyEdit(history.shape, edit), done: [...history.done, edit], undone: history.undone.slice(0, -1) };
}

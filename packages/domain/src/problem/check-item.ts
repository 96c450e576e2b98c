import type { Missing } from './machine.ts';

/** One line of a checklist. `blocks` false: asked for by a rule nobody confirmed, so it warns. */
export interface CheckItem extends Missing {
  readonly done: boolean;
  readonly blocks: boolean;
}

/** Open lines that stop an act. */
export function blockingGaps(lines: readonly CheckItem[]): Missing[] {
  return lines
    .filter((line) => !line.done && line.blocks)
    .map(({ code, message, link }) => ({ code, message, ...(link === undefined ? {} : { link }) }));
}

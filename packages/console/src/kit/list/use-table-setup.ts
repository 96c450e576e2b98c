import { useState } from 'react';

export type Density = 'dense' | 'normal' | 'loose';

/** Row heights in pixels (ui.md: 32 / 36 / 44). */
export const rowHeights: Record<Density, number> = { dense: 32, normal: 36, loose: 44 };

interface Stored {
  hidden: readonly string[];
  density: Density;
}

export interface TableSetup extends Stored {
  toggle: (column: string) => void;
  setDensity: (density: Density) => void;
  reset: () => void;
}

function read(id: string, first: Stored): Stored {
  try {
    const raw: unknown = JSON.parse(localStorage.getItem(`shoutian.table.${id}`) ?? 'null');
    if (typeof raw !== 'object' || raw === null) return first;
    const hidden =
      'hidden' in raw && Array.isArray(raw.hidden) ? raw.hidden.filter((one) => typeof one === 'string') : first.hidden;
    const density = 'density' in raw && (raw.density === 'dense' || raw.density === 'loose') ? raw.density : 'normal';
    return { hidden, density };
  } catch {
    return first;
  }
}

/** Hidden columns and row height of one table, remembered on this computer. */
export function useTableSetup(id: string, hiddenAtFirst: readonly string[] = []): TableSetup {
  const first: Stored = { hidden: hiddenAtFirst, density: 'normal' };
  const [stored, setStored] = useState<Stored>(() => read(id, first));
  const put = (next: Stored) => {
    setStored(next);
    try {
      localStorage.setItem(`shoutian.table.${id}`, JSON.stringify(next));
    } catch {
      // Not remembered then; the choice holds for this page.
    }
  };
  return {
    ...stored,
    toggle: (column) =>
      put({
        ...stored,
        hidden: stored.hidden.includes(column)
          ? stored.hidden.filter((one) => one !== column)
          : [...stored.hidden, column],
      }),
    setDensity: (density) => put({ ...stored, density }),
    reset: () => put(first),
  };
}

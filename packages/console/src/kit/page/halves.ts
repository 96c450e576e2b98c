/** Which half of a workbench is on screen. */
export type Halves = 'table' | 'both' | 'map';

export interface KeptBench {
  halves: Halves;
  /** Width share of the list, 0.35…0.75. */
  share: number;
}

const FIRST: KeptBench = { halves: 'both', share: 0.55 };

/** The order of the M key; below 1024 px only one half fits. */
export function nextHalves(now: Halves, narrow: boolean): Halves {
  switch (now) {
    case 'table':
      return narrow ? 'map' : 'both';
    case 'both':
      return 'map';
    case 'map':
      return 'table';
  }
}

/** Neither half may be dragged out of use. */
export function clampShare(share: number): number {
  return Math.min(0.75, Math.max(0.35, share));
}

/** What this computer remembers of a bench; the first proportion is list 55 %, map 45 %. */
export function readHalves(id: string): KeptBench {
  try {
    const raw: unknown = JSON.parse(localStorage.getItem(`shoutian.bench.${id}`) ?? 'null');
    if (typeof raw !== 'object' || raw === null) return FIRST;
    const halves = 'halves' in raw && (raw.halves === 'table' || raw.halves === 'map') ? raw.halves : 'both';
    const share = 'share' in raw && typeof raw.share === 'number' ? clampShare(raw.share) : FIRST.share;
    return { halves, share };
  } catch {
    return FIRST;
  }
}

import type { Platform } from '../../platform/feature.ts';
import type { LooseWork } from '../../platform/request.ts';
import { overlayer } from '../overlays/index.ts';
import { rowsOfBatch } from './queries/ground.ts';

/** Layers that a preview shows; the whole overlay comes with the storing. */
const SHOWN = ['landClass', 'permanentBasicFarmland'];

export interface DraftGround {
  id: string;
  farmM2: number | null;
  pbfM2: number | null;
}

/** Farmland and permanent basic farmland under draft rows, m²; measured by the overlay's kernel outside any transaction. */
export async function groundOf(
  platform: Platform,
  work: LooseWork,
  batchId: string,
  ids: readonly string[],
): Promise<DraftGround[]> {
  const rows = await work.transaction(({ tx, actor }) => rowsOfBatch(tx, actor.countyCode, batchId, ids));
  if (rows.length === 0) return [];
  const { ground, figures } = await overlayer(platform).drafts(work, rows, SHOWN);
  const loaded = new Set(ground.layers.map(({ kind }) => kind));
  return ground.subjects.map(({ id }, i) => ({
    id,
    farmM2: loaded.has('landClass') ? (figures[i]?.farmGrossM2 ?? 0) : null,
    pbfM2: loaded.has('permanentBasicFarmland') ? (figures[i]?.layers['permanentBasicFarmland']?.areaM2 ?? 0) : null,
  }));
}

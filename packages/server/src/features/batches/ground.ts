import type { LooseWork } from '../../platform/request.ts';
import { kernelPool, layersInUse, packLoad } from '../overlays/index.ts';
import { draftsWithShape, featuresUnderDrafts } from './queries/ground.ts';

/** Layers that a preview shows; the whole overlay comes with the storing. */
const SHOWN = ['landClass', 'permanentBasicFarmland'];

export interface DraftGround {
  id: string;
  farmM2: number | null;
  pbfM2: number | null;
}

/** Farmland and permanent basic farmland under draft rows, m²; measured by the overlay's kernel outside any transaction. */
export async function groundOf(work: LooseWork, batchId: string, ids: readonly string[]): Promise<DraftGround[]> {
  const input = await work.transaction(async ({ tx, actor }) => {
    const layers = (await layersInUse(tx, actor.countyCode)).filter(({ kind }) => SHOWN.includes(kind));
    const rows = await draftsWithShape(tx, actor.countyCode, batchId, ids);
    const features = await featuresUnderDrafts(
      tx,
      actor.countyCode,
      rows.map(({ id }) => id),
      layers,
    );
    return { layers, rows, features };
  });
  if (input.rows.length === 0) return [];
  const figures = await kernelPool.figures(
    packLoad(
      input.rows.map(({ geom }) => geom),
      input.features,
    ),
  );
  const loaded = new Set(input.layers.map(({ kind }) => kind));
  return input.rows.map(({ id }, i) => ({
    id,
    farmM2: loaded.has('landClass') ? (figures[i]?.farmGrossM2 ?? 0) : null,
    pbfM2: loaded.has('permanentBasicFarmland') ? (figures[i]?.layers['permanentBasicFarmland']?.areaM2 ?? 0) : null,
  }));
}

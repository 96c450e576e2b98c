import { OverlayResult, type OverlaySnapshot } from '@shoutian/domain/api';
import type { LayerKind } from '@shoutian/domain/layers';
import type { StoredSnapshot } from './queries/snapshots.ts';

/** A stored snapshot as it goes over the wire. */
export function presentSnapshot(row: StoredSnapshot): OverlaySnapshot {
  return {
    id: row.id,
    runAt: row.run_at.toISOString(),
    method: row.method,
    layerVersions: row.layer_versions.map(({ id, kind, year, title }) => ({
      id,
      kind: kind as LayerKind,
      year,
      title,
    })),
    result: OverlayResult.parse(row.result),
  };
}

import { listRules } from '@shoutian/domain/api';
import { useCan, useEndpoint } from '../../app/index.ts';

/** Metres of the photo rule (照片到图斑距离) as it is in force; null while it is not known. */
export function useNearM(): number | null {
  const rules = useEndpoint(listRules, {}, { enabled: useCan('setting.read'), staleMs: 600_000 });
  const value = rules.data?.rows.find((row) => row.key === 'photo.distanceM')?.value;
  return typeof value === 'number' ? value : null;
}

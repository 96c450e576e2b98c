import { listRules } from '@shoutian/domain/api';
import { useCan, useEndpoint } from '../../app/index.ts';

/** Metres of the rule within which a photo must have been taken; null where the reader may not see the rules. */
export function useNearM(): number | null {
  const rules = useEndpoint(listRules, {}, { enabled: useCan('setting.read'), staleMs: 600_000 });
  const value = rules.data?.rows.find((row) => row.key === 'photo.distanceM')?.value;
  return typeof value === 'number' ? value : null;
}

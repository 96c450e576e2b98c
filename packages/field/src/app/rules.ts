import { listRules } from '@shoutian/domain/api';
import {
  type RuleKey,
  type Rules,
  type RuleUse,
  type RuleValue,
  ruleDefinitions,
  rulesOn,
} from '@shoutian/domain/rules';
import { useMemo } from 'react';
import { useEndpoint } from './api.ts';
import { useSession } from './session.tsx';

interface Row {
  key: string;
  value: unknown;
  blocks: boolean;
}

/** The county's rules as the server gives them, over the shipped ones; a value that does not fit falls back to those. */
export function rulesFrom(rows: readonly Row[], day: string): Rules {
  const shipped = rulesOn([], day);
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const use = <K extends RuleKey>(key: K): RuleUse<RuleValue<K>> => {
    const base = shipped.use(key);
    const row = byKey.get(key);
    if (!row) return base;
    const parsed = ruleDefinitions[key].schema.safeParse(row.value);
    return parsed.success ? { ...base, value: parsed.data as RuleValue<K>, blocks: row.blocks } : base;
  };
  return { day, use, value: (key) => use(key).value };
}

/** Rules of today for hints and checklists. They are advice here; the server decides by its own. */
export function useRules(): Rules {
  const { person, today } = useSession();
  const { data } = useEndpoint(listRules, {}, { personId: person.id, staleMs: 3_600_000 });
  return useMemo(() => rulesFrom(data?.rows ?? [], today), [data, today]);
}

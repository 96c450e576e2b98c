import { readRange } from './list-search.ts';

export interface FilterOption {
  value: string;
  label: string;
  count?: number;
}

interface FilterBase {
  /** Query key on the wire and in the address. */
  key: string;
  label: string;
  /** Behind 更多 until it is active. */
  more?: boolean;
}

/** One condition of a list. Its active form is a sentence: 「村 清溪、石桥 ×」. */
export type FilterDef = FilterBase &
  (
    | { kind: 'choice'; options: readonly FilterOption[]; multiple?: boolean }
    | { kind: 'number'; unit?: string }
    | { kind: 'days' }
    | { kind: 'flag' }
  );

/** The words of an active condition after its label; an unknown option shows its code. */
export function filterWords(filter: FilterDef, values: readonly string[]): string {
  switch (filter.kind) {
    case 'choice': {
      const labels = values.map((value) => filter.options.find((option) => option.value === value)?.label ?? value);
      return labels.length > 3 ? `${labels.slice(0, 2).join('、')} 等 ${labels.length} 项` : labels.join('、');
    }
    case 'number': {
      const { min, max } = readRange(values[0]);
      const unit = filter.unit === undefined ? '' : ` ${filter.unit}`;
      if (min !== undefined && max !== undefined) return `${min}–${max}${unit}`;
      return min === undefined ? `≤ ${max ?? ''}${unit}` : `≥ ${min}${unit}`;
    }
    case 'days': {
      const { min, max } = readRange(values[0]);
      return `${min ?? ''} → ${max ?? ''}`.trim();
    }
    case 'flag':
      return '';
  }
}

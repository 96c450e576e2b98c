/** What a list shows, as it stands in the address: a link shows the same view. */
export interface ListView {
  page: number;
  pageSize: number;
  /** `field` or `-field`. */
  sort?: string;
  q?: string;
  view?: string;
  /** Filter key → values; ranges are one value `min..max`. */
  filters: Readonly<Record<string, readonly string[]>>;
}

/** Names that are not filters. */
const OWN = new Set(['page', 'pageSize', 'sort', 'q', 'view']);

/** Reads the flat search of the address; keys outside `filterKeys` belong to somebody else and are left alone. */
export function readListView(
  search: Readonly<Record<string, unknown>>,
  filterKeys: readonly string[],
  pageSize = 50,
): ListView {
  const text = (key: string) =>
    typeof search[key] === 'string' && search[key] !== '' ? String(search[key]) : undefined;
  const whole = (key: string, fallback: number, most: number) => {
    const n = Number(text(key));
    return Number.isInteger(n) && n >= 1 ? Math.min(n, most) : fallback;
  };
  const filters: Record<string, readonly string[]> = {};
  for (const key of filterKeys) {
    const value = text(key);
    if (value !== undefined && !OWN.has(key)) filters[key] = value.split(',').map(unescapeComma);
  }
  const [sort, q, view] = [text('sort'), text('q'), text('view')];
  return {
    page: whole('page', 1, 1_000_000),
    pageSize: whole('pageSize', pageSize, 200),
    filters,
    ...(sort === undefined ? {} : { sort }),
    ...(q === undefined ? {} : { q }),
    ...(view === undefined ? {} : { view }),
  };
}

/** Writes a view into the flat search; what equals the default is left out, foreign keys are kept. */
export function writeListView(
  view: ListView,
  search: Readonly<Record<string, unknown>>,
  filterKeys: readonly string[],
  pageSize = 50,
): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [key, value] of Object.entries(search)) {
    if (typeof value === 'string' && !OWN.has(key) && !filterKeys.includes(key)) out[key] = value;
  }
  for (const key of filterKeys) {
    const values = view.filters[key] ?? [];
    if (values.length > 0) out[key] = values.map(escapeComma).join(',');
  }
  if (view.q) out['q'] = view.q;
  if (view.view) out['view'] = view.view;
  if (view.sort) out['sort'] = view.sort;
  if (view.pageSize !== pageSize) out['pageSize'] = String(view.pageSize);
  if (view.page > 1) out['page'] = String(view.page);
  return out;
}

const escapeComma = (value: string) => value.replace(/~/g, '~~').replace(/,/g, '~.');
const unescapeComma = (value: string) => value.replace(/~[~.]/g, (pair) => (pair === '~~' ? '~' : ','));

export interface Range {
  min?: string;
  max?: string;
}

/** `1..5`, `1..`, `..5` → bounds; anything else is no range. */
export function readRange(value: string | undefined): Range {
  const [min, max, rest] = (value ?? '').split('..');
  if (rest !== undefined || max === undefined) return {};
  return { ...(min ? { min } : {}), ...(max ? { max } : {}) };
}

/** Bounds → `min..max`, or undefined when both are open. */
export function writeRange({ min, max }: Range): string | undefined {
  return min || max ? `${min ?? ''}..${max ?? ''}` : undefined;
}

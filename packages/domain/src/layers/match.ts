import type { FieldSpec } from './fields.ts';

/** A proposed pairing of a file's column with a field. */
export interface FieldMatch<Id extends string = string> {
  readonly field: Id;
  readonly header: string;
  /** `code` the standard's name, `alias` another known name, `cut` a dBase name cut short or numbered. */
  readonly how: 'code' | 'alias' | 'cut';
}

export interface Mapping<Id extends string = string> {
  readonly matches: readonly FieldMatch<Id>[];
  /** Required fields without a column: the importer asks. */
  readonly unmatched: readonly Id[];
  /** Columns that no field takes; they are kept as they came. */
  readonly extra: readonly string[];
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[(（[【].*?[)）\]】]/g, '')
    .replace(/[\s_:：-]/g, '');

/**
 * Proposes a mapping of columns to fields. Nothing is assumed silently: the caller shows it and a person confirms. Each
 * column and each field is used once; earlier aliases of a field win over later ones.
 */
export function proposeMapping<Id extends string>(
  headers: readonly string[],
  fields: readonly FieldSpec<Id>[],
): Mapping<Id> {
  const free = new Set(headers);
  const matches: FieldMatch<Id>[] = [];
  const done = new Set<Id>();
  const passes: ReadonlyArray<readonly [FieldMatch['how'], (header: string, alias: string, rank: number) => boolean]> =
    [
      ['code', (header, alias, rank) => rank === 0 && plain(header) === plain(alias)],
      ['alias', (header, alias) => plain(header) === plain(alias)],
      [
        'cut',
        (header, alias) =>
          plain(header.replace(/_\d+$/, '')) === plain(alias) ||
          (alias.length > 10 && plain(header) === plain(alias.slice(0, 10))),
      ],
    ];
  for (const [how, fits] of passes) {
    for (const each of fields) {
      if (done.has(each.id)) continue;
      const header = each.aliases.flatMap((alias, rank) => [...free].filter((name) => fits(name, alias, rank)))[0];
      if (header === undefined) continue;
      free.delete(header);
      done.add(each.id);
      matches.push({ field: each.id, header, how });
    }
  }
  const order = fields.map((each) => each.id);
  matches.sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
  return {
    matches,
    unmatched: fields.filter((each) => each.required && !done.has(each.id)).map((each) => each.id),
    extra: [...free],
  };
}

export const areaUnits = { m2: 1, mu: 2000 / 3, hectare: 10_000 } as const;
export type AreaUnit = keyof typeof areaUnits;

/** Which unit a column of areas is in, judged by the geometry. */
export interface UnitHint {
  readonly unit: AreaUnit | null;
  /** Rows that fit the unit, of all rows with a value and an area. */
  readonly fits: number;
  readonly of: number;
}

/**
 * Compares a column of areas with the geometries (「GDMJ 单位像亩」). A whole area fits within 5 %; a part may be smaller, but no
 * unit is believed under which parts outgrow their parcels.
 * @param rows the column's number beside the parcel's computed area in m²
 * @returns unit null when fewer than half of the rows fit any unit, or two fit equally well: then the user is asked
 */
export function areaUnitHint(
  rows: readonly { readonly value: number; readonly areaM2: number }[],
  part: boolean,
): UnitHint {
  const usable = rows.filter((row) => row.value > 0 && row.areaM2 > 0);
  const tried = (Object.entries(areaUnits) as [AreaUnit, number][]).map(([unit, factor]) => {
    const ratios = usable.map((row) => (row.value * factor) / row.areaM2);
    const fits = ratios.filter((each) => Math.abs(each - 1) <= 0.05).length;
    const outgrown = ratios.filter((each) => each > 1.05).length;
    return { unit, fits, outgrown };
  });
  const believable = part ? tried.filter((each) => each.outgrown <= usable.length * 0.05) : tried;
  const [best, second] = [...believable].sort((a, b) => b.fits - a.fits);
  const enough =
    best !== undefined && best.fits > 0 && best.fits * 2 >= usable.length && best.fits > (second?.fits ?? 0);
  return enough
    ? { unit: best.unit, fits: best.fits, of: usable.length }
    : { unit: null, fits: best?.fits ?? 0, of: usable.length };
}

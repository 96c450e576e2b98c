import type { Words } from '../dictionaries/entry.ts';

/** What a value of a field means, so that a reader knows what to ask about. */
export type FieldType = 'text' | 'integer' | 'number' | 'date' | 'division';

/** A field that an import looks for. Aliases are names seen in real files, Chinese and dBase ones alike. */
export interface FieldSpec<Id extends string = string> extends Words {
  readonly id: Id;
  readonly type: FieldType;
  readonly aliases: readonly string[];
  /** Without it the layer cannot serve its purpose; the importer asks. */
  readonly required: boolean;
  /** Areas: the standard's unit. `ask` means that files differ and the unit must be compared with the geometry. */
  readonly unit?: 'm2' | 'ask';
  /** An area that is part of the parcel (farmland in it), so it may be smaller than the geometry. */
  readonly part?: boolean;
}

/** Makes a field; aliases come as one text with blanks between, the way the standard lists them. */
export function field<const Id extends string>(
  id: Id,
  zh: string,
  en: string,
  aliases: string,
  more: Partial<Pick<FieldSpec, 'type' | 'required' | 'unit' | 'part'>> = {},
): FieldSpec<Id> {
  return {
    id,
    zh,
    en,
    aliases: aliases.split(' '),
    type: more.type ?? 'text',
    required: more.required ?? false,
    ...more,
  };
}

const area = { type: 'number', unit: 'm2' } as const;
export const fieldShapes = {
  area,
  partArea: { ...area, part: true },
  number: { type: 'number' },
  integer: { type: 'integer' },
  date: { type: 'date' },
  must: { required: true },
} as const;

import type { FileInspection, InputOf, importLayer, listClassValues, OutputOf } from '@shoutian/domain/api';
import { fallsInto, type LayerKind, layerFields } from '@shoutian/domain/layers';

export type InspectedLayer = FileInspection['datasets'][number]['layers'][number];
export type ClassValue = OutputOf<typeof listClassValues>['values'][number];
export type AreaUnit = 'm2' | 'mu' | 'ha';

/** What has been decided so far; going back changes nothing. */
export interface ImportDraft {
  kind: LayerKind | null;
  inspection: FileInspection | null;
  encoding: string | null;
  /** Chosen data set and layer inside it. */
  pick: { dataset: number; layer: string } | null;
  /** Undefined: not decided; null: as the file says. */
  epsg: number | null | undefined;
  /** The person says that points outside the county are right. */
  placeSure: boolean;
  mapping: Record<string, string | null>;
  /** Null while a doubt about it is open. */
  areaUnit: AreaUnit | null;
  /** Values of the class column → survey class, '' for none, null undecided; null where all are survey codes already. */
  classes: Record<string, string | null> | null;
  title: string;
  year: number | null;
  sourceUnit: string;
  secrecy: 'public' | 'internal' | 'secret';
  replace: boolean;
}

export const emptyDraft: ImportDraft = {
  kind: null,
  inspection: null,
  encoding: null,
  pick: null,
  epsg: undefined,
  placeSure: false,
  mapping: {},
  areaUnit: 'm2',
  classes: null,
  title: '',
  year: null,
  sourceUnit: '',
  secrecy: 'internal',
  replace: false,
};

/** The layer that is to be imported. */
export function pickedLayer({ inspection, pick }: ImportDraft): InspectedLayer | undefined {
  return inspection?.datasets[pick?.dataset ?? -1]?.layers.find(({ name }) => name === pick?.layer);
}

/** Layers of a file that can be imported at all. */
export function usableLayers(inspection: FileInspection): { dataset: number; layer: InspectedLayer }[] {
  return inspection.datasets.flatMap(({ index, layers }) =>
    layers.filter(({ outcome }) => outcome !== 'refuse').map((layer) => ({ dataset: index, layer })),
  );
}

/** A file was looked into: its only layer is picked; what a person has mapped by column name stays mapped. */
export function withInspection(draft: ImportDraft, inspection: FileInspection): ImportDraft {
  const usable = usableLayers(inspection);
  const [only] = usable;
  const next: ImportDraft = { ...draft, inspection, pick: null, epsg: undefined, placeSure: false, classes: null };
  return usable.length === 1 && only ? withLayer(next, only.dataset, only.layer.name) : next;
}

/** Proposals of the layer, over which the person's own earlier decisions about equally named columns win. */
export function withLayer(draft: ImportDraft, dataset: number, name: string): ImportDraft {
  const next: ImportDraft = { ...draft, pick: { dataset, layer: name }, classes: null };
  const layer = pickedLayer(next);
  if (!layer) return next;
  const kept = Object.fromEntries(
    Object.entries(draft.mapping).filter(([column]) => Object.hasOwn(layer.proposedMapping, column)),
  );
  return {
    ...next,
    epsg: layer.crs === null ? undefined : null,
    placeSure: false,
    mapping: { ...layer.proposedMapping, ...kept },
    areaUnit: areaDoubt(layer, { ...layer.proposedMapping, ...kept }) ? null : 'm2',
    year: draft.year ?? yearIn(draft.inspection?.fileName ?? ''),
  };
}

/** 「地类图斑2025.zip」 → 2025: a proposal for the year, shown and changeable. */
export function yearIn(fileName: string): number | null {
  const hit = /(?:^|\D)((?:19|20)\d{2})(?:\D|$)/.exec(fileName);
  return hit ? Number(hit[1]) : null;
}

/** The doubt about the column that is the parcel's area, if it is mapped. */
export function areaDoubt(
  layer: InspectedLayer,
  mapping: ImportDraft['mapping'],
): InspectedLayer['unitDoubts'][number] | undefined {
  return layer.unitDoubts.find(({ field }) => mapping[field] === 'parcelM2');
}

/** Does the layer lie in the county in the chosen system? Null: not decided, or it cannot be told. */
export function liesInCounty(draft: ImportDraft): boolean | null {
  const layer = pickedLayer(draft);
  if (!layer || draft.epsg === undefined) return null;
  if (draft.epsg === null) return layer.inCounty;
  return fallsInto(layer.samplePoints, draft.epsg, draft.inspection?.countyBounds ?? null);
}

export type Gap =
  | {
      what:
        | 'missFile'
        | 'missLayer'
        | 'missCrs'
        | 'missPlace'
        | 'missUnit'
        | 'missTitle'
        | 'missYear'
        | 'missReplace'
        | 'missSecret';
    }
  | { what: 'missField'; field: string }
  | { what: 'missClass'; values: number };

/** What the step still needs before the next one; nothing is guessed silently. */
export function gapsOf(draft: ImportDraft, step: number, rivalTitle: string | null): Gap[] {
  const layer = pickedLayer(draft);
  if (step === 0) {
    if (draft.inspection === null) return [{ what: 'missFile' }];
    return layer ? [] : [{ what: 'missLayer' }];
  }
  if (step === 1) {
    const gaps: Gap[] = [];
    if (draft.epsg === undefined) gaps.push({ what: 'missCrs' });
    if (liesInCounty(draft) === false && !draft.placeSure) gaps.push({ what: 'missPlace' });
    const taken = new Set(Object.values(draft.mapping));
    for (const field of draft.kind === null ? [] : layerFields(draft.kind))
      if (field.required && !taken.has(field.id)) gaps.push({ what: 'missField', field: field.id });
    if (draft.areaUnit === null) gaps.push({ what: 'missUnit' });
    const undecided = Object.values(draft.classes ?? {}).filter((to) => to === null).length;
    if (undecided > 0) gaps.push({ what: 'missClass', values: undecided });
    return gaps;
  }
  const gaps: Gap[] = [];
  if (draft.title.trim() === '') gaps.push({ what: 'missTitle' });
  if (draft.year === null) gaps.push({ what: 'missYear' });
  if (draft.secrecy === 'secret') gaps.push({ what: 'missSecret' });
  if (rivalTitle !== null && !draft.replace) gaps.push({ what: 'missReplace' });
  return gaps;
}

/** One column per target: choosing it for a column takes it from the one that had it. */
export function withTarget(draft: ImportDraft, column: string, target: string | null): ImportDraft {
  const mapping = Object.fromEntries(
    Object.entries(draft.mapping).map(([name, to]) => [name, target !== null && to === target ? null : to]),
  );
  mapping[column] = target;
  const layer = pickedLayer(draft);
  const doubt = layer && areaDoubt(layer, mapping);
  return {
    ...draft,
    mapping,
    areaUnit: doubt ? (draft.areaUnit ?? null) : 'm2',
    classes: draft.mapping[column] === 'landCode' || target === 'landCode' ? null : draft.classes,
  };
}

/** The request, or undefined while something is open. */
export function requestOf(draft: ImportDraft): InputOf<typeof importLayer>['body'] | undefined {
  const { kind, inspection, pick, epsg, year, areaUnit } = draft;
  if (kind === null || inspection === null || pick === null || epsg === undefined || year === null || areaUnit === null)
    return undefined;
  const classes = Object.entries(draft.classes ?? {}).flatMap(([from, to]) => (to ? [[from, to]] : []));
  return {
    uploadId: inspection.uploadId,
    kind,
    dataset: pick.dataset,
    layer: pick.layer,
    year,
    title: draft.title.trim(),
    sourceUnit: draft.sourceUnit.trim(),
    secrecy: draft.secrecy,
    epsg,
    mapping: draft.mapping,
    areaUnit,
    replace: draft.replace,
    ...(draft.encoding === null ? {} : { encoding: draft.encoding }),
    ...(draft.classes === null ? {} : { classMapping: Object.fromEntries(classes) }),
  };
}

/** Values that are no survey codes themselves, and so need a decision. */
export function foreignValues(values: readonly ClassValue[]): ClassValue[] {
  return values.filter(({ value, proposed }) => proposed !== value.replaceAll(/\s/g, '').toUpperCase());
}

/** The proposed map of a class column; null when every value is a survey code already. */
export function proposedClasses(values: readonly ClassValue[]): Record<string, string | null> | null {
  if (foreignValues(values).length === 0) return null;
  return Object.fromEntries(values.map(({ value, proposed }) => [value, proposed]));
}

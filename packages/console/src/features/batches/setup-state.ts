import type {
  BatchSetup,
  FileInspection,
  InputOf,
  inspectBatchFile,
  OutputOf,
  WorkbookInspection,
} from '@shoutian/domain/api';
import { clueFields } from '@shoutian/domain/layers';

export type Inspected = OutputOf<typeof inspectBatchFile>;
export type LayerView = FileInspection['datasets'][number]['layers'][number];
export type SheetView = WorkbookInspection['sheets'][number];
export type Unit = 'm2' | 'mu' | 'ha';
export type UploadRef = InputOf<typeof inspectBatchFile>['body'];

/** The part of a file that is read: one layer of one data set, or one sheet. */
export interface Source {
  key: string;
  label: string;
  dataset: number;
  layer: LayerView | null;
  sheet: SheetView | null;
  encoding: FileInspection['datasets'][number]['encoding'];
}

/** Every part of a file that could be read, usable ones first. */
export function sourcesOf(inspected: Inspected): Source[] {
  const sheets = (inspected.workbook?.sheets ?? []).map(
    (sheet): Source => ({ key: `s:${sheet.name}`, label: sheet.name, dataset: 0, layer: null, sheet, encoding: null }),
  );
  const layers = (inspected.geofile?.datasets ?? []).flatMap((dataset) =>
    dataset.layers.map(
      (layer): Source => ({
        key: `l:${dataset.index}:${layer.name}`,
        label: dataset.layers.length > 1 ? `${dataset.name} · ${layer.name}` : dataset.name,
        dataset: dataset.index,
        layer,
        sheet: null,
        encoding: dataset.encoding,
      }),
    ),
  );
  const usable = (source: Source): number => (source.layer?.outcome === 'refuse' ? 1 : 0);
  return [...sheets, ...layers].sort((a, b) => usable(a) - usable(b));
}

/** Columns with examples, in the order of the file. */
export function columnsOf(
  source: Source,
): { name: string; alias: string | null; samples: string[]; personal: boolean }[] {
  const personal = new Set(source.layer?.personalFields ?? source.sheet?.personalFields ?? []);
  const columns = source.layer?.fields ?? (source.sheet?.columns ?? []).map((column) => ({ ...column, alias: null }));
  return columns.map(({ name, alias, samples }) => ({ name, alias, samples, personal: personal.has(name) }));
}

const targets = new Map<string, (typeof clueFields)[number]>(clueFields.map((field) => [field.id, field]));

/** Columns that hold areas under this mapping: their unit must be known. */
export function areaColumnsOf(mapping: BatchSetup['mapping']): string[] {
  return Object.entries(mapping).flatMap(([column, target]) => {
    const field = target === null ? undefined : targets.get(target);
    return field !== undefined && 'unit' in field && field.unit === 'ask' ? [column] : [];
  });
}

/** Only for columns that this file has: a mapping of another file says nothing of the others. */
function among<T>(
  values: Readonly<Record<string, T>> | null | undefined,
  names: ReadonlySet<string>,
): Record<string, T> {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([name]) => names.has(name)));
}

/**
 * First proposal of how to read a source: the alias table, over it what the same channel and authority used last, over it
 * what was chosen in this batch before the file was changed.
 */
export function proposeSetup(
  uploadId: string,
  source: Source,
  inspected: Pick<Inspected, 'rememberedMapping' | 'rememberedUnits'>,
  before: BatchSetup | null,
): BatchSetup {
  const names = new Set(columnsOf(source).flatMap(({ name, personal }) => (personal ? [] : [name])));
  const proposed = source.layer?.proposedMapping ?? source.sheet?.proposedMapping ?? {};
  const mapping = {
    ...among(proposed, names),
    ...among(inspected.rememberedMapping, names),
    ...among(before?.mapping, names),
  };
  const likely = Object.fromEntries((source.layer?.unitDoubts ?? []).map(({ field, likely: unit }) => [field, unit]));
  const candidates = source.layer?.crsCandidates ?? source.sheet?.crsCandidates ?? [];
  const named = source.layer?.crs !== null && source.layer !== null;
  // One reading that falls into the county is shown as chosen; two or more are asked about.
  const [only, second] = candidates;
  const sure = !named && only !== undefined && second === undefined ? only : undefined;
  const same = before?.uploadId === uploadId ? before : null;
  const epsg = same?.epsg ?? sure?.epsg;
  return {
    uploadId,
    dataset: source.dataset,
    layer: source.layer?.name ?? '',
    ...(source.sheet === null ? {} : { sheet: source.sheet.name }),
    ...(epsg === undefined || named ? {} : { epsg }),
    axisOrder: same?.axisOrder ?? sure?.axisOrder ?? 'xy',
    mapping,
    areaUnits: {
      ...among(inspected.rememberedUnits, names),
      ...likely,
      ...(source.sheet?.namedUnits ?? {}),
      ...among(same?.areaUnits, names),
    },
    rememberMapping: before?.rememberMapping ?? true,
  };
}

const ordered = (values: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Would both read the file alike? The server gives keys back in its own order. */
export function sameReading(a: BatchSetup | null, b: BatchSetup | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.uploadId === b.uploadId &&
    a.dataset === b.dataset &&
    a.layer === b.layer &&
    a.sheet === b.sheet &&
    a.epsg === b.epsg &&
    a.axisOrder === b.axisOrder &&
    ordered(a.mapping) === ordered(b.mapping) &&
    ordered(a.areaUnits) === ordered(b.areaUnits)
  );
}

export type Need = { what: 'crs' } | { what: 'place' } | { what: 'unit'; field: string };

/** What must still be chosen before the file can be read. */
export function needsOf(source: Source, setup: BatchSetup): Need[] {
  const taken = new Set(Object.values(setup.mapping));
  const placed = taken.has('cx') && taken.has('cy');
  const needs: Need[] = [];
  if (source.layer !== null && source.layer.crs === null && setup.epsg === undefined) needs.push({ what: 'crs' });
  if (source.sheet !== null && placed && setup.epsg === undefined) needs.push({ what: 'crs' });
  if (source.sheet !== null && !placed && !taken.has('monitorNo')) needs.push({ what: 'place' });
  for (const field of areaColumnsOf(setup.mapping))
    if (setup.areaUnits[field] === undefined) needs.push({ what: 'unit', field });
  return needs;
}

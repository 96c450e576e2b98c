import type { BatchSetup, Complaint } from '@shoutian/domain/api';
import {
  type ClueFieldId,
  clueFields,
  type FieldSpec,
  personalColumnsOf,
  proposeMapping,
} from '@shoutian/domain/layers';
import { AppError } from '../../platform/errors.ts';

export type Unit = 'm2' | 'mu' | 'ha';
export const squareMetresOf: Record<Unit, number> = { m2: 1, mu: 2000 / 3, ha: 10_000 };

const specs: ReadonlyMap<string, FieldSpec<ClueFieldId>> = new Map(clueFields.map((spec) => [spec.id, spec]));

/** The definition of a target field; undefined for an id that the alias table does not have. */
export function specOf(id: string): FieldSpec<ClueFieldId> | undefined {
  return specs.get(id);
}

/** Proposed target per column; personal columns get none. A column nobody knows is kept as it came. */
export function proposedTargets(headers: readonly string[]): Record<string, string | null> {
  const personal = new Set(personalColumnsOf(headers));
  const usable = headers.filter((header) => !personal.has(header));
  const targets: Record<string, string | null> = Object.fromEntries(usable.map((header) => [header, null]));
  for (const { field, header } of proposeMapping(usable, clueFields).matches) targets[header] = field;
  return targets;
}

/** Unit that a heading or a value's suffix names: 「监测面积（亩）」. */
export function unitInName(text: string): Unit | null {
  const plain = text.normalize('NFKC').toLowerCase();
  if (/公顷|hm2|(^|[^a-z])ha($|[^a-z])/.test(plain)) return 'ha';
  if (/平方米|平米|m2|㎡/.test(plain)) return 'm2';
  return plain.includes('亩') ? 'mu' : null;
}

/** Columns that hold an area of unknown unit under this mapping. */
export function areaColumns(mapping: BatchSetup['mapping']): { column: string; part: boolean }[] {
  return Object.entries(mapping).flatMap(([column, target]) => {
    const spec = target === null ? undefined : specs.get(target);
    return spec?.unit === 'ask' ? [{ column, part: spec.part === true }] : [];
  });
}

/** @throws {AppError} badInput naming each column whose target is unknown or taken twice */
export function checkMapping(mapping: BatchSetup['mapping']): void {
  const taken = new Map<string, string>();
  const details: Complaint[] = [];
  for (const [column, target] of Object.entries(mapping)) {
    if (target === null) continue;
    const spec = specs.get(target);
    const twin = taken.get(target);
    if (!spec) details.push({ code: 'target', at: column, message: `「${column}」对应的「${target}」不认识。` });
    else if (twin !== undefined)
      details.push({
        code: 'twice',
        at: column,
        message: `「${twin}」和「${column}」都对应到「${spec.zh}」，只留一个。`,
        messageEn: `"${twin}" and "${column}" both go to ${spec.en}; keep one.`,
      });
    taken.set(target, column);
  }
  if (details.length > 0) throw new AppError('badInput', details[0]?.message, { details });
}

/**
 * Units are never guessed silently: a column of areas whose values name none must have been asked about.
 * @throws {AppError} badInput naming the columns
 */
export function checkUnits(setup: BatchSetup, rows: readonly { raw: Record<string, string | null> }[]): void {
  const details: Complaint[] = areaColumns(setup.mapping)
    .filter(
      ({ column }) =>
        setup.areaUnits[column] === undefined &&
        rows.some(({ raw }) => (raw[column] ?? '').trim() !== '' && unitInName(raw[column] ?? '') === null),
    )
    .map(({ column }) => ({
      code: 'unit',
      at: column,
      message: `「${column}」的单位还没有选：亩、m² 还是公顷。`,
      messageEn: `Choose the unit of "${column}".`,
    }));
  if (details.length > 0) throw new AppError('badInput', details[0]?.message, { details });
}

import { levelOf } from '@shoutian/domain/people';
import { AppError, found } from '../../platform/errors.ts';
import type { Tx, Work } from '../../platform/request.ts';
import * as queries from './queries.ts';

/** @throws {AppError} outsideScope for a place of another county, notFound for a place that is not there */
async function ownDivision(work: Work, code: string): Promise<queries.DivisionRow> {
  if (!code.startsWith(work.actor.countyCode)) throw new AppError('outsideScope');
  return found(await queries.divisionByCode(work.tx, code), '区划');
}

/** A new town or village under a place that is in use. @throws {AppError} duplicate, outsideScope, wrongState */
export async function createDivision(
  work: Work,
  input: { code: string; name: string; validFrom?: string | undefined },
): Promise<queries.DivisionRow> {
  const parent = await ownDivision(work, input.code.slice(0, -3));
  if (parent.valid_to !== null)
    throw new AppError('wrongState', `${parent.name}已经撤销，不能再往里加。`, { en: `${parent.name} has ended.` });
  const made = await queries.insertDivisions(work.tx, [{ ...input, level: levelOf(input.code) }]);
  if (made.length === 0)
    throw new AppError('duplicate', `编码 ${input.code} 已经有了，编码发布后不能再用。`, {
      en: `The code ${input.code} is taken.`,
    });
  await work.audit({
    action: 'division.manage',
    subjectKind: 'division',
    divisionCode: input.code,
    changes: { act: 'create', code: input.code, name: input.name },
  });
  return found(await queries.divisionByCode(work.tx, input.code), '区划');
}

/** Renames a place; records and people keep the code. */
export async function renameDivision(
  work: Work,
  code: string,
  input: { name: string; reason: string },
): Promise<queries.DivisionRow> {
  const before = await ownDivision(work, code);
  await queries.renameDivision(work.tx, code, input.name);
  await work.audit({
    action: 'division.manage',
    subjectKind: 'division',
    divisionCode: code,
    reason: input.reason,
    changes: { act: 'rename', code, name: [before.name, input.name] },
  });
  return found(await queries.divisionByCode(work.tx, code), '区划');
}

/**
 * Ends a place (撤销) or merges it into another (并入): it and what lies in it leave the pickers after `validTo`.
 * @throws {AppError} wrongState when it has ended, or the target has, lies inside it or is of another level
 */
export async function endDivision(
  work: Work,
  code: string,
  input: { validTo: string; mergedInto?: string | undefined; reason: string },
): Promise<{ row: queries.DivisionRow; people: number }> {
  const place = await ownDivision(work, code);
  if (place.level === 'county')
    throw new AppError('wrongState', '县区不能在这里撤销。', { en: 'A county cannot be ended here.' });
  if (place.valid_to !== null)
    throw new AppError('wrongState', `${place.name}已在 ${place.valid_to} 撤销。`, {
      en: `${place.name} ended on ${place.valid_to}.`,
    });
  if (input.validTo < place.valid_from)
    throw new AppError('badInput', '撤销日期早于设立日期。', { en: 'It would end before it began.' });
  if (input.mergedInto !== undefined) await checkTarget(work, place, input.mergedInto);
  await queries.endDivision(work.tx, code, input.validTo, input.mergedInto ?? null);
  await work.audit({
    action: 'division.manage',
    subjectKind: 'division',
    divisionCode: code,
    reason: input.reason,
    changes: { act: 'end', code, validTo: input.validTo, mergedInto: input.mergedInto ?? null },
  });
  return {
    row: found(await queries.divisionByCode(work.tx, code), '区划'),
    people: await queries.peopleWithin(work.tx, work.actor.countyCode, code),
  };
}

async function checkTarget(work: Work, place: queries.DivisionRow, into: string): Promise<void> {
  const target = await ownDivision(work, into);
  if (target.code.startsWith(place.code))
    throw new AppError('wrongState', '不能并入自己或自己下面的村。', { en: 'It cannot merge into itself.' });
  if (target.level !== place.level)
    throw new AppError('wrongState', '村只能并入村，乡镇只能并入乡镇。', { en: 'Both must be of one level.' });
  if (target.valid_to !== null)
    throw new AppError('wrongState', `${target.name}已经撤销，请选并入后的那一个。`, {
      en: `${target.name} has ended.`,
    });
}

/** What became of a boundary file: rows taken, and what a person must look at. */
export interface BoundaryOutcome {
  set: number;
  /** Codes of the file that we do not have (or that lie outside the caller's county). */
  unknownCodes: string[];
  /** Places the file calls something else: shown for a decision, the name stays ours until a person changes it. */
  nameDiffers: { code: string; ours: string; theirs: string }[];
}

/** Takes boundaries from a file (layer XZQ) into the divisions of the caller's county, in the caller's transaction. */
export async function setBoundaries(tx: Tx, rows: readonly queries.BoundaryRow[]): Promise<BoundaryOutcome> {
  const own = rows.filter((row) => row.code.startsWith(tx.context.countyCode));
  const written = await queries.writeBoundaries(tx, own);
  const known = new Set(written.map((row) => row.code));
  return {
    set: written.length,
    unknownCodes: rows.filter((row) => !known.has(row.code)).map((row) => row.code),
    nameDiffers: written.flatMap((row) =>
      row.boundary_name === null ? [] : [{ code: row.code, ours: row.name, theirs: row.boundary_name }],
    ),
  };
}

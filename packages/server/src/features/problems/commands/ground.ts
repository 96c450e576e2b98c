import type { editProblemGround, PolygonGeometry } from '@shoutian/domain/api';
import { areaM2, flatFromGeoJson, flatFromWkb, labelPoint, toEwkb, toGeoJson } from '@shoutian/domain/geo';
import type { z } from 'zod';
import { AppError, found, unlessConflict } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/request.ts';
import { groundOf as storedGround } from '../queries/detail.ts';
import { updateProblem } from '../queries/record.ts';
import { loadForEdit } from './edit.ts';

type Body = z.output<NonNullable<(typeof editProblemGround)['body']>>;

/** Largest piece of ground that is drawn by hand: 10 km², a whole village; more is a slip of the hand. */
const LARGEST_M2 = 1e7;

/**
 * Columns of ground that came by hand; without a polygon the area is 0 m² and the point alone stands.
 * @throws {AppError} badInput for a shape that is no polygon with an area, tooLarge over 10 km²
 */
export function groundOf(body: { geometry: PolygonGeometry | null; point: readonly [number, number] | null }) {
  const point = (at: readonly [number, number]) => `SRID=4490;POINT(${at[0]} ${at[1]})`;
  if (body.geometry === null)
    return { geom: null, originalGeom: null, point: body.point ? point(body.point) : null, areaM2: 0 };
  try {
    const shape = flatFromGeoJson(body.geometry);
    const m2 = areaM2(shape);
    if (!(m2 > 0)) throw new RangeError('no area');
    if (m2 > LARGEST_M2)
      throw new AppError('tooLarge', '画的范围超过 10 平方公里，不像一个问题，请检查图形。', {
        en: 'Larger than 10 km².',
      });
    const hex = Buffer.from(toEwkb(shape)).toString('hex');
    const label = labelPoint(shape);
    return { geom: hex, originalGeom: hex, point: point(body.point ?? [label[0], label[1]]), areaM2: m2 };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('badInput', '图形有误：面要闭合、不能自己交叉、要有面积。请重画。', {
      en: 'The shape is not a usable polygon; draw it again.',
      details: [{ code: 'badInput', at: 'body.geometry', message: '图形有误' }],
      cause,
    });
  }
}

/**
 * Sets the ground of a problem right. What it covers is unknown until the overlay has run again, which the route does
 * after this; the earlier outline stays in the audit, the one that came in first in `original_geom`.
 * @returns whether anything changed
 * @throws {AppError} notFound, conflict, notAllowed, wrongState (under review, ended), badInput, tooLarge
 */
export async function changeGround(work: Work, id: string, body: Body): Promise<boolean> {
  const { tx, actor, now } = work;
  const record = await loadForEdit(work, id, body.rowVersion, { geometry: body.geometry });
  const before = found(await storedGround(tx, actor.countyCode, id), '问题');
  const ground = groundOf({ geometry: body.geometry, point: null });
  const was = before.geom === null ? null : flatFromWkb(before.geom);
  if (was !== null && Buffer.from(toEwkb(was)).toString('hex') === ground.geom) return false;
  const { originalGeom, ...changes } = ground;
  const rows = await updateProblem(tx, actor.countyCode, id, record.rowVersion, {
    ...changes,
    // A problem set up without ground has no first outline yet: this one is it.
    ...(was === null ? { originalGeom } : {}),
    repaired: null,
    farmM2: null,
    pbfM2: null,
    ecoM2: null,
    overlayId: null,
    rowVersion: record.rowVersion + 1,
    updatedBy: actor.id,
    updatedAt: now,
  });
  unlessConflict(rows);
  await work.audit({
    action: 'problem.edit',
    subjectKind: 'problem',
    subjectId: id,
    divisionCode: record.divisionCode,
    reason: body.reason,
    changes: {
      act: 'problem.editGround',
      version: record.rowVersion + 1,
      areaM2: [record.areaM2, ground.areaM2],
      geometry: [was === null ? null : toGeoJson(was), body.geometry],
    },
  });
  return true;
}

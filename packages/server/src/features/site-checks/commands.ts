import type { addSiteOption, concludeSiteCheck } from '@shoutian/domain/api';
import { OverlayResult } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { areaM2, flatFromWkb, toEwkb } from '@shoutian/domain/geo';
import { within } from '@shoutian/domain/people';
import { conclusionGaps } from '@shoutian/domain/site';
import type { z } from 'zod';
import { takeNumbers } from '../../platform/counters.ts';
import { AppError, found, unlessConflict } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { uploadById } from '../../platform/files/uploads.ts';
import { newId } from '../../platform/ids.ts';
import type { LooseWork, Work } from '../../platform/request.ts';
import { drawnGround, readGround, united } from '../evidence/index.ts';
import { overlayer } from '../overlays/index.ts';
import * as queries from './queries.ts';

/** More than are ever compared on one sheet. */
const MAX_OPTIONS = 10;
/** A site is no county: what is larger is a mistake of the coordinate system or a whole layer. */
const LARGEST_M2 = 1e9;

type NewOption = z.output<NonNullable<(typeof addSiteOption)['body']>>;
type Conclusion = z.output<NonNullable<(typeof concludeSiteCheck)['body']>>;

const byOf = ({ actor, now }: Pick<Work, 'actor' | 'now'>): queries.By => ({ id: actor.id, name: actor.name, now });

async function audit(
  work: Work,
  row: { id: string; division_code: string },
  changes: Record<string, unknown>,
  reason?: string,
) {
  await work.audit({
    action: 'site.check',
    subjectKind: 'siteCheck',
    subjectId: row.id,
    divisionCode: row.division_code,
    changes,
    ...(reason === undefined ? {} : { reason }),
  });
}

/** @throws {AppError} notFound outside the own area; wrongState once it is concluded */
async function openSite({ tx, actor }: Work, id: string): Promise<queries.SiteRow> {
  await queries.lockSite(tx, actor.countyCode, id);
  const row = found(await queries.siteById(tx, actor.countyCode, id), '选址检查');
  if (row.state !== 'open')
    throw new AppError('wrongState', '已经定了方案，要改先点「重新比选」。', { en: 'Concluded: reopen it first.' });
  return row;
}

/** @returns its id. @throws {AppError} outsideScope */
export async function createSite(work: Work, body: queries.SiteHead & { divisionCode: string }): Promise<string> {
  const { tx, actor, now } = work;
  if (!within(body.divisionCode, actor.scopeCode)) throw new AppError('outsideScope');
  const year = shanghaiDay(now).slice(0, 4);
  const seq = await takeNumbers(tx, actor.countyCode, `siteCheck/${year}`);
  const row = { ...body, id: newId(), checkNo: `XZ-${year}-${String(seq).padStart(4, '0')}` };
  await queries.insertSite(tx, actor.countyCode, row, byOf(work));
  await audit(
    work,
    { id: row.id, division_code: body.divisionCode },
    { act: 'create', checkNo: row.checkNo, title: body.title },
  );
  return row.id;
}

export async function editSite(work: Work, id: string, body: queries.SiteHead & { rowVersion: number }): Promise<void> {
  const row = await openSite(work, id);
  unlessConflict(await queries.updateHead(work.tx, work.actor.countyCode, id, body.rowVersion, body));
  await audit(work, row, { act: 'edit', title: [row.title, body.title], use: [row.site_use, body.use] });
}

/**
 * Adds an alternative and lays it over the layers in use. File and kernel work outside any transaction; who may not add one
 * is refused before a byte is read.
 * @throws {AppError} wrongState, tooLarge, duplicate (label), badInput for what is no polygon, the reader's refusals
 */
export async function addOption(platform: Platform, work: LooseWork, id: string, body: NewOption): Promise<void> {
  if ((body.geometry === undefined) === (body.uploadId === undefined))
    throw new AppError('badInput', '方案范围要一种：在图上画，或者传文件。', { en: 'Draw the site or upload a file.' });
  const county = work.actor.countyCode;
  const upload = await work.transaction(async (inner) => {
    await mayAdd(inner, id, body.label);
    return body.uploadId === undefined ? null : uploadById(inner.tx, county, body.uploadId);
  });
  const hexes = body.geometry
    ? drawnGround(body.geometry)
    : await readGround(platform, found(upload, '上传的文件'), body.epsg);
  const ground = await work.transaction(({ tx }) => united(tx, hexes));
  if (ground === undefined)
    throw new AppError('badInput', '方案范围没有面积，请检查坐标后重来。', { en: 'The outline has no area.' });
  const shape = flatFromWkb(ground.geom);
  if (areaM2(shape) > LARGEST_M2)
    throw new AppError('tooLarge', '方案范围超过 1000 平方公里，请检查坐标系。', { en: 'Larger than 1,000 km².' });
  const { result, layers, method } = await overlayer(platform).shape(work, toEwkb(shape));
  await work.transaction(async (inner) => {
    const row = await mayAdd(inner, id, body.label);
    const option = {
      id: newId(),
      divisionCode: row.division_code,
      siteId: id,
      label: body.label,
      note: body.note,
      source: upload === null ? ('drawn' as const) : ('file' as const),
      fileName: upload?.fileName ?? null,
      hex: ground.hex,
      repaired: ground.valid ? null : '图形自相交，已修复',
      result,
      layerVersions: layers,
      method,
    };
    await queries.insertOption(inner.tx, county, option, byOf(inner));
    await audit(inner, row, { act: 'addOption', label: body.label, areaM2: Math.round(result.subjectM2) });
  });
}

async function mayAdd(work: Work, id: string, label: string): Promise<queries.SiteRow> {
  const row = await openSite(work, id);
  const options = await queries.optionsOf(work.tx, work.actor.countyCode, id);
  if (options.length >= MAX_OPTIONS)
    throw new AppError('tooLarge', `一次最多比 ${MAX_OPTIONS} 个方案，先去掉不用的。`, {
      en: `At most ${MAX_OPTIONS} alternatives: remove one first.`,
    });
  if (options.some((option) => option.label === label))
    throw new AppError('duplicate', `已有一个叫「${label}」的方案，换个名称。`, {
      en: 'An alternative of that name exists.',
    });
  return row;
}

export async function removeOption(work: Work, id: string, optionId: string): Promise<void> {
  const row = await openSite(work, id);
  const county = work.actor.countyCode;
  const option = (await queries.optionsOf(work.tx, county, id)).find((each) => each.id === optionId);
  found(option, '方案');
  await queries.deleteOption(work.tx, county, id, optionId);
  await audit(work, row, { act: 'removeOption', label: option?.label });
}

/** Lays an alternative over the layers in use now; the figures of before are in the audit. */
export async function rerunOption(platform: Platform, work: LooseWork, id: string, optionId: string): Promise<void> {
  const county = work.actor.countyCode;
  const optionOf = async (inner: Work) =>
    found(
      (await queries.optionsOf(inner.tx, county, id)).find((each) => each.id === optionId),
      '方案',
    );
  const before = await work.transaction(async (inner) => {
    await openSite(inner, id);
    return optionOf(inner);
  });
  const { result, layers, method } = await overlayer(platform).shape(work, toEwkb(flatFromWkb(before.geom)));
  await work.transaction(async (inner) => {
    const row = await openSite(inner, id);
    await optionOf(inner);
    await queries.updateRun(inner.tx, county, id, optionId, { result, layerVersions: layers, method }, inner.now);
    const old = OverlayResult.parse(before.result);
    await audit(inner, row, {
      act: 'rerun',
      label: before.label,
      farmM2: [old.farmGrossM2, result.farmGrossM2],
      pbfM2: [old.pbfM2, result.pbfM2],
    });
  });
}

/** @throws {AppError} missing with everything that is, conflict where the alternatives changed meanwhile */
export async function concludeSite(work: Work, id: string, body: Conclusion): Promise<void> {
  const { tx, actor } = work;
  const row = await openSite(work, id);
  const options = await queries.optionsOf(tx, actor.countyCode, id);
  const chosen = options.findIndex((option) => option.id === body.optionId);
  if (chosen < 0)
    throw new AppError('notFound', '没有这个方案，可能已被去掉，请刷新。', { en: 'No such alternative.' });
  const gaps = conclusionGaps(
    options.map(({ result }) => OverlayResult.parse(result)),
    chosen,
    body,
  );
  if (gaps.length > 0)
    throw new AppError('missing', `还缺：${gaps.map(({ zh }) => zh).join('；')}。`, {
      en: `Missing: ${gaps.map(({ en }) => en).join('; ')}.`,
      details: gaps.map(({ code, zh, en }) => ({ code, at: `body.${code}`, message: zh, messageEn: en })),
    });
  unlessConflict(await queries.conclude(tx, actor.countyCode, id, body.rowVersion, body, byOf(work)));
  await audit(work, row, { act: 'conclude', option: options[chosen]?.label }, body.opinion);
}

export async function reopenSite(work: Work, id: string, body: { reason: string; rowVersion: number }): Promise<void> {
  const { tx, actor } = work;
  await queries.lockSite(tx, actor.countyCode, id);
  const row = found(await queries.siteById(tx, actor.countyCode, id), '选址检查');
  if (row.state !== 'concluded')
    throw new AppError('wrongState', '还没有定方案，不用重新比选。', { en: 'It is open already.' });
  unlessConflict(await queries.reopen(tx, actor.countyCode, id, body.rowVersion));
  await audit(work, row, { act: 'reopen' }, body.reason);
}

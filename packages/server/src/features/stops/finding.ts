import type { OutputOf, reportFinding } from '@shoutian/domain/api';
import { route as routeOf } from '@shoutian/domain/clue';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { problemTypes, stopMeasures } from '@shoutian/domain/dictionaries';
import { formatInstant, searchText } from '@shoutian/domain/format';
import { areaM2, flatFromGeoJson, GeometryError, labelPoint, normaliseRings, toEwkb } from '@shoutian/domain/geo';
import { within } from '@shoutian/domain/people';
import type { z } from 'zod';
import { takeNumbers } from '../../platform/counters.ts';
import { AppError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { newId } from '../../platform/ids.ts';
import type { LooseWork, Work } from '../../platform/request.ts';
import { divisionByCode } from '../divisions/index.ts';
import { rulesFor } from '../settings/index.ts';
import { record } from './commands.ts';
import * as queries from './queries/findings.ts';
import { linkOf, tell } from './tell.ts';

type Body = z.output<(typeof reportFinding)['body'] & z.ZodType>;
type Answer = OutputOf<typeof reportFinding>;

/** A finding by hand is one piece of ground, not a county: 10 km². */
const LARGEST_M2 = 1e7;

/**
 * 发现占地: a clue, its stop and the alarm in one act. Sent twice with one id it is one finding.
 * @throws {AppError} badInput for ground that cannot be read, outsideScope, duplicate for a foreign id
 */
export async function takeFinding(platform: Platform, work: LooseWork, body: Body): Promise<Answer> {
  const ground = groundOf(body);
  const county = work.actor.countyCode;
  const year = shanghaiDay(work.now).slice(0, 4);
  // The running batch is the county's: a village may read it, only the system may make it.
  const batchId = await platform.db.withSystem(county, (tx) =>
    queries.ensureFindingBatch(tx, county, {
      id: newId(),
      batchNo: `PC${year}-XC`,
      title: `巡查发现 ${year} 年`,
      day: shanghaiDay(work.now),
      now: work.now,
    }),
  );
  const answer = await work.transaction((inner) => store(inner, body, ground, batchId, year));
  await platform.db.withSystem(county, (tx) => queries.recountBatch(tx, county, batchId));
  return answer;
}

interface Ground {
  ewkb: Uint8Array | null;
  areaM2: number;
  point: [number, number] | null;
}

function groundOf({ geometry, position }: Body): Ground {
  if (geometry === null) return { ewkb: null, areaM2: 0, point: position };
  try {
    const flat = normaliseRings(flatFromGeoJson(geometry));
    const m2 = areaM2(flat);
    if (!(m2 > 0) || m2 > LARGEST_M2)
      throw new AppError('badInput', '画的范围不对：太大，或没有围成一块地。请重画，或只报位置。', {
        en: 'The shape is empty or too large.',
      });
    const inside = labelPoint(flat);
    return { ewkb: toEwkb(flat), areaM2: m2, point: position ?? [inside[0], inside[1]] };
  } catch (cause) {
    if (cause instanceof GeometryError)
      throw new AppError('badInput', `画的范围读不出来：${cause.sentence.zh}请重画，或只报位置。`, {
        en: cause.sentence.en,
        cause,
      });
    throw cause;
  }
}

async function store(work: Work, body: Body, ground: Ground, batchId: string, year: string): Promise<Answer> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const sent = await alreadySent(work, body.id);
  if (sent) return sent;
  const place = await placeOf(work, body, ground);
  const number = await takeNumbers(tx, county, `finding.${year}`);
  const clueNo = `XS${year}-XC-${String(number).padStart(4, '0')}`;
  const rules = await rulesFor(tx, county, now);
  const lead = routeOf({ divisionCode: place.code, type: body.type, channel: 'patrol' }, [], rules).leadRole;
  const typeName = body.type === null ? null : problemTypes.get(body.type).zh;
  // A phone's clock may run ahead; nothing was found later than it was received.
  const foundAt = new Date(Math.min(Date.parse(body.foundAt), now.getTime()));
  const sentAt = body.sentAt === undefined ? now.getTime() : Math.max(Date.parse(body.sentAt), foundAt.getTime());
  const made = await queries.insertFinding(tx, county, {
    id: body.id,
    divisionCode: place.code,
    batchId,
    clueNo,
    locationText: place.name,
    remark: body.description === '' ? null : body.description,
    type: body.type,
    stage: body.constructionStage,
    point: ground.point,
    ewkb: ground.ewkb,
    areaM2: ground.areaM2,
    leadUnit: lead,
    foundAt,
    noSignalS: Math.max(0, Math.round((now.getTime() - sentAt) / 1000)),
    searchTerms: searchText([clueNo, place.name, body.description, typeName]).split(' '),
    by: actor.id,
    now,
  });
  const first = made ? null : await alreadySent(work, body.id);
  if (first) return first;
  await work.audit({
    action: 'clue.create',
    subjectKind: 'clue',
    subjectId: body.id,
    divisionCode: place.code,
    changes: { act: 'finding', clueNo, foundAt: foundAt.toISOString(), stage: body.constructionStage, type: body.type },
  });
  if (body.stop) await record(work, { ...body.stop, subjectKind: 'clue', subjectId: body.id, lawBasis: '' });
  const stopped =
    body.stop === null || body.stop.kind === 'reportOnly' ? '还没有制止' : stopMeasures.get(body.stop.kind).zh;
  await tell(work, place.code, ['townEnforce', 'townBuild', 'townIndustry'], {
    kind: 'clue.create',
    level: 'alert',
    title: `发现占地：${place.name}${typeName ?? ''} ${clueNo}`,
    body: `${actor.name} ${formatInstant(foundAt, shanghaiDay(now))} 发现，${stopped}。${body.description}`,
    link: linkOf('clue', body.id),
    subjectKind: 'clue',
    subjectId: body.id,
    dedupe: `clue.create/${body.id}`,
  });
  return { clueId: body.id, clueNo, stopId: body.stop?.id ?? null, reportedAt: now.toISOString() };
}

/** @throws {AppError} duplicate for an id that somebody else used */
async function alreadySent({ tx, actor }: Work, id: string): Promise<Answer | null> {
  const sent = await queries.findingById(tx, actor.countyCode, id);
  if (!sent) return null;
  if (sent.created_by !== actor.id)
    throw new AppError('duplicate', '这个编号已用于另一次上报，请重新提交。', { en: 'The id was used before.' });
  return { clueId: sent.id, clueNo: sent.clue_no, stopId: sent.stop_id, reportedAt: sent.reported_at.toISOString() };
}

/** Named by the finder, else by the boundaries around the point, else the finder's own area. */
async function placeOf(work: Work, body: Body, ground: Ground): Promise<{ code: string; name: string }> {
  const { tx, actor } = work;
  if (body.divisionCode !== undefined && !within(body.divisionCode, actor.scopeCode))
    throw new AppError('outsideScope', '选的村不在本人管辖范围内，请选自己管的地方，或报给那边的人。', {
      en: 'Outside your own area.',
    });
  const located =
    body.divisionCode === undefined && ground.point !== null
      ? await queries.placeAt(tx, actor.countyCode, ground.point[0], ground.point[1])
      : undefined;
  const code =
    body.divisionCode ?? (located !== undefined && within(located, actor.scopeCode) ? located : actor.scopeCode);
  const place = await divisionByCode(tx, code);
  if (!place)
    throw new AppError('badInput', `没有「${code}」这个行政区划，请从列表里选村或镇。`, { en: 'No such place.' });
  return { code, name: place.name };
}

import { Readable } from 'node:stream';
import * as api from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { problemTypes } from '@shoutian/domain/dictionaries';
import { type TxtOutOptions, txtHeader, txtParcel } from '@shoutian/domain/exchange';
import {
  type FlatPolygon,
  flatFromWkb,
  type GaussZone,
  gaussZone,
  gaussZoneOf,
  zoneOfLongitude,
} from '@shoutian/domain/geo';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../../platform/errors.ts';
import type { Platform } from '../../../platform/feature.ts';
import { encodeGbk } from '../../../platform/geofile/index.ts';
import { FileAnswer } from '../../../platform/http/answers.ts';
import { looseRoute } from '../../../platform/http/route.ts';
import type { LooseWork } from '../../../platform/request.ts';
import { type Condition, conditionOf } from '../queries/filter.ts';
import { type OutlineRow, outlineRows } from '../queries/ledger.ts';
import { placeNames } from '../queries/places.ts';

/** Outlines a transaction. */
const SLICE = 200;

export function exchangeRoutes(app: FastifyInstance, platform: Platform): void {
  looseRoute(app, platform, api.exportProblemTxt, async (work, { query }) => {
    const day = shanghaiDay(work.now);
    const condition = conditionOf(query, { actor: work.actor, today: day });
    const [[first], { name: place }] = await work.transaction(({ tx, actor }) =>
      Promise.all([outlineRows(tx, condition, '', 1), placeNames(tx, actor.scopeCode)]),
    );
    if (!first)
      throw new AppError('missing', '选中的问题都没有图形，没有可以导出的坐标。', {
        en: 'None of the chosen problems has an outline.',
      });
    const options: TxtOutOptions = {
      zone: zoneFor(query.epsg, flatFromWkb(first.geom)),
      unit: place ?? '',
      day,
      count: query.count,
      area: query.area,
    };
    await work.transaction(({ audit, actor }) =>
      audit({
        action: 'problem.export',
        subjectKind: 'ledger',
        divisionCode: actor.scopeCode,
        changes: {
          format: 'txt',
          epsg: options.zone.epsg,
          filter: Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)),
        },
      }),
    );
    const encode = (text: string): Buffer => (query.encoding === 'gbk' ? encodeGbk(text) : Buffer.from(text));
    return new FileAnswer(Readable.from(pieces(work, condition, options, encode)), {
      fileName: `问题界址点_${day}_${options.zone.zone}带.txt`,
      mime: query.encoding === 'gbk' ? 'text/plain; charset=GBK' : 'text/plain; charset=utf-8',
    });
  });
}

/** @throws {AppError} badInput for a code that is no zone of CGCS2000 */
function zoneFor(epsg: number | undefined, shape: FlatPolygon): GaussZone {
  const [west, , east] = shape.bbox;
  const zone =
    epsg === undefined
      ? gaussZoneOf({ width: 3, centralMeridian: 3 * zoneOfLongitude((west + east) / 2), prefixed: true })
      : gaussZone(epsg);
  if (zone) return zone;
  throw new AppError('badInput', `EPSG:${epsg ?? ''} 不是 2000 国家大地坐标系的分带，请选 4491 到 4554。`, {
    en: 'Not a CGCS2000 zone: choose EPSG 4491 to 4554.',
  });
}

async function* pieces(
  work: LooseWork,
  condition: Condition,
  options: TxtOutOptions,
  encode: (text: string) => Buffer,
): AsyncGenerator<Buffer> {
  yield encode(txtHeader(options));
  for (let after = ''; ; ) {
    const rows = await work.transaction(({ tx }) => outlineRows(tx, condition, after, SLICE));
    if (rows.length > 0) yield encode(rows.map((row) => txtParcel(parcelOf(row), options)).join(''));
    const last = rows.at(-1);
    if (rows.length < SLICE || last === undefined) return;
    after = last.problem_no;
  }
}

const parcelOf = (row: OutlineRow) => ({
  number: row.problem_no,
  name: row.title,
  use: problemTypes.schema.safeParse(row.type).success ? problemTypes.get(row.type as 'T01').zh : '',
  shape: flatFromWkb(row.geom),
});

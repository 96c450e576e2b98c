import { Readable } from 'node:stream';
import * as api from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { problemTypes } from '@shoutian/domain/dictionaries';
import { type OutlineFormat, type OutlineOptions, type OutlineRecord, outlineFormats } from '@shoutian/domain/exchange';
import { formatInstant } from '@shoutian/domain/format';
import {
  type FlatPolygon,
  flatFromWkb,
  type GaussZone,
  gaussZone,
  gaussZoneOf,
  zoneOfLongitude,
} from '@shoutian/domain/geo';
import { problemStates } from '@shoutian/domain/problem';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../../platform/errors.ts';
import type { Platform } from '../../../platform/feature.ts';
import { encodeGbk } from '../../../platform/geofile/index.ts';
import { FileAnswer } from '../../../platform/http/answers.ts';
import { looseRoute } from '../../../platform/http/route.ts';
import { slices } from '../../../platform/slices.ts';
import { conditionOf } from '../queries/filter.ts';
import { type OutlineRow, outlineRows } from '../queries/ledger.ts';
import { placeNames } from '../queries/places.ts';

/** Outlines a transaction. */
const SLICE = 200;

export function exchangeRoutes(app: FastifyInstance, platform: Platform): void {
  looseRoute(app, platform, api.exportOutlines, async (work, { query }) => {
    const day = shanghaiDay(work.now);
    const condition = conditionOf(query, { actor: work.actor, today: day });
    const [[first], { name: place }] = await work.transaction(({ tx, actor }) =>
      Promise.all([outlineRows(tx, condition, '', 1), placeNames(tx, actor.scopeCode)]),
    );
    if (!first)
      throw new AppError('missing', '选中的问题都没有图形，没有可以导出的坐标。', {
        en: 'None of the chosen problems has an outline.',
      });
    const format: OutlineFormat = outlineFormats[query.format];
    const options: OutlineOptions = {
      zone: zoneFor(query.epsg, flatFromWkb(first.geom)),
      unit: place ?? '',
      day,
      mark: `${work.actor.name} ${day} ${formatInstant(work.now).slice(-5)}`,
      count: query.count,
      area: query.area,
    };
    await work.transaction(({ audit, actor }) =>
      audit({
        action: 'problem.export',
        subjectKind: 'ledger',
        divisionCode: actor.scopeCode,
        changes: {
          format: query.format,
          epsg: options.zone.epsg,
          filter: Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)),
        },
      }),
    );
    const gbk = format.encoding === 'gbk' || (format.encoding === 'either' && query.encoding === 'gbk');
    const rows = slices<OutlineRow>(
      SLICE,
      (row) => row.problem_no,
      (after) => work.transaction(({ tx }) => outlineRows(tx, condition, after, SLICE)),
    );
    return new FileAnswer(Readable.from(pieces(rows, format, options, gbk ? encodeGbk : Buffer.from)), {
      fileName: `问题图形_${day}.${format.extension}`,
      mime: format.mime.startsWith('text/') ? `${format.mime}; charset=${gbk ? 'GBK' : 'utf-8'}` : format.mime,
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
  rows: AsyncGenerator<OutlineRow[]>,
  format: OutlineFormat,
  options: OutlineOptions,
  encode: (text: string) => Buffer,
): AsyncGenerator<Buffer> {
  yield encode(format.head(options));
  let i = 0;
  for await (const slice of rows) yield encode(slice.map((row) => format.one(recordOf(row), options, i++)).join(''));
  yield encode(format.tail());
}

const recordOf = (row: OutlineRow): OutlineRecord => ({
  number: row.problem_no,
  name: row.title,
  typeCode: row.type,
  type: problemTypes.find(row.type)?.zh ?? '',
  village: row.village_name ?? '',
  state: problemStates.label(row.state),
  areaM2: row.area_m2,
  farmM2: row.farm_m2,
  pbfM2: row.pbf_m2,
  shape: flatFromWkb(row.geom),
});

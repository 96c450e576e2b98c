import type { Dashboard } from '@shoutian/domain/api';
import { addDays, addMonths, shanghaiDay } from '@shoutian/domain/deadlines';
import { channels, problemTypes } from '@shoutian/domain/dictionaries';
import { problemStates } from '@shoutian/domain/problem';
import type { Work } from '../../platform/request.ts';
import * as queries from './queries/figures.ts';

/** A share with both sides; nothing to share is 不适用 (specification 3.7), neither 0 % nor 100 %. */
export const share = (part: number, of: number): { part: number; of: number; rate: number | null } => ({
  part,
  of,
  rate: of === 0 ? null : part / of,
});

/** 底数, 趋势, 逾期, 反弹 of the caller's area: every figure is counted in the database. */
export async function dashboard(
  work: Work,
  query: { division?: string | undefined; campaignId?: string | undefined; asOf?: string | undefined },
): Promise<Dashboard> {
  const { tx, actor, now } = work;
  const asOf = query.asOf ?? shanghaiDay(now);
  const wanted: queries.Wanted = {
    countyCode: actor.countyCode,
    division: query.division ?? null,
    campaignId: query.campaignId ?? null,
    asOf,
  };
  const thisMonth = `${asOf.slice(0, 7)}-01`;
  const row = await queries.totals(tx, wanted, addDays(thisMonth, -1));
  const grouped = await queries.groups(tx, wanted);
  const months = await queries.trend(tx, wanted, addMonths(thisMonth, -11));
  const n = (name: string): number => row[name] ?? 0;
  const figure = (name: string) => ({
    count: n(`${name}_count`),
    areaM2: n(`${name}_area`),
    farmM2: n(`${name}_farm`),
    pbfM2: n(`${name}_pbf`),
  });
  const by = (dimension: queries.GroupRow['dimension']): Dashboard['byType'] =>
    grouped
      .filter((group) => group.dimension === dimension)
      .map((group) => ({
        key: group.key,
        label: labelOf(group),
        count: group.count,
        areaM2: group.area_m2,
        farmM2: group.farm_m2,
        pbfM2: group.pbf_m2,
        writtenOff: group.written_off,
        overdue: group.overdue,
      }));
  return {
    takenAt: now.toISOString(),
    all: figure('all'),
    stock: figure('stock'),
    new: figure('new'),
    open: figure('open'),
    overdue: figure('overdue'),
    ongoing: n('ongoing'),
    closing: share(n('closed'), n('to_close')),
    closingLastMonth: share(n('closed_before'), n('to_close_before')),
    rebound: share(n('rebounds'), n('ever_closed')),
    byType: by('type'),
    byVillage: by('village'),
    byChannel: by('channel'),
    byYear: by('year'),
    byState: by('state'),
    trend: months.map((month) => ({
      month: month.month,
      found: month.found,
      writtenOff: month.written_off,
      areaM2: month.area_m2,
      rebounds: month.rebounds,
    })),
    onFarmland: figure('farmland'),
    onPbf: figure('basic'),
    early: share(n('early'), n('with_stage')),
  };
}

function labelOf(group: queries.GroupRow): string {
  switch (group.dimension) {
    case 'type':
      return problemTypes.label(group.key);
    case 'channel':
      return channels.label(group.key);
    case 'state':
      return problemStates.label(group.key);
    case 'village':
      return group.label ?? group.key;
    case 'year':
      return group.key;
  }
}

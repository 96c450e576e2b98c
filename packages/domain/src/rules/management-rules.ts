import { z } from 'zod';
import { problemTypes } from '../dictionaries/problem-type.ts';
import { channels } from '../dictionaries/source.ts';
import { CivilDay, ratio, rule } from './definition.ts';

/** Stock and new, lists, boards, draws. */
export const managementRules = {
  'stock.cutOff': rule({
    zh: '存量/新增分界日',
    en: 'Cut-off of stock and new',
    schema: z.object({ ruralHouse: CivilDay.nullable(), others: CivilDay.nullable() }),
    shipped: { ruralHouse: '2020-07-03', others: null },
    mark: 'K',
    source: '农村乱占耕地建房的新增界线；其他类型由县里录入',
  }),
  'stock.firstYear': rule({
    zh: '存量清单起始年度',
    en: 'First year of the stock list',
    schema: z.number().int(),
    shipped: 2018,
    mark: 'S',
    source: 'R-052',
  }),
  'lead.byType': rule({
    zh: '类型与牵头单位',
    en: 'Lead unit by type',
    schema: z.record(z.string(), z.enum(['townBuild', 'townIndustry']).nullable()),
    shipped: {},
    mark: 'D',
    source: 'R-104；没有列出的按字典',
  }),
  'dispatch.routes': rule({
    zh: '派发规则（从上到下，先合者先用）',
    en: 'Dispatch rules, first fit first',
    schema: z
      .array(
        z.strictObject({
          name: z.string().trim().min(1).max(40),
          types: z.array(problemTypes.schema).min(1).optional(),
          divisions: z
            .array(z.string().regex(/^\d{6}(\d{3}){0,2}$/))
            .min(1)
            .optional(),
          channels: z.array(channels.schema).min(1).optional(),
          lead: z.enum(['townBuild', 'townIndustry']).optional(),
          /** Id of a person, or a sign-in name. */
          person: z.string().trim().min(1).max(64).optional(),
        }),
      )
      .max(200),
    shipped: [],
    mark: 'D',
    source: 'R-104；没有合的按村派人、按类型定牵头单位',
  }),
  'board.near': rule({
    zh: '打表：差多少算临近',
    en: 'Board: what counts as near',
    schema: z.object({ count: z.number().int().min(0), ratio }),
    shipped: { count: 1, ratio: 0.12 },
    mark: 'D',
    source: 'R-056',
  }),
  'board.snapshot': rule({
    zh: '打表快照时间',
    en: 'Board snapshot time',
    schema: z.object({ weekday: z.number().int().min(1).max(7), hour: z.number().int().min(0).max(23) }),
    shipped: { weekday: 1, hour: 8 },
    mark: 'D',
    source: 'R-056：每周快照',
  }),
  'inspection.ratio': rule({
    zh: '抽查比例（每季度）',
    en: 'Re-inspection ratio a quarter',
    schema: ratio,
    shipped: 0.1,
    mark: 'D',
    source: '6.4 随机抽查',
  }),
  'overlay.farmlandBasis': rule({
    zh: '耕地面积口径',
    en: 'Farmland area basis',
    schema: z.enum(['gross', 'net']),
    shipped: 'gross',
    mark: 'K',
    source: '扣除系数口径，两数都存',
  }),
};

import { z } from 'zod';
import { Day, Done, Id, ListQuery, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';

/** Saved views of a list: filters, columns, sort; personal or shared by the town. */
export const SavedView = z.object({
  id: Id,
  list: z.string(),
  name: z.string(),
  definition: z.record(z.string(), z.unknown()),
  shared: z.boolean(),
  own: z.boolean(),
  position: z.number().int(),
});
export const listViews = endpoint({
  method: 'GET',
  path: '/api/views',
  action: 'view.save',
  summary: '常用视图',
  query: z.object({ list: z.string().max(40) }),
  response: z.object({ rows: z.array(SavedView) }),
});
const ViewBody = z.object({
  list: z.string().max(40),
  name: z.string().trim().min(1).max(20),
  definition: z.record(z.string(), z.unknown()),
  shared: z.boolean().default(false),
});
export const saveView = endpoint({
  method: 'POST',
  path: '/api/views',
  action: 'view.save',
  summary: '另存视图',
  status: 201,
  body: ViewBody,
  response: SavedView,
});
export const removeView = endpoint({
  method: 'DELETE',
  path: '/api/views/:id',
  action: 'view.save',
  summary: '删除视图',
  params: z.object({ id: Id }),
  response: Done,
});

/** A rule as it stands on a day: value, where from, and whether it may block. */
export const RuleView = z.object({
  key: z.string(),
  zh: z.string(),
  en: z.string(),
  value: z.unknown(),
  mark: z.string(),
  status: z.enum(['draft', 'confirmed']),
  source: z.string(),
  blocks: z.boolean(),
  own: z.boolean(),
  validFrom: Day.nullable(),
});
export type RuleView = z.infer<typeof RuleView>;
export const listRules = endpoint({
  method: 'GET',
  path: '/api/rules',
  action: 'setting.read',
  summary: '规则',
  response: z.object({ rows: z.array(RuleView) }),
});
export const setRule = endpoint({
  method: 'POST',
  path: '/api/rules',
  action: 'rule.manage',
  summary: '改规则（新版本，旧的保留）',
  body: z.object({
    key: z.string().max(60),
    value: z.unknown(),
    validFrom: Day,
    sourceDoc: z.string().trim().max(120),
    confirmed: z.boolean(),
  }),
  response: RuleView,
});
export const listCalendar = endpoint({
  method: 'GET',
  path: '/api/calendar',
  action: 'setting.read',
  summary: '节假日和调休',
  query: z.object({ year: z.coerce.number().int() }),
  response: z.object({
    rows: z.array(z.object({ day: Day, kind: z.enum(['holiday', 'makeUp']), sourceDoc: z.string() })),
  }),
});
export const setCalendar = endpoint({
  method: 'PUT',
  path: '/api/calendar/:year',
  action: 'rule.manage',
  summary: '录入一年的节假日和调休',
  params: z.object({ year: z.coerce.number().int() }),
  body: z.object({
    sourceDoc: z.string().trim().min(2).max(120),
    days: z.array(z.object({ day: Day, kind: z.enum(['holiday', 'makeUp']) })).max(200),
  }),
  response: Done,
});

export const CampaignView = z.object({
  id: Id,
  title: z.string(),
  year: z.number().int(),
  docNo: z.string(),
  startsOn: Day.nullable(),
  endsOn: Day.nullable(),
  responsibleUnits: z.array(z.string()),
  sourceScope: z.array(z.string()),
  closed: z.boolean(),
  rowVersion: z.number().int(),
  abilities: z.array(z.string()),
});
export type CampaignView = z.infer<typeof CampaignView>;
// Without defaults: a partial body with them would blank what it does not name.
const CampaignBody = z.object({
  title: z.string().trim().min(2).max(80),
  year: z.number().int().min(2000).max(2100),
  docNo: z.string().trim().max(60),
  startsOn: Day.nullable(),
  endsOn: Day.nullable(),
  responsibleUnits: z.array(z.string().max(40)).max(20),
  sourceScope: z.array(z.string().max(40)).max(20),
});
export const listCampaigns = endpoint({
  method: 'GET',
  path: '/api/campaigns',
  action: 'campaign.read',
  summary: '专项行动',
  query: ListQuery,
  response: pageOf(CampaignView),
});
export const createCampaign = endpoint({
  method: 'POST',
  path: '/api/campaigns',
  action: 'campaign.manage',
  summary: '新建专项行动',
  status: 201,
  body: CampaignBody.extend({
    docNo: CampaignBody.shape.docNo.default(''),
    startsOn: Day.nullable().default(null),
    endsOn: Day.nullable().default(null),
    responsibleUnits: CampaignBody.shape.responsibleUnits.default([]),
    sourceScope: CampaignBody.shape.sourceScope.default([]),
  }),
  response: CampaignView,
});
export const editCampaign = endpoint({
  method: 'PATCH',
  path: '/api/campaigns/:id',
  action: 'campaign.manage',
  summary: '修改专项行动',
  params: z.object({ id: Id }),
  body: CampaignBody.partial().extend({ closed: z.boolean().optional(), rowVersion: z.number().int() }),
  response: CampaignView,
});

import { z } from 'zod';
import { categories, milestoneKinds, rectifyMethods } from '../dictionaries/index.ts';
import { AreaM2, Day, DivisionCode, Done, Id, Instant, ListQuery, pageOf, Rights } from './common.ts';
import { endpoint } from './endpoint.ts';

export const PlannedStep = z.object({
  step: milestoneKinds.schema,
  name: z.string().trim().min(1).max(40),
  plannedOn: Day,
});
export const ItemPlan = z.object({
  measures: z.string().trim().max(500),
  rectifyMethod: rectifyMethods.schema.nullable(),
  category: categories.schema.nullable(),
  responsibleUnit: z.string().trim().max(60).nullable(),
  responsiblePersonId: z.string().nullable(),
  leader: z.string().trim().max(30).nullable(),
  milestones: z.array(PlannedStep).max(20),
});
export const ListItem = ItemPlan.extend({
  itemNo: z.number().int(),
  problemId: Id,
  problemNo: z.string(),
  title: z.string(),
  villageName: z.string(),
  areaM2: AreaM2,
  farmM2: AreaM2.nullable(),
  pbfM2: AreaM2.nullable(),
  state: z.string(),
  /** New in this version: its clock starts with this version's formation date. */
  isNew: z.boolean(),
  responsiblePerson: z.string().nullable(),
  dueOn: Day.nullable(),
  /** What this item still lacks before the list can be frozen. */
  missing: z.array(z.object({ code: z.string(), message: z.string(), messageEn: z.string() })),
});
export type ListItem = z.infer<typeof ListItem>;

export const ListView = z.object({
  id: Id,
  listNo: z.string(),
  title: z.string(),
  year: z.number().int(),
  versionNo: z.number().int(),
  divisionCode: DivisionCode,
  state: z.enum(['draft', 'frozen', 'discarded']),
  formedOn: Day.nullable(),
  approverName: z.string().nullable(),
  frozenAt: Instant.nullable(),
  snapshotSha256: z.string().nullable(),
  items: z.number().int(),
  newItems: z.number().int(),
  writtenOff: z.number().int(),
  overdue: z.number().int(),
  createdByName: z.string(),
  createdAt: Instant,
  rowVersion: z.number().int(),
  ...Rights.shape,
});
export type ListView = z.infer<typeof ListView>;

const params = z.object({ id: Id });
export const listLists = endpoint({
  method: 'GET',
  path: '/api/lists',
  action: 'list.read',
  summary: '整改任务清单',
  query: ListQuery.extend({
    year: z.coerce.number().int().optional(),
    state: z.enum(['draft', 'frozen', 'all']).default('all'),
  }),
  response: pageOf(ListView),
});
export const getList = endpoint({
  method: 'GET',
  path: '/api/lists/:id',
  action: 'list.read',
  summary: '一个清单版本',
  params,
  response: ListView.extend({ rows: z.array(ListItem) }),
});
/** A draft version; items of the latest frozen version that are not written off come along with their running clocks. */
export const createList = endpoint({
  method: 'POST',
  path: '/api/lists',
  action: 'list.prepare',
  summary: '拟清单（草稿）',
  status: 201,
  body: z.object({
    title: z.string().trim().min(2).max(80),
    year: z.number().int(),
    problemIds: z.array(Id).max(2000).default([]),
    carryOver: z.boolean().default(true),
    campaignId: Id.nullable().default(null),
  }),
  response: ListView,
});
export const addListItems = endpoint({
  method: 'POST',
  path: '/api/lists/:id/items',
  action: 'list.prepare',
  summary: '加入问题',
  params,
  body: z.object({ problemIds: z.array(Id).min(1).max(500) }),
  response: ListView,
});
export const removeListItem = endpoint({
  method: 'DELETE',
  path: '/api/lists/:id/items/:problemId',
  action: 'list.prepare',
  summary: '移出问题',
  params: params.extend({ problemId: Id }),
  response: ListView,
});
export const planListItem = endpoint({
  method: 'PUT',
  path: '/api/lists/:id/items/:problemId',
  action: 'list.prepare',
  summary: '填整改措施、责任、节点',
  params: params.extend({ problemId: Id }),
  body: ItemPlan,
  response: ListItem,
});
/** Proposed milestones by the rules for a method and a formation date. */
export const proposePlan = endpoint({
  method: 'GET',
  path: '/api/lists/plan',
  // Who forms a list does not prepare it, and must see the due day before the clocks start.
  action: 'list.read',
  summary: '按规则拟节点',
  query: z.object({ method: rectifyMethods.schema, formedOn: Day }),
  response: z.object({ dueOn: Day, dueNote: z.string().nullable(), milestones: z.array(PlannedStep) }),
});
/** Freezes the version for good: items get number, due date and clock. Needs every item complete. */
export const freezeList = endpoint({
  method: 'POST',
  path: '/api/lists/:id/freeze',
  action: 'list.freeze',
  summary: '审定冻结清单（开始 60 日计时）',
  params,
  body: z.object({ formedOn: Day, rowVersion: z.number().int() }),
  response: ListView,
});
export const discardList = endpoint({
  method: 'POST',
  path: '/api/lists/:id/discard',
  action: 'list.prepare',
  summary: '作废草稿',
  params,
  response: Done,
});
export const exportList = endpoint({
  method: 'GET',
  path: '/api/lists/:id/export',
  action: 'list.read',
  summary: '导出清单（Excel）',
  params,
  response: z.any(),
});
/** The approved list as it was frozen, byte for byte: its SHA-256 is the one the list shows. */
export const listPicture = endpoint({
  method: 'GET',
  path: '/api/lists/:id/picture',
  action: 'list.read',
  summary: '清单冻结时的快照（JSON）',
  params,
  response: z.any(),
});

import { z } from 'zod';
import { Day, DivisionCode, Done, flag, Id } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Complaint } from './errors.ts';
import { NewUsername, PersonName } from './people.ts';

export const CountyCode = z.string().regex(/^\d{6}$/);
const TownCode = z.string().regex(/^\d{9}$/);
const VillageCode = z.string().regex(/^\d{12}$/);
const PlaceName = z.string().trim().min(1).max(40);
export const DivisionLevelName = z.enum(['county', 'town', 'village']);

interface DivisionShape {
  code: string;
  name: string;
  level: z.infer<typeof DivisionLevelName>;
  validFrom: string;
  validTo: string | null;
  mergedInto: string | null;
  hasBoundary: boolean;
  boundaryName: string | null;
  children: DivisionShape[];
}
/** A division with what lies in it. `boundaryName` is what the boundary file calls the place, where that differs. */
export const DivisionNode: z.ZodType<DivisionShape> = z.object({
  code: DivisionCode,
  name: z.string(),
  level: DivisionLevelName,
  validFrom: Day,
  validTo: Day.nullable(),
  mergedInto: DivisionCode.nullable(),
  hasBoundary: z.boolean(),
  boundaryName: z.string().nullable(),
  get children() {
    return z.array(DivisionNode);
  },
});
export type DivisionNode = z.infer<typeof DivisionNode>;

/** Pickers: the caller's own area and what lies in it; `ancestors` name what lies above, outermost first. */
export const getDivisionTree = endpoint({
  method: 'GET',
  path: '/api/divisions',
  action: 'division.read',
  summary: '本人范围内的行政区划',
  query: z.object({ ended: flag }),
  response: z.object({ root: DivisionNode, ancestors: z.array(z.object({ code: DivisionCode, name: z.string() })) }),
});

const DivisionView = z.object({
  code: DivisionCode,
  name: z.string(),
  level: DivisionLevelName,
  validFrom: Day,
  validTo: Day.nullable(),
  mergedInto: DivisionCode.nullable(),
});
const params = z.object({ code: DivisionCode });

export const createDivision = endpoint({
  method: 'POST',
  path: '/api/divisions',
  action: 'division.manage',
  summary: '新增乡镇或村',
  status: 201,
  body: z.object({ code: z.union([TownCode, VillageCode]), name: PlaceName, validFrom: Day.optional() }),
  response: DivisionView,
});
export const renameDivision = endpoint({
  method: 'PATCH',
  path: '/api/divisions/:code',
  action: 'division.manage',
  summary: '改名称',
  params,
  body: z.object({ name: PlaceName, reason: z.string().trim().max(200).default('') }),
  response: DivisionView,
});
/** The code stays for old records; pickers leave it out from the day after `validTo`. */
export const endDivision = endpoint({
  method: 'POST',
  path: '/api/divisions/:code/end',
  action: 'division.manage',
  summary: '撤销或并入',
  params,
  body: z.object({ validTo: Day, mergedInto: DivisionCode.optional(), reason: z.string().trim().min(1).max(200) }),
  /** People whose area is the ended place: an administrator moves them. */
  response: DivisionView.extend({ people: z.number().int() }),
});

const CatalogueLevel = z.enum(['province', 'city', 'county', 'town', 'village']);
/** Names and codes of the national statistical list, one parent at a time; without a parent: the provinces. */
export const browseCatalogue = endpoint({
  method: 'GET',
  path: '/api/divisions/catalogue',
  action: 'public',
  summary: '全国区划代码（首次设置、新增区划用）',
  query: z.object({
    parent: z
      .string()
      .regex(/^(\d{2}|\d{4}|\d{6}|\d{9})$/)
      .optional(),
    setupToken: z.string().max(100).optional(),
  }),
  response: z.object({
    level: CatalogueLevel,
    rows: z.array(z.object({ code: z.string(), name: z.string(), level: CatalogueLevel })),
    /** The list itself: name and edition, to be shown beside it. */
    source: z.string(),
  }),
});

// ---- first-run wizard: step 1 without a session, under the setup token; the others by the first administrator

export const SetupStep = z.enum(['county', 'places', 'boundaries', 'people', 'layers', 'done']);
export type SetupStep = z.infer<typeof SetupStep>;
export const SetupStepState = z.enum(['open', 'done', 'skipped']);

const VillageInput = z.object({ code: VillageCode, name: PlaceName });
export const TownInput = z.object({ code: TownCode, name: PlaceName, villages: z.array(VillageInput).max(400) });
export type TownInput = z.infer<typeof TownInput>;
export const PlacesInput = z.array(TownInput).max(120);

export const openSetup = endpoint({
  method: 'POST',
  path: '/api/setup/open',
  action: 'public',
  summary: '首次设置：核对设置码',
  body: z.object({ setupToken: z.string().max(100) }),
  response: Done,
});
export const createCounty = endpoint({
  method: 'POST',
  path: '/api/setup/county',
  action: 'public',
  summary: '首次设置第 1 步：选县区、建第一个管理员',
  status: 201,
  body: z.object({
    setupToken: z.string().max(100),
    code: CountyCode,
    name: PlaceName,
    administrator: z.object({ name: PersonName, username: NewUsername, password: z.string().max(128) }),
  }),
  response: z.object({ countyCode: CountyCode, username: z.string() }),
});

export const SetupView = z.object({
  county: z.object({ code: CountyCode, name: z.string(), demonstration: z.boolean() }),
  steps: z.array(z.object({ step: SetupStep, state: SetupStepState })),
  /** Where to go on. */
  current: SetupStep,
  /** What was last saved of step 2 and not yet published; null: nothing yet. */
  draft: PlacesInput.nullable(),
  counts: z.object({
    towns: z.number().int(),
    villages: z.number().int(),
    withBoundary: z.number().int(),
    nameDiffers: z.number().int(),
    people: z.number().int(),
    layers: z.number().int(),
  }),
});
export type SetupView = z.infer<typeof SetupView>;

export const getSetup = endpoint({
  method: 'GET',
  path: '/api/setup',
  action: 'division.manage',
  summary: '首次设置进行到哪一步',
  response: SetupView,
});
/** The national list's towns and villages of the own county, to be checked against the local names. */
export const proposePlaces = endpoint({
  method: 'GET',
  path: '/api/setup/places',
  action: 'division.manage',
  summary: '首次设置第 2 步：带出乡镇和村',
  response: z.object({ towns: PlacesInput, source: z.string() }),
});
export const savePlacesDraft = endpoint({
  method: 'PUT',
  path: '/api/setup/places/draft',
  action: 'division.manage',
  summary: '首次设置第 2 步：暂存',
  body: z.object({ towns: PlacesInput }),
  response: SetupView,
});
/** Reads a workbook into the draft; wrong rows are named and then nothing is saved. */
export const readPlacesWorkbook = endpoint({
  method: 'POST',
  path: '/api/setup/places/workbook',
  action: 'division.manage',
  summary: '首次设置第 2 步：改用 Excel',
  body: z.object({ uploadId: Id }),
  response: z.object({ accepted: z.boolean(), complaints: z.array(Complaint), towns: PlacesInput }),
});
/** Publishes the codes: from here on they can be ended or renamed, never changed. */
export const confirmPlaces = endpoint({
  method: 'POST',
  path: '/api/setup/places',
  action: 'division.manage',
  summary: '首次设置第 2 步：确认发布',
  body: z.object({ towns: PlacesInput }),
  response: SetupView,
});
export const markSetupStep = endpoint({
  method: 'POST',
  path: '/api/setup/steps/:step',
  action: 'division.manage',
  summary: '首次设置：完成或跳过一步',
  params: z.object({ step: z.enum(['boundaries', 'people', 'layers', 'done']) }),
  body: z.object({ state: z.enum(['done', 'skipped']) }),
  response: SetupView,
});

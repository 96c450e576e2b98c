import { z } from 'zod';
import { siteUses } from '../dictionaries/index.ts';
import { AreaM2, Day, DivisionCode, Id, Instant, ListQuery, many, PolygonGeometry, pageOf, Rights } from './common.ts';
import { endpoint } from './endpoint.ts';
import { LayerKind } from './layers.ts';
import { OverlayResult } from './overlays.ts';

const text = (max: number) => z.string().trim().max(max).default('');

const SiteFinding = z.object({
  subject: z.enum(['eco', 'pbf', 'farm', 'urban', 'approved', 'facility', 'problems', 'coverage']),
  level: z.enum(['avoid', 'look', 'note', 'ok', 'unknown']),
  zh: z.string(),
  en: z.string(),
});

/** One alternative of a site with what lies under it, as computed with the layers named. Areas m², ellipsoidal. */
export const SiteOption = z.object({
  id: Id,
  label: z.string(),
  note: z.string(),
  source: z.enum(['drawn', 'file']),
  fileName: z.string().nullable(),
  geometry: PolygonGeometry,
  /** What was mended of the outline; null where it was sound. */
  repaired: z.string().nullable(),
  result: OverlayResult,
  layerVersions: z.array(z.object({ id: Id, kind: LayerKind, year: z.number().int(), title: z.string() })),
  method: z.string(),
  runAt: Instant,
  /** Another version of a layer is in use by now: run it again before it is relied on. */
  outdated: z.boolean(),
  findings: z.array(SiteFinding),
  createdByName: z.string(),
});
export type SiteOption = z.infer<typeof SiteOption>;

export const SiteCheckRow = z.object({
  id: Id,
  checkNo: z.string(),
  title: z.string(),
  use: siteUses.schema,
  applicant: z.string(),
  divisionCode: DivisionCode,
  placeName: z.string(),
  state: z.enum(['open', 'concluded']),
  options: z.number().int(),
  /** Of the chosen alternative, else the smallest among them; null without any or without the layer. */
  areaM2: AreaM2.nullable(),
  farmM2: AreaM2.nullable(),
  pbfM2: AreaM2.nullable(),
  createdByName: z.string(),
  createdOn: Day,
  rowVersion: z.number().int(),
});
export type SiteCheckRow = z.infer<typeof SiteCheckRow>;

export const SiteCheckDetail = SiteCheckRow.omit({ options: true }).extend({
  note: z.string(),
  options: z.array(SiteOption),
  /** The alternative that takes least; null with one alone, or where a layer is missing. */
  leastId: Id.nullable(),
  chosenId: Id.nullable(),
  opinion: z.string(),
  pbfReason: z.string(),
  pbfReplacement: z.string(),
  moreReason: z.string(),
  concludedByName: z.string().nullable(),
  concludedAt: Instant.nullable(),
  ...Rights.shape,
});
export type SiteCheckDetail = z.infer<typeof SiteCheckDetail>;

const params = z.object({ id: Id });
const option = z.object({ id: Id, optionId: Id });
const head = {
  title: z.string().trim().min(2).max(80),
  use: siteUses.schema,
  /** Unit that builds; no private person's name. */
  applicant: text(80),
  note: text(500),
};

export const listSiteChecks = endpoint({
  method: 'GET',
  path: '/api/site-checks',
  action: 'site.read',
  summary: '选址检查',
  query: ListQuery.extend({
    division: DivisionCode.optional(),
    use: many(siteUses.schema),
    state: z.enum(['open', 'concluded', 'all']).default('all'),
  }),
  response: pageOf(SiteCheckRow),
});
export const getSiteCheck = endpoint({
  method: 'GET',
  path: '/api/site-checks/:id',
  action: 'site.read',
  summary: '一次选址检查',
  params,
  response: SiteCheckDetail,
});
export const createSiteCheck = endpoint({
  method: 'POST',
  path: '/api/site-checks',
  action: 'site.check',
  summary: '新建选址检查',
  status: 201,
  body: z.object({ ...head, divisionCode: DivisionCode }),
  response: SiteCheckDetail,
});
export const editSiteCheck = endpoint({
  method: 'PATCH',
  path: '/api/site-checks/:id',
  action: 'site.check',
  summary: '修改选址检查',
  params,
  body: z.object({ ...head, rowVersion: z.number().int() }),
  response: SiteCheckDetail,
});
/** Drawn, pasted or from a geofile (polygons, united); overlaid at once. At most ten alternatives. */
export const addSiteOption = endpoint({
  method: 'POST',
  path: '/api/site-checks/:id/options',
  action: 'site.check',
  summary: '加一个方案并套合',
  status: 201,
  params,
  body: z.object({
    label: z.string().trim().min(1).max(30),
    note: text(300),
    geometry: PolygonGeometry.optional(),
    uploadId: Id.optional(),
    /** Coordinate system of a file that names none. */
    epsg: z.number().int().optional(),
  }),
  response: SiteCheckDetail,
});
export const removeSiteOption = endpoint({
  method: 'DELETE',
  path: '/api/site-checks/:id/options/:optionId',
  action: 'site.check',
  summary: '去掉一个方案',
  params: option,
  response: SiteCheckDetail,
});
export const rerunSiteOption = endpoint({
  method: 'POST',
  path: '/api/site-checks/:id/options/:optionId/overlay',
  action: 'site.check',
  summary: '按现用图层重算一个方案',
  params: option,
  response: SiteCheckDetail,
});
/** Refuses with what is missing: at least two alternatives, and the reasons that the chosen one needs. */
export const concludeSiteCheck = endpoint({
  method: 'POST',
  path: '/api/site-checks/:id/conclusion',
  action: 'site.check',
  summary: '定方案',
  params,
  body: z.object({
    optionId: Id,
    opinion: z.string().trim().min(2).max(500),
    pbfReason: text(500),
    pbfReplacement: text(200),
    moreReason: text(500),
    rowVersion: z.number().int(),
  }),
  response: SiteCheckDetail,
});
export const reopenSiteCheck = endpoint({
  method: 'POST',
  path: '/api/site-checks/:id/reopen',
  action: 'site.check',
  summary: '重新比选',
  params,
  body: z.object({ reason: z.string().trim().min(2).max(300), rowVersion: z.number().int() }),
  response: SiteCheckDetail,
});

import { z } from 'zod';
import { layerKinds } from '../layers/index.ts';
import { AreaM2, Day, DivisionCode, Done, Id, Instant, ListQuery, many, PolygonGeometry, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';

/** Kinds of base layers; the domain's layer definitions say what each needs. */
export const LayerKind = layerKinds.schema;

export const FileNotice = z.object({ code: z.string(), zh: z.string(), en: z.string() });
const SourceField = z.object({
  name: z.string(),
  type: z.string(),
  alias: z.string().nullable(),
  samples: z.array(z.string()),
});
export const CrsCandidate = z.object({
  epsg: z.number().int(),
  axisOrder: z.enum(['xy', 'yx']),
  inCounty: z.boolean().nullable(),
  reasons: z.array(z.object({ zh: z.string(), en: z.string() })),
});
/** West, south, east, north in degrees. */
const Bounds = z.tuple([z.number(), z.number(), z.number(), z.number()]);
/** One layer of a file, read before anything is stored. Proposals are proposals: a person confirms them. */
const InspectedLayer = z.object({
  name: z.string(),
  featureCount: z.number().int(),
  geometry: z.enum(['polygon', 'line', 'point', 'mixed', 'none']),
  fields: z.array(SourceField),
  crs: z.object({ epsg: z.number().int().nullable(), name: z.string(), kind: z.string() }).nullable(),
  crsCandidates: z.array(CrsCandidate),
  mustAskCrs: z.boolean(),
  outcome: z.enum(['ok', 'report', 'refuse']),
  notices: z.array(FileNotice),
  /** Proposed target field per source field, by the alias table; null: kept as it came, under its own name. */
  proposedMapping: z.record(z.string(), z.string().nullable()),
  /** Source fields that hold personal data and never leave the file. */
  personalFields: z.array(z.string()),
  /** Fields whose unit looks different from what the name says, with the figures. */
  unitDoubts: z.array(
    z.object({
      field: z.string(),
      likely: z.enum(['m2', 'mu', 'ha']),
      agreeing: z.number().int(),
      of: z.number().int(),
    }),
  ),
  crsWarnings: z.array(z.object({ zh: z.string(), en: z.string() })),
  /** Do the coordinates, in the file's own system, fall into the county? Null: not known. */
  inCounty: z.boolean().nullable(),
  /** Up to 20 coordinate pairs as they stand in the file, x east: to try another system on. */
  samplePoints: z.array(z.tuple([z.number(), z.number()])),
  /** Which of the mappings rest on the standard's own name and which on another known name. */
  matchedBy: z.record(z.string(), z.enum(['code', 'alias', 'cut'])),
  /** Required target fields that no column offers itself for. */
  unmatched: z.array(z.string()),
});
/** What a file holds; clue batches and layers read it alike. */
export const FileInspection = z.object({
  uploadId: Id,
  fileName: z.string(),
  bytes: z.number().int(),
  /** The county with its boundary, null while there is none: then no coordinate system can be checked by its place. */
  countyBounds: Bounds.nullable(),
  /** Files inside the archive that are not read, with the reason. */
  ignored: z.array(z.object({ name: z.string(), reason: FileNotice })),
  datasets: z.array(
    z.object({
      index: z.number().int(),
      driver: z.string(),
      name: z.string(),
      encoding: z.object({ used: z.string(), why: z.string(), sure: z.boolean() }).nullable(),
      notices: z.array(FileNotice),
      layers: z.array(InspectedLayer),
    }),
  ),
});
export type FileInspection = z.infer<typeof FileInspection>;

export const inspectLayerFile = endpoint({
  method: 'POST',
  path: '/api/layers/inspect',
  action: 'layer.import',
  summary: '看文件里有什么（不入库）',
  body: z.object({ uploadId: Id, kind: LayerKind, encoding: z.string().max(20).optional() }),
  response: FileInspection,
});

/** All values of one column with their counts, to map the classes of another system before the import. */
export const listClassValues = endpoint({
  method: 'POST',
  path: '/api/layers/class-values',
  action: 'layer.import',
  summary: '一列里的地类取值',
  body: z.object({
    uploadId: Id,
    dataset: z.number().int().min(0),
    layer: z.string(),
    field: z.string(),
    encoding: z.string().max(20).optional(),
  }),
  response: z.object({
    values: z.array(
      z.object({
        value: z.string(),
        count: z.number().int(),
        /** The survey's own class of that code or name, null when it is none. */
        proposed: z.string().nullable(),
      }),
    ),
    empty: z.number().int(),
    /** False: more than 500 different values, or more rows than are looked at. */
    complete: z.boolean(),
  }),
});

export const LayerVersionView = z.object({
  id: Id,
  kind: LayerKind,
  year: z.number().int(),
  title: z.string(),
  sourceUnit: z.string(),
  secrecy: z.enum(['public', 'internal']),
  fileName: z.string(),
  fileSha256: z.string(),
  sourceCrs: z.string(),
  state: z.enum(['loading', 'active', 'retired', 'failed']),
  featureCount: z.number().int(),
  refusedCount: z.number().int(),
  repairedCount: z.number().int(),
  areaM2: AreaM2,
  bounds: Bounds.nullable(),
  divisionCode: DivisionCode,
  /** The job that loads or loaded it. */
  jobId: Id.nullable(),
  importedByName: z.string(),
  importedAt: Instant,
  abilities: z.array(z.string()),
});
export type LayerVersionView = z.infer<typeof LayerVersionView>;

export const importLayer = endpoint({
  method: 'POST',
  path: '/api/layers',
  action: 'layer.import',
  summary: '导入图层（后台任务）',
  status: 202,
  body: z.object({
    uploadId: Id,
    kind: LayerKind,
    dataset: z.number().int().min(0),
    layer: z.string(),
    year: z.number().int().min(1990).max(2100),
    title: z.string().trim().min(1).max(80),
    sourceUnit: z.string().trim().max(80).default(''),
    /** `secret` is refused: such material must not enter this network. */
    secrecy: z.enum(['public', 'internal', 'secret']),
    /** The confirmed system; null: as the file itself says (refused where it says nothing). */
    epsg: z.number().int().nullable(),
    encoding: z.string().max(20).optional(),
    /** source field → target field */
    mapping: z.record(z.string(), z.string().nullable()),
    /** Unit of the file's parcel area, confirmed where it looked doubtful. */
    areaUnit: z.enum(['m2', 'mu', 'ha']).default('m2'),
    /** Retire the version of the same kind, year and area that is in force, in the moment this one takes its place. */
    replace: z.boolean().default(false),
    /** Class codes of the file → codes of the survey classification (for files of another system). */
    classMapping: z.record(z.string(), z.string()).optional(),
    divisionCode: DivisionCode.optional(),
  }),
  response: z.object({ layerVersionId: Id, jobId: Id }),
});

export const listLayers = endpoint({
  method: 'GET',
  path: '/api/layers',
  action: 'layer.read',
  summary: '图层版本',
  query: ListQuery.extend({ kind: many(LayerKind), state: z.enum(['active', 'all']).default('active') }),
  response: pageOf(LayerVersionView),
});

const params = z.object({ id: Id });
const FeatureNote = z.object({ fid: z.number(), code: z.string(), zh: z.string(), en: z.string() });
export const getLayer = endpoint({
  method: 'GET',
  path: '/api/layers/:id',
  action: 'layer.read',
  summary: '一个图层版本和导入报告',
  params,
  response: LayerVersionView.extend({
    report: z.object({
      refused: z.array(FeatureNote),
      /** Imported, with a change that the sentence names (a ring closed, a value that was no number). */
      adjusted: z.array(FeatureNote),
      adjustedCount: z.number().int(),
      repaired: z.array(z.object({ fid: z.number(), what: z.string() })),
      truncated: z.boolean(),
      droppedFields: z.array(z.string()),
      areaDifferences: z.object({ compared: z.number().int(), beyondTolerance: z.number().int() }).nullable(),
      notices: z.array(FileNotice),
    }),
  }),
});
export const retireLayer = endpoint({
  method: 'POST',
  path: '/api/layers/:id/retire',
  action: 'layer.retire',
  summary: '停用图层版本',
  params,
  body: z.object({ reason: z.string().trim().min(1).max(200) }),
  response: Done,
});

/** Vector tile (MVT), encoded in the application; 404 outside the version's bounds, ETag by version. */
export const getTile = endpoint({
  method: 'GET',
  path: '/api/layers/:id/tiles/:z/:x/:y.mvt',
  action: 'layer.read',
  summary: '矢量瓦片',
  params: z.object({
    id: Id,
    z: z.coerce.number().int().min(0).max(22),
    x: z.coerce.number().int().min(0),
    y: z.coerce.number().int().min(0),
  }),
  response: z.any(),
});

/** What lies at a place: every active layer's feature under the point. */
export const identify = endpoint({
  method: 'GET',
  path: '/api/layers/identify',
  action: 'layer.read',
  summary: '点查图层',
  query: z.object({ lng: z.coerce.number().min(-180).max(180), lat: z.coerce.number().min(-90).max(90) }),
  response: z.object({
    rows: z.array(
      z.object({
        kind: LayerKind,
        title: z.string(),
        year: z.number().int(),
        classCode: z.string(),
        label: z.string(),
        areaM2: AreaM2,
        placeCode: z.string(),
      }),
    ),
  }),
});

/** Boundaries of the divisions in the caller's scope, for the map. */
export const listBoundaries = endpoint({
  method: 'GET',
  path: '/api/layers/boundaries',
  action: 'division.read',
  summary: '行政界线',
  response: z.object({
    rows: z.array(
      z.object({
        code: DivisionCode,
        name: z.string(),
        level: z.enum(['county', 'town', 'village']),
        validFrom: Day,
        geometry: PolygonGeometry.nullable(),
      }),
    ),
  }),
});

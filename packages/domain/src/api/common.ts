import { z } from 'zod';

/** uuid v7, made in the application (the phone makes them offline too). */
export const Id = z.uuid();
/** Civil day in Asia/Shanghai, `YYYY-MM-DD`. */
export const Day = z.iso.date();
/** Instant, ISO 8601 with offset. */
export const Instant = z.iso.datetime({ offset: true });
/** County (6), town (9) or village (12 digits); always text. */
export const DivisionCode = z.string().regex(/^\d{6}(\d{3}(\d{3})?)?$/);
/** m², unrounded; rounded once where it is shown. */
export const AreaM2 = z.number().min(0);

/** A query value that may come once or many times: `?village=a&village=b`. */
export const many = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (value === undefined ? undefined : Array.isArray(value) ? value : [value]),
    z.array(item).optional(),
  );
/** `?flag=true`. */
export const flag = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean().optional(),
);

/** What every list takes. Pages start at 1; `sort` is `field` or `-field`. */
export const ListQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
  sort: z.string().max(40).optional(),
  q: z.string().trim().max(100).optional(),
});
export type ListQuery = z.infer<typeof ListQuery>;

/** A page of rows; `total` counts all that match. */
export const pageOf = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), total: z.number().int().min(0) });

/** GeoJSON in EPSG:4490 (longitude, latitude). */
const Position = z.array(z.number()).min(2).max(4);
const Ring = z.array(Position);
export const PolygonGeometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring)) }),
]);
export type PolygonGeometry = z.infer<typeof PolygonGeometry>;
export const LonLatPair = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

/** Rights travel with the thing: action names the caller may do now, and what is missing for the others. */
export const Rights = z.object({
  abilities: z.array(z.string()),
  missing: z
    .record(
      z.string(),
      z.array(
        z.object({
          code: z.string(),
          message: z.string(),
          messageEn: z.string().optional(),
          link: z.string().optional(),
        }),
      ),
    )
    .optional(),
});
export const Done = z.object({ done: z.literal(true) });

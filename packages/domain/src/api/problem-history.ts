import { z } from 'zod';
import { Id } from './common.ts';
import { endpoint } from './endpoint.ts';

export const inspectHistory = endpoint({
  method: 'POST',
  path: '/api/problems/import/inspect',
  action: 'problem.import',
  summary: '历史台账：看表里有什么',
  body: z.object({ uploadId: Id }),
  response: z.object({
    sheets: z.array(
      z.object({
        name: z.string(),
        headerRow: z.number().int(),
        rows: z.number().int(),
        columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
        proposedMapping: z.record(z.string(), z.string().nullable()),
      }),
    ),
  }),
});
const ImportRow = z.object({
  rowNo: z.number().int(),
  title: z.string(),
  complaints: z.array(z.object({ code: z.string(), at: z.string(), message: z.string(), messageEn: z.string() })),
});
/** A row of a problem that the ledger has: by its own number (the own export came back), or by channel and source number. */
const DoubleRow = z.object({
  rowNo: z.number().int(),
  title: z.string(),
  by: z.enum(['problemNo', 'sourceNo']),
  problemId: Id,
  problemNo: z.string(),
  /** What the sheet says otherwise than the ledger, by field of `historyFields`; the ledger stays as it is. */
  differs: z.array(z.object({ at: z.string(), sheet: z.string(), ledger: z.string() })),
});
export type DoubleRow = z.infer<typeof DoubleRow>;
/**
 * dryRun: tells per row what is wrong and which rows the ledger has already; otherwise stores all good rows, or nothing
 * while there are bad ones without `skipBad` or known ones without `skipDoubles`. A known row never changes the ledger.
 */
export const importHistory = endpoint({
  method: 'POST',
  path: '/api/problems/import',
  action: 'problem.import',
  summary: '导入历史台账',
  body: z.object({
    uploadId: Id,
    sheet: z.string(),
    headerRow: z.number().int(),
    mapping: z.record(z.string(), z.string().nullable()),
    dryRun: z.boolean(),
    skipBad: z.boolean().default(false),
    skipDoubles: z.boolean().default(false),
  }),
  response: z.object({
    good: z.number().int(),
    bad: z.array(ImportRow),
    doubles: z.array(DoubleRow),
    stored: z.number().int(),
  }),
});
export const problemTemplate = endpoint({
  method: 'GET',
  path: '/api/problems/import/template',
  action: 'problem.import',
  summary: '历史台账导入模板',
  response: z.any(),
});

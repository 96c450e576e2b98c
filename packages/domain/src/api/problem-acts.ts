import { z } from 'zod';
import { extensionReasons, milestoneKinds } from '../dictionaries/index.ts';
import { Day, Id } from './common.ts';
import { endpoint } from './endpoint.ts';
import { ProblemDetail } from './problems.ts';

const params = z.object({ id: Id });
const versioned = z.object({ rowVersion: z.number().int() });
const reason = z.string().trim().min(2).max(300);
/** 依据文件: number or name of the paper, and its scan where there is one. */
const document = { document: z.string().trim().min(2).max(80), documentUploadId: Id.optional() };

export const suspendProblem = endpoint({
  method: 'POST',
  path: '/api/problems/:id/suspend',
  action: 'problem.suspend',
  summary: '暂缓',
  params,
  body: versioned.extend({ reason, ...document, resumeOn: Day }),
  response: ProblemDetail,
});
export const resumeProblem = endpoint({
  method: 'POST',
  path: '/api/problems/:id/resume',
  action: 'problem.suspend',
  summary: '恢复办理',
  params,
  body: versioned.extend({ reason }),
  response: ProblemDetail,
});
export const transferProblem = endpoint({
  method: 'POST',
  path: '/api/problems/:id/transfer',
  action: 'problem.transfer',
  summary: '移交',
  params,
  body: versioned.extend({ reason, ...document, to: z.string().trim().min(2).max(60) }),
  response: ProblemDetail,
});
export const closeWithoutAction = endpoint({
  method: 'POST',
  path: '/api/problems/:id/no-action',
  action: 'problem.suspend',
  summary: '认定无需整改',
  params,
  body: versioned.extend({ reason, ...document }),
  response: ProblemDetail,
});
/** Takes a transferred problem, or one found to need nothing, back to the ledger's start. */
export const restoreProblem = endpoint({
  method: 'POST',
  path: '/api/problems/:id/restore',
  action: 'problem.suspend',
  summary: '退回重办',
  params,
  body: versioned.extend({ reason }),
  response: ProblemDetail,
});
export const mergeProblem = endpoint({
  method: 'POST',
  path: '/api/problems/:id/merge',
  action: 'problem.merge',
  summary: '并入另一问题',
  params,
  body: versioned.extend({ reason, into: Id }),
  response: ProblemDetail,
});
export const recordMilestone = endpoint({
  method: 'POST',
  path: '/api/problems/:id/milestones/:milestoneId',
  action: 'problem.recordMilestone',
  summary: '登记节点完成',
  params: params.extend({ milestoneId: Id }),
  body: z.object({ actualOn: Day, note: z.string().trim().max(300).default('') }),
  response: ProblemDetail,
});
export const reportProgress = endpoint({
  method: 'POST',
  path: '/api/problems/:id/progress',
  action: 'problem.recordMilestone',
  summary: '上报进度',
  params,
  body: z.object({ progressPct: z.number().int().min(0).max(100), note: z.string().trim().min(2).max(300) }),
  response: ProblemDetail,
});
export const requestExtension = endpoint({
  method: 'POST',
  path: '/api/problems/:id/extensions',
  action: 'problem.requestExtension',
  summary: '申请延期',
  params,
  body: z.object({
    reasonKind: extensionReasons.schema,
    reason,
    plan: z.string().trim().min(2).max(500),
    toDueOn: Day,
    milestones: z
      .array(z.object({ step: milestoneKinds.schema, name: z.string().trim().min(1).max(40), plannedOn: Day }))
      .min(1)
      .max(20),
    evidence: z.array(Id).min(1).max(10),
  }),
  response: ProblemDetail,
});
export const decideExtension = endpoint({
  method: 'POST',
  path: '/api/problems/:id/extensions/:extensionId/decision',
  action: 'problem.approveExtension',
  summary: '审批延期',
  params: params.extend({ extensionId: Id }),
  body: z.object({ approve: z.boolean(), reason }),
  response: ProblemDetail,
});

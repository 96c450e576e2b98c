import { z } from 'zod';
import type { Words } from '../dictionaries/entry.ts';
import type { AttachmentKind, PhotoKind } from '../dictionaries/photo.ts';
import type { Verdict } from '../dictionaries/verdict.ts';

/** One field that a verdict asks for; areas in m². */
export interface VerdictField extends Words {
  readonly id: string;
  readonly type: 'text' | 'day' | 'areaM2' | 'metres' | 'yesNo';
}

const field = (id: string, zh: string, en: string, type: VerdictField['type'] = 'text'): VerdictField => ({
  id,
  zh,
  en,
  type,
});
const approvedM2 = field('approvedM2', '批准面积', 'Approved area', 'areaM2');
const docNo = field('approvalNo', '批文号', 'Approval number');

const disposal = field('disposal', '处置', 'How it is dealt with');

/** Fields of each verdict (specification 3.4). Type, party, stage and date of J20 and J21 are part of the report itself. */
export const verdictFields: Readonly<Record<Verdict, readonly VerdictField[]>> = {
  J10: [
    docNo,
    field('authorityLevel', '批准机关级别', 'Level of the authority'),
    field('authority', '批准机关', 'Authority'),
    field('approvedOn', '批准时间', 'Approved on', 'day'),
    approvedM2,
    field('coversGround', '是否套合成功', 'Polygon covers the ground', 'yesNo'),
  ],
  J20: [disposal],
  J21: [disposal],
  J30: [
    field('roadWidthM', '路宽（米）', 'Road width in m', 'metres'),
    field('hardened', '是否硬化', 'Hardened', 'yesNo'),
    field('roadUse', '用途', 'Use'),
  ],
  J31: [
    field('filingNo', '协议备案编号', 'Filing number'),
    field('approvedUse', '批准用途', 'Filed use'),
    field('actualUse', '实际用途', 'Actual use'),
    field('filedM2', '备案面积', 'Filed area', 'areaM2'),
    field('filedOn', '备案时间', 'Filed on', 'day'),
    field('projectName', '项目名称', 'Project'),
  ],
  J32: [docNo, field('approvedUse', '用途', 'Use'), approvedM2, field('expiresOn', '期限至', 'Valid until', 'day')],
  J40: [],
  J50: [],
  J60: [],
};

/** Documents and special photos of each verdict (specification 3.4). */
export const verdictProofs: Readonly<
  Record<Verdict, { readonly attachments: readonly AttachmentKind[]; readonly photos: readonly PhotoKind[] }>
> = {
  J10: { attachments: ['redLineMap'], photos: [] },
  J20: { attachments: [], photos: [] },
  J21: { attachments: [], photos: [] },
  J30: { attachments: [], photos: ['width'] },
  J31: { attachments: ['filingForm', 'landAgreement'], photos: [] },
  J32: { attachments: ['approvalScan', 'recultivationPlan'], photos: [] },
  J40: { attachments: [], photos: [] },
  J50: { attachments: [], photos: [] },
  J60: { attachments: ['landClassMap'], photos: [] },
};

const shapes = {
  text: z.string().trim().max(200),
  day: z.iso.date(),
  areaM2: z.number().positive(),
  metres: z.number().positive().max(100),
  yesNo: z.boolean(),
} as const satisfies Record<VerdictField['type'], z.ZodType>;

/** Schema of a verdict's fields: each may be absent (what is missing is named elsewhere), none may be of another kind. */
export function verdictFieldsSchema(verdict: Verdict): z.ZodType<Record<string, unknown>> {
  return z.strictObject(
    Object.fromEntries(verdictFields[verdict].map((each) => [each.id, shapes[each.type].nullish()])),
  );
}

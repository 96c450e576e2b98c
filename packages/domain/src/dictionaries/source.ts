import { type CodeOf, dictionary } from './entry.ts';

/**
 * Where a clue comes from: channels of and 12336 (specification 5.1.1). `needsDocument` marks the ones whose
 * official paper number must be kept (5.1 `sourceDocNo`); `stock` marks the four sources of the stock list.
 */
export const channels = dictionary([
  { code: 'satelliteEnforcement', zh: '卫片执法', en: 'Satellite enforcement', needsDocument: false, stock: true },
  {
    code: 'nationalInspectorate',
    zh: '国家自然资源督察',
    en: 'National inspectorate',
    needsDocument: true,
    stock: true,
  },
  { code: 'audit', zh: '审计', en: 'Audit', needsDocument: true, stock: true },
  { code: 'partyInspection', zh: '巡察', en: 'Party inspection', needsDocument: true, stock: true },
  { code: 'campaign', zh: '专项整治行动', en: 'Rectification campaign', needsDocument: false, stock: false },
  { code: 'analogousCheck', zh: '举一反三排查', en: 'Analogous check', needsDocument: false, stock: false },
  { code: 'patrol', zh: '日常巡查', en: 'Patrol', needsDocument: false, stock: false },
  { code: 'publicReport', zh: '群众举报', en: 'Public report', needsDocument: false, stock: false },
  { code: 'media', zh: '媒体反映', en: 'Media', needsDocument: false, stock: false },
  { code: 'hotline12336', zh: '12336', en: 'Hotline 12336', needsDocument: false, stock: false },
  { code: 'hotline12345', zh: '12345', en: 'Hotline 12345', needsDocument: false, stock: false },
  { code: 'superior', zh: '上级交办', en: 'Assigned by superiors', needsDocument: false, stock: false },
  { code: 'transferredIn', zh: '部门移送', en: 'Transferred by a department', needsDocument: false, stock: false },
  { code: 'businessReview', zh: '业务梳理', en: 'Review of own files', needsDocument: false, stock: false },
  { code: 'video', zh: '无人机/视频监控', en: 'Drone or video', needsDocument: false, stock: false },
  { code: 'other', zh: '其他', en: 'Other', needsDocument: false, stock: false },
]);
export type Channel = CodeOf<typeof channels>;

/** How it was found, apart from the channel (R-086 and specification 5.1). */
export const discoveryMethods = dictionary([
  { code: 'businessReview', zh: '业务梳理', en: 'Review of own files' },
  { code: 'patrol', zh: '日常巡查', en: 'Patrol' },
  { code: 'publicReport', zh: '群众举报', en: 'Public report' },
  { code: 'media', zh: '媒体反映', en: 'Media' },
  { code: 'superior', zh: '上级交办', en: 'Assigned by superiors' },
  { code: 'imagery', zh: '影像', en: 'Imagery' },
  { code: 'other', zh: '其他', en: 'Other' },
]);
export type DiscoveryMethod = CodeOf<typeof discoveryMethods>;

/** The discovery method that a channel nearly always means: pre-fills a form, never decides. */
export function usualMethod(channel: Channel): DiscoveryMethod {
  switch (channel) {
    case 'satelliteEnforcement':
    case 'video':
      return 'imagery';
    case 'patrol':
      return 'patrol';
    case 'publicReport':
    case 'hotline12336':
    case 'hotline12345':
      return 'publicReport';
    case 'media':
      return 'media';
    case 'businessReview':
    case 'analogousCheck':
      return 'businessReview';
    case 'nationalInspectorate':
    case 'audit':
    case 'partyInspection':
    case 'campaign':
    case 'superior':
    case 'transferredIn':
      return 'superior';
    case 'other':
      return 'other';
  }
}

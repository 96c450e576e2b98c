import { type CodeOf, dictionary } from './entry.ts';

/** Photo kinds (specification 3.6, 6.3 template). `key` kinds must be taken in the app, not picked from an album (E03). */
export const photoKinds = dictionary([
  { code: 'panorama', zh: '全景', en: 'Panorama', key: true },
  { code: 'near', zh: '近景', en: 'Near', key: true },
  { code: 'inside', zh: '内部', en: 'Inside', key: true },
  { code: 'use', zh: '利用特征', en: 'Use', key: true },
  { code: 'east', zh: '东侧', en: 'East side', key: true },
  { code: 'south', zh: '南侧', en: 'South side', key: true },
  { code: 'west', zh: '西侧', en: 'West side', key: true },
  { code: 'north', zh: '北侧', en: 'North side', key: true },
  { code: 'width', zh: '宽度', en: 'Width', key: true },
  { code: 'machinery', zh: '机械', en: 'Machinery', key: false },
  { code: 'hardeningBroken', zh: '硬化层破除', en: 'Hardening broken', key: true },
  { code: 'debrisRemoved', zh: '外运碎块', en: 'Debris removed', key: false },
  { code: 'soilDepth', zh: '土层厚度', en: 'Soil depth', key: true },
  { code: 'crop', zh: '作物', en: 'Crop', key: true },
  { code: 'other', zh: '其他', en: 'Other', key: false },
]);
export type PhotoKind = CodeOf<typeof photoKinds>;

/** When in the life of a problem the photo belongs. */
export const photoStages = dictionary([
  { code: 'scene', zh: '核查现场', en: 'Verification' },
  { code: 'before', zh: '整改前', en: 'Before' },
  { code: 'during', zh: '整改中', en: 'During' },
  { code: 'after', zh: '整改后', en: 'After' },
  { code: 'lookBack', zh: '回头看', en: 'Look-back' },
]);
export type PhotoStage = CodeOf<typeof photoStages>;

/** Documents that a form may ask for. */
export const attachmentKinds = dictionary([
  { code: 'redLineMap', zh: '红线图', en: 'Boundary map' },
  { code: 'approvalScan', zh: '批文扫描件', en: 'Approval scan' },
  { code: 'filingForm', zh: '备案表', en: 'Filing form' },
  { code: 'landAgreement', zh: '用地协议', en: 'Land agreement' },
  { code: 'recultivationPlan', zh: '复垦方案', en: 'Recultivation plan' },
  { code: 'landClassMap', zh: '地类套合图', en: 'Land class overlay map' },
  { code: 'penaltyDecision', zh: '处罚决定书', en: 'Penalty decision' },
  { code: 'transferLetter', zh: '移送书', en: 'Transfer letter' },
  { code: 'otherDocument', zh: '其他材料', en: 'Other document' },
]);
export type AttachmentKind = CodeOf<typeof attachmentKinds>;

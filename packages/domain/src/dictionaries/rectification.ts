import { type CodeOf, dictionary } from './entry.ts';

/**
 * Rectification methods (specification 5.1). `demolishes`: ground must be freed and shown; `legalises`: papers must cover
 * the ground; `replants`: the crop must be back. 拆补组合 is both of the first (3.3).
 */
export const rectifyMethods = dictionary([
  {
    code: 'demolishAndRecultivate',
    zh: '拆除复耕',
    en: 'Demolish and recultivate',
    demolishes: true,
    legalises: false,
    replants: true,
  },
  {
    code: 'demolishAndRestore',
    zh: '拆除恢复原状',
    en: 'Demolish and restore',
    demolishes: true,
    legalises: false,
    replants: false,
  },
  {
    code: 'legaliseConversion',
    zh: '补办农转用',
    en: 'Late conversion approval',
    demolishes: false,
    legalises: true,
    replants: false,
  },
  {
    code: 'legaliseFacility',
    zh: '补办设施备案',
    en: 'Late facility filing',
    demolishes: false,
    legalises: true,
    replants: false,
  },
  {
    code: 'legaliseTemporary',
    zh: '补办临时用地',
    en: 'Late temporary-land approval',
    demolishes: false,
    legalises: true,
    replants: false,
  },
  {
    code: 'combined',
    zh: '拆补组合',
    en: 'Part demolished, part legalised',
    demolishes: true,
    legalises: true,
    replants: false,
  },
  { code: 'replant', zh: '恢复种植', en: 'Replant', demolishes: false, legalises: false, replants: true },
  { code: 'confiscate', zh: '没收', en: 'Confiscate', demolishes: false, legalises: false, replants: false },
  { code: 'transfer', zh: '移送', en: 'Transfer', demolishes: false, legalises: false, replants: false },
  { code: 'none', zh: '无需整改', en: 'Nothing to rectify', demolishes: false, legalises: false, replants: false },
]);
export type RectifyMethod = CodeOf<typeof rectifyMethods>;

/** How a sub-area of a problem was dealt with: the rows of the area closure (5.2 「每一块都有着落」). */
export const treatments = dictionary([
  { code: 'recultivated', zh: '拆除复耕', en: 'Recultivated', paper: false },
  { code: 'restored', zh: '恢复原状', en: 'Restored', paper: false },
  { code: 'replanted', zh: '恢复种植', en: 'Replanted', paper: false },
  { code: 'legalised', zh: '补办手续', en: 'Legalised', paper: true },
  { code: 'confiscated', zh: '没收', en: 'Confiscated', paper: true },
  { code: 'kept', zh: '保留（原有合法）', en: 'Kept, lawful before', paper: false },
]);
export type Treatment = CodeOf<typeof treatments>;

/** 整改分类. */
export const categories = dictionary([
  { code: 'atOnce', zh: '立行立改', en: 'At once' },
  { code: 'byDate', zh: '限期整改', en: 'By a date' },
  { code: 'lasting', zh: '持续整改', en: 'Lasting' },
]);
export type Category = CodeOf<typeof categories>;

/** 核实结论 (5.1 `verifyResult`). */
export const verifyResults = dictionary([
  { code: 'true', zh: '属实', en: 'True' },
  { code: 'untrue', zh: '不属实', en: 'Untrue' },
  { code: 'pseudoChange', zh: '伪变化', en: 'Pseudo-change' },
  { code: 'duplicate', zh: '重复', en: 'Duplicate' },
  { code: 'notOurs', zh: '不属本级', en: 'Not ours' },
]);
export type VerifyResult = CodeOf<typeof verifyResults>;

/** Objective reasons an extension may name (R-095 asks for an objective reason; the list is our proposal). */
export const extensionReasons = dictionary([
  { code: 'weather', zh: '自然灾害/极端天气', en: 'Disaster or extreme weather' },
  { code: 'season', zh: '农时季节限制', en: 'Farming season' },
  { code: 'remedyPending', zh: '行政复议或诉讼期间', en: 'Review or lawsuit pending' },
  { code: 'approvalPending', zh: '审批手续办理中', en: 'Approval pending' },
  { code: 'engineering', zh: '工程量大/施工条件限制', en: 'Extent of the works' },
  { code: 'publicHealth', zh: '突发公共事件', en: 'Public emergency' },
  { code: 'otherObjective', zh: '其他客观原因', en: 'Other objective reason' },
]);
export type ExtensionReason = CodeOf<typeof extensionReasons>;

/** Steps of rectification that the board counts (columns of 打表推进). */
export const milestoneKinds = dictionary([
  { code: 'listed', zh: '建立清单', en: 'Listed' },
  { code: 'verified', zh: '现场核实', en: 'Verified on site' },
  { code: 'stopped', zh: '制止到位', en: 'Stopped' },
  { code: 'demolished', zh: '拆除清场', en: 'Demolished and cleared' },
  { code: 'hardeningBroken', zh: '破除硬化', en: 'Hardening broken up' },
  { code: 'recultivated', zh: '覆土复耕', en: 'Soil and crop back' },
  { code: 'approvalObtained', zh: '手续办结', en: 'Papers obtained' },
  { code: 'townChecked', zh: '镇级核验', en: 'Checked by the town' },
  { code: 'writtenOff', zh: '县级销号', en: 'Written off' },
]);
export type MilestoneKind = CodeOf<typeof milestoneKinds>;

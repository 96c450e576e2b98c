import { type CodeOf, dictionary } from './entry.ts';

/** 现状 (specification 5.1 `currentState`). */
export const currentStates = dictionary([
  { code: 'building', zh: '在建', en: 'Under construction' },
  { code: 'builtUnused', zh: '建成未用', en: 'Built, unused' },
  { code: 'inUse', zh: '使用中', en: 'In use' },
  { code: 'halted', zh: '停工', en: 'Halted' },
  { code: 'demolished', zh: '已拆', en: 'Demolished' },
  { code: 'recultivated', zh: '已复耕', en: 'Recultivated' },
]);
export type CurrentState = CodeOf<typeof currentStates>;

/** 建设阶段 at discovery; `early` counts as 萌芽期 in the early-discovery rate. */
export const constructionStages = dictionary([
  { code: 'materials', zh: '备料', en: 'Materials brought', early: true },
  { code: 'digging', zh: '开挖', en: 'Digging', early: true },
  { code: 'foundation', zh: '基础', en: 'Foundation', early: true },
  { code: 'structure', zh: '主体', en: 'Structure', early: false },
  { code: 'finished', zh: '完工', en: 'Finished', early: false },
  { code: 'used', zh: '使用', en: 'In use', early: false },
]);
export type ConstructionStage = CodeOf<typeof constructionStages>;

/** 违法主体 (5.1 `partyType`). 不明 is an answer: the phone never forces a name. */
export const partyTypes = dictionary([
  { code: 'household', zh: '农户', en: 'Household' },
  { code: 'villageCollective', zh: '村集体', en: 'Village collective' },
  { code: 'company', zh: '企业', en: 'Company' },
  { code: 'individual', zh: '个体', en: 'Individual business' },
  { code: 'government', zh: '政府', en: 'Government' },
  { code: 'unknown', zh: '不明', en: 'Unknown' },
]);
export type PartyType = CodeOf<typeof partyTypes>;

/** What stands on the ground, as the phone asks it; never a legal class. */
export const groundFindings = dictionary([
  { code: 'house', zh: '房子', en: 'House' },
  { code: 'shed', zh: '棚子、仓库', en: 'Shed or store' },
  { code: 'hardening', zh: '硬化、堆料', en: 'Hardening or piles' },
  { code: 'pondTrees', zh: '坑塘、苗木', en: 'Pond or trees' },
  { code: 'road', zh: '路', en: 'Road' },
  { code: 'unchanged', zh: '没变化', en: 'Unchanged' },
]);
export type GroundFinding = CodeOf<typeof groundFindings>;

/** 密级与使用范围 of a layer or a document. Declared secrets are refused at import (specification 7.2). */
export const secrecyMarks = dictionary([
  { code: 'public', zh: '公开', en: 'Public', refused: false },
  { code: 'internal', zh: '内部', en: 'Internal', refused: false },
  { code: 'sensitive', zh: '敏感', en: 'Sensitive', refused: false },
  { code: 'secret', zh: '秘密', en: 'State secret', refused: true },
]);
export type SecrecyMark = CodeOf<typeof secrecyMarks>;

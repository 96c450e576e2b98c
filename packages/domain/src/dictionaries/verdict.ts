import { type CodeOf, dictionary } from './entry.ts';

/**
 * Judgement categories J10–J60 (specification 3.4). `outcome` says where a clue goes once the town accepts the verdict:
 * `close` ends it with its evidence, `problem` makes it a problem or joins it to one.
 */
export const verdicts = dictionary([
  { code: 'J10', zh: '合法', en: 'Lawful', outcome: 'close' },
  { code: 'J20', zh: '违法—非农违法', en: 'Unlawful, non-agricultural', outcome: 'problem' },
  { code: 'J21', zh: '违法—非粮违法', en: 'Unlawful, non-grain', outcome: 'problem' },
  { code: 'J30', zh: '农村道路', en: 'Rural road', outcome: 'close' },
  { code: 'J31', zh: '设施农用地', en: 'Facility agricultural land', outcome: 'close' },
  { code: 'J32', zh: '临时用地', en: 'Temporary land', outcome: 'close' },
  { code: 'J40', zh: '其他认定', en: 'Other finding', outcome: 'close' },
  { code: 'J50', zh: '伪变化/实地未变化', en: 'Pseudo-change or unchanged', outcome: 'close' },
  { code: 'J60', zh: '非新增建设用地', en: 'Not new construction land', outcome: 'close' },
]);
export type Verdict = CodeOf<typeof verdicts>;

/** Sub-values of a verdict (3.4); codes are unique over all verdicts so that a batch may be filtered by them. */
export const verdictSubValues = dictionary([
  { code: 'approval', of: 'J10', zh: '批文（农转用/征收/供地）', en: 'Approval (conversion, taking, supply)' },
  { code: 'certificate', of: 'J10', zh: '登记发证', en: 'Registered title' },
  { code: 'oldApproval', of: 'J10', zh: '历史批文', en: 'Historic approval' },
  { code: 'keyProject', of: 'J10', zh: '重点工程', en: 'Key project' },
  { code: 'linkedQuota', of: 'J10', zh: '增减挂钩', en: 'Linked increase and decrease' },
  { code: 'oilfield', of: 'J10', zh: '油田用地', en: 'Oilfield land' },
  { code: 'otherLawful', of: 'J10', zh: '其他合法', en: 'Otherwise lawful' },
  { code: 'buildBeforeApproval', of: 'J20', zh: '未批先建', en: 'Built before approval' },
  { code: 'overOccupation', of: 'J20', zh: '批少占多', en: 'More occupied than approved' },
  { code: 'otherNonAgri', of: 'J20', zh: '其他非农违法', en: 'Other non-agricultural' },
  { code: 'orchard', of: 'J21', zh: '林果', en: 'Trees and fruit' },
  { code: 'nursery', of: 'J21', zh: '苗木草皮', en: 'Nursery and turf' },
  { code: 'pond', of: 'J21', zh: '挖塘', en: 'Pond' },
  { code: 'greenLandscaping', of: 'J21', zh: '绿化造景', en: 'Landscaping' },
  { code: 'approvedHomestead', of: 'J40', zh: '农村宅基地（有批准）', en: 'Homestead with approval' },
  { code: 'boundaryOpening', of: 'J40', zh: '203范围及开天窗', en: 'Inside village range 203' },
  { code: 'slopeWork', of: 'J40', zh: '边坡治理', en: 'Slope works' },
  { code: 'rebuiltInPlace', of: 'J40', zh: '原地翻建', en: 'Rebuilt in place' },
  { code: 'otherFinding', of: 'J40', zh: '其他情形', en: 'Other case' },
  { code: 'imageError', of: 'J50', zh: '影像误判', en: 'Image misread' },
  { code: 'season', of: 'J50', zh: '季节变化', en: 'Season' },
  { code: 'shadow', of: 'J50', zh: '阴影', en: 'Shadow' },
  { code: 'temporaryPile', of: 'J50', zh: '临时堆放', en: 'Temporary pile' },
  { code: 'existingConstruction', of: 'J60', zh: '原有建设用地', en: 'Existing construction land' },
]);
export type VerdictSubValue = CodeOf<typeof verdictSubValues>;

/** Sub-values that a verdict offers; empty for verdicts that ask for fields instead (J30–J32). */
export function subValuesOf(verdict: Verdict): readonly VerdictSubValue[] {
  return verdictSubValues.entries.filter((entry) => entry.of === verdict).map((entry) => entry.code);
}

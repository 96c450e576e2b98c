import {
  type ConstructionStage,
  type GroundFinding,
  groundFindings,
  type PartyType,
  type ProblemType,
  problemTypes,
  type StopMeasure,
  type Verdict,
  type VerdictSubValue,
  verdictSubValues,
  type Words,
} from '@shoutian/domain/dictionaries';

/** An option as it stands on a large card: a short word, and a line below it where the word alone may mislead. */
export interface Choice<C extends string> {
  code: C;
  label: Words;
  hint: Words | null;
}
const words = (zh: string, en: string): Words => ({ zh, en });
const choice = <C extends string>(code: C, label: Words, hint: Words | null = null): Choice<C> => ({
  code,
  label,
  hint,
});

const findingHints: Partial<Record<GroundFinding, Words>> = {
  house: words('住人或在盖', 'lived in or being built'),
  shed: words('大棚、养殖棚、看护房', 'greenhouse, animal shed'),
  unchanged: words('还是原来的地', 'the same as before'),
};

/** Question 1, from the dictionary, with a line of help where villages asked for one. */
export const findingChoices: readonly Choice<GroundFinding>[] = groundFindings.entries.map(({ code, zh, en }) =>
  choice(code, { zh, en }, findingHints[code] ?? null),
);

/** The judgement categories in the words of the village: what was applied for, what was not. Codes stay in the office. */
export const plainVerdicts: Readonly<Record<Verdict, Choice<Verdict>>> = {
  J10: choice('J10', words('有批准手续', 'It was approved'), words('批文、房产证、重点工程', 'papers exist')),
  J20: choice('J20', words('没手续就占了', 'No approval'), words('盖房、硬化、堆料', 'built, paved, piled')),
  J21: choice('J21', words('不种粮了', 'No grain any more'), words('种树、草皮、挖塘、造景', 'trees, turf, pond')),
  J30: choice('J30', words('农村道路', 'Rural road'), words('村里自用的路', 'a road of the village')),
  J31: choice('J31', words('备过案的棚', 'Filed facility'), words('大棚、养殖棚，有备案', 'sheds with a filing')),
  J32: choice('J32', words('临时用一阵', 'Temporary use'), words('有批准，到期要还', 'approved, will be given back')),
  J40: choice('J40', words('其他情况', 'Something else'), words('写一句说明', 'explain in a line')),
  J50: choice('J50', words('没变化、看错了', 'No change'), words('影子、季节、临时堆', 'shadow, season, a pile')),
  J60: choice('J60', words('早就是建设用地', 'Built on long ago'), words('老宅子、老厂', 'old house or yard')),
};

/** The likely answers first, for what stands on the ground; every verdict is always among them. */
export function verdictChoices(finding: GroundFinding | null, ongoing: boolean | null): Choice<Verdict>[] {
  return verdictOrder(finding, ongoing).map((code) => plainVerdicts[code]);
}

function verdictOrder(finding: GroundFinding | null, ongoing: boolean | null): Verdict[] {
  if (ongoing === true && finding !== 'unchanged')
    return ['J20', 'J10', 'J31', 'J32', 'J21', 'J30', 'J60', 'J40', 'J50'];
  switch (finding) {
    case 'house':
      return ['J20', 'J10', 'J60', 'J40', 'J32', 'J31', 'J21', 'J30', 'J50'];
    case 'shed':
      return ['J31', 'J20', 'J10', 'J32', 'J40', 'J60', 'J21', 'J30', 'J50'];
    case 'hardening':
      return ['J20', 'J32', 'J10', 'J60', 'J40', 'J31', 'J30', 'J21', 'J50'];
    case 'pondTrees':
      return ['J21', 'J20', 'J10', 'J40', 'J31', 'J32', 'J50', 'J60', 'J30'];
    case 'road':
      return ['J30', 'J20', 'J10', 'J32', 'J40', 'J60', 'J31', 'J21', 'J50'];
    case 'unchanged':
      return ['J50', 'J60', 'J10', 'J40', 'J30', 'J31', 'J32', 'J21', 'J20'];
    case null:
      return ['J20', 'J10', 'J21', 'J31', 'J30', 'J32', 'J60', 'J50', 'J40'];
  }
}

const plainSub: Partial<Record<VerdictSubValue, Words>> = {
  approval: words('有批文', 'Approval'),
  certificate: words('有证（房产证、土地证）', 'Title deed'),
  oldApproval: words('老批文', 'Old approval'),
  linkedQuota: words('增减挂钩项目', 'Linked quota'),
  buildBeforeApproval: words('没批就建', 'Built before approval'),
  overOccupation: words('批得少，占得多', 'More than approved'),
  otherNonAgri: words('别的占法', 'Other'),
  orchard: words('果树、林木', 'Fruit or trees'),
  nursery: words('苗木、草皮', 'Nursery or turf'),
  pond: words('挖塘', 'Pond'),
  greenLandscaping: words('绿化、造景', 'Landscaping'),
  approvedHomestead: words('批过的宅基地', 'Approved homestead'),
  boundaryOpening: words('村庄范围里头', 'Inside the village range'),
  imageError: words('卫星看错了', 'Image misread'),
  season: words('季节不同', 'Season'),
  temporaryPile: words('临时堆一下', 'Temporary pile'),
};

/** Detail of a verdict in plain words; the dictionary's own word where it is plain enough. */
export function subChoices(verdict: Verdict): Choice<VerdictSubValue>[] {
  return verdictSubValues.entries
    .filter((entry) => entry.of === verdict)
    .map(({ code, zh, en }) => choice(code, plainSub[code] ?? { zh, en }));
}

const plainTypes: Partial<Record<ProblemType, Words>> = {
  T01: words('村民盖住房', 'Villager house'),
  T02: words('别的房子', 'Other building'),
  T03: words('项目没批先建', 'Project before approval'),
  T04: words('批少占多', 'More than approved'),
  T05: words('临时用地没还', 'Temporary land kept'),
  T06: words('公路两边种树太宽', 'Green strip too wide'),
  T07: words('挖湖、公园、造景', 'Lake or park'),
  T08: words('棚子没备案', 'Shed not filed'),
  T09: words('棚子占多了', 'Shed too large'),
  T10: words('棚里住人、改作他用', 'Shed used otherwise'),
  T11: words('路修宽了', 'Road too wide'),
  T12: words('种果树、林木', 'Fruit or trees'),
  T13: words('挖塘养鱼', 'Fish pond'),
  T14: words('种草皮、苗木', 'Turf or nursery'),
  T15: words('挖沙、取土、建坟', 'Digging, grave'),
  T16: words('硬化、堆料、停车场', 'Paving, piles'),
  T17: words('撂荒', 'Left fallow'),
  T18: words('光伏', 'Solar panels'),
};
/** A kind of occupation in the words of the village; the dictionary's own where nobody found a plainer one. */
export function plainType(code: ProblemType): Words {
  return plainTypes[code] ?? problemTypes.get(code);
}

const typesByFinding: Record<GroundFinding, readonly ProblemType[]> = {
  house: ['T01', 'T02', 'T03', 'T04', 'T15'],
  shed: ['T08', 'T09', 'T10', 'T02', 'T18'],
  hardening: ['T16', 'T03', 'T05', 'T18', 'T15'],
  pondTrees: ['T12', 'T13', 'T14', 'T07', 'T06'],
  road: ['T11', 'T06', 'T03'],
  unchanged: ['T17'],
};

/** What kind of occupation, the few that fit what stands there, and 其他. */
export function typeChoices(finding: GroundFinding | null): Choice<ProblemType>[] {
  const fitting = finding === null ? (Object.keys(plainTypes) as ProblemType[]) : typesByFinding[finding];
  return [...fitting.map((code) => choice(code, plainType(code))), choice('T99', words('别的', 'Other'))];
}

export const partyChoices: readonly Choice<PartyType>[] = [
  choice('household', words('村民', 'Villager')),
  choice('villageCollective', words('村集体', 'Village')),
  choice('company', words('公司、厂', 'Company')),
  choice('individual', words('个体户', 'Small business')),
  choice('government', words('政府单位', 'Government')),
  choice('unknown', words('不知道', 'Not known')),
];

export const stageChoices: readonly Choice<ConstructionStage>[] = [
  choice('materials', words('刚备料', 'Materials')),
  choice('digging', words('在开挖', 'Digging')),
  choice('foundation', words('打了地基', 'Foundation')),
  choice('structure', words('墙起来了', 'Walls up')),
  choice('finished', words('盖好了', 'Finished')),
  choice('used', words('用上了', 'In use')),
];

/** 当场做了什么; several may be true, the strongest becomes the record's kind. Paper orders are the town's (needsAuthority). */
export const measureChoices: readonly Choice<StopMeasure>[] = [
  choice('oral', words('劝停了', 'Talked them into stopping')),
  choice('machineryLeft', words('机械开走了', 'Machines left')),
  choice('jointStop', words('和镇里一起拦下', 'Stopped together with the town')),
];

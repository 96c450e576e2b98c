import {
  channels,
  type Dictionary,
  type Entry,
  type Language,
  milestoneKinds,
  problemTypes,
} from '@shoutian/domain/dictionaries';
import { roles } from '@shoutian/domain/people';

type Pair = readonly [zh: string, en: string];

/** What a field of a rule is called. A test asks for words of every one. */
const labels: Readonly<Record<string, Pair>> = {
  length: ['长度', 'Length'],
  unit: ['按什么算', 'Counted in'],
  count: ['次数或宗数', 'Count'],
  ratio: ['占比', 'Share'],
  weekday: ['星期几', 'Weekday'],
  hour: ['几点', 'Hour'],
  min: ['最小（米）', 'Least (m)'],
  max: ['最大（米）', 'Most (m)'],
  distanceM: ['相距（米）', 'Distance (m)'],
  bearingDeg: ['方位差（度）', 'Bearing (degrees)'],
  directions: ['不同方向（张）', 'Directions'],
  near: ['近景（张）', 'Near photos'],
  gapDays: ['间隔（天）', 'Days apart'],
  ruralHouse: ['农村建房', 'Rural houses'],
  others: ['其他类型', 'Other types'],
  step: ['节点', 'Step'],
  share: ['占整改期', 'Share of the period'],
  when: ['什么时候用', 'Used when'],
  name: ['规则名称', 'Name'],
  types: ['问题类型', 'Types'],
  divisions: ['村镇', 'Places'],
  channels: ['来源渠道', 'Channels'],
  lead: ['牵头单位', 'Lead unit'],
  person: ['派给谁', 'Receiver'],
  holidays: ['放假', 'Holidays'],
  makeUpWorkingDays: ['调休上班', 'Make-up days'],
};

/** Words of a field; its own name where somebody added a field without any. */
export const fieldWords = (name: string, language: Language): string =>
  labels[name]?.[language === 'zh' ? 0 : 1] ?? name;

const choices: Readonly<Record<string, Readonly<Record<string, Pair>>>> = {
  unit: {
    C: ['自然日', 'days'],
    W: ['工作日', 'working days'],
    M: ['月', 'months'],
    Y: ['年', 'years'],
  },
  when: {
    always: ['都用', 'for all'],
    demolishes: ['要拆除的', 'where something is torn down'],
    legalises: ['补办手续的', 'where papers are made up'],
    replants: ['要复耕的', 'where crops come back'],
  },
  'overlay.farmlandBasis': {
    gross: ['毛面积（不扣田坎）', 'gross area'],
    net: ['净面积（扣田坎）', 'net of ridges'],
  },
  weekday: {
    1: ['周一', 'Monday'],
    2: ['周二', 'Tuesday'],
    3: ['周三', 'Wednesday'],
    4: ['周四', 'Thursday'],
    5: ['周五', 'Friday'],
    6: ['周六', 'Saturday'],
    7: ['周日', 'Sunday'],
  },
};

const dictionaries: Readonly<Record<string, Dictionary<Entry>>> = {
  step: milestoneKinds,
  types: problemTypes,
  channels,
};

/** Words of a code in a field (or of a rule that is one code). */
export function choiceWords(field: string, code: string, language: Language): string {
  if (field === 'lead' && Object.hasOwn(roles, code)) return roles[code as keyof typeof roles][language];
  const own = choices[field]?.[code]?.[language === 'zh' ? 0 : 1];
  if (own !== undefined) return own;
  const label = dictionaries[field]?.label(code, language);
  return label === undefined ? code : field === 'types' ? `${code} ${label}` : label;
}

/** Codes of a number that is chosen by name: days of the week. */
export const namedNumbers = (field: string): readonly number[] | null =>
  field === 'weekday' ? Object.keys(choices['weekday'] ?? {}).map(Number) : null;

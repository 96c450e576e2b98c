import { type Language, milestoneKinds } from '@shoutian/domain/dictionaries';
import { roles } from '@shoutian/domain/people';
import { type RuleKey, type RuleValue, ruleDefinitions } from '@shoutian/domain/rules';
import { showValue } from './rule-value.ts';

type Words<K extends RuleKey> = (value: NonNullable<RuleValue<K>>, zh: boolean) => string;

const percent = (ratio: number): string => `${Math.round(ratio * 1000) / 10}%`;
const units = {
  C: [' 天（自然日）', ' days'],
  W: [' 个工作日', ' working days'],
  M: [' 个月', ' months'],
  Y: [' 年', ' years'],
} as const;
const span = ({ length, unit }: RuleValue<'rectify.span'>, zh: boolean): string =>
  `${length}${units[unit][zh ? 0 : 1]}`;
const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];

/** Rules whose value is more than a number or a list of numbers, each as people would say it. */
const worded: { readonly [K in RuleKey]?: Words<K> } = {
  'rectify.span': span,
  'clue.verifySpan': (value, zh) => span(value, zh),
  calendar: ({ holidays, makeUpWorkingDays }, zh) =>
    zh
      ? `已录放假 ${holidays.length} 天、调休上班 ${makeUpWorkingDays.length} 天`
      : `${holidays.length} holidays, ${makeUpWorkingDays.length} working days`,
  'deadline.moveToWorkingDay': (moves, zh) => (zh ? (moves ? '顺延' : '不顺延') : moves ? 'moved' : 'not moved'),
  'rectify.steps': (steps, zh) =>
    steps.map(({ step, share: part }) => `${milestoneKinds.label(step, zh ? 'zh' : 'en')} ${percent(part)}`).join('、'),
  'stock.cutOff': ({ ruralHouse, others }, zh) =>
    zh
      ? `农村建房 ${ruralHouse ?? '未设'}，其他 ${others ?? '未设'}`
      : `houses ${ruralHouse ?? '—'}, others ${others ?? '—'}`,
  'lead.byType': (byType, zh) => {
    const entries = Object.entries(byType);
    if (entries.length === 0) return zh ? '按问题类型字典' : 'by the dictionary of types';
    return entries.map(([type, lead]) => `${type} ${lead === null ? '—' : roles[lead][zh ? 'zh' : 'en']}`).join('、');
  },
  'dispatch.routes': (routes, zh) => {
    if (routes.length === 0) return zh ? '按村派人，按类型定牵头单位' : 'by village and by type';
    return routes.map(({ name }) => name).join('、');
  },
  'board.near': ({ count, ratio }, zh) =>
    zh ? `差 ${count} 宗或 ${percent(ratio)} 以内` : `${count} or ${percent(ratio)} short`,
  'board.snapshot': ({ weekday, hour }, zh) =>
    zh ? `每${weekdays[weekday - 1] ?? ''} ${hour}:00` : `weekday ${weekday}, ${hour}:00`,
  'inspection.ratio': percent,
  'overlay.farmlandBasis': (basis, zh) =>
    zh ? (basis === 'gross' ? '毛面积（不扣田坎）' : '净面积（扣田坎）') : basis,
  'duplicate.overlapRatio': percent,
  'rebound.overlapRatio': percent,
  'approval.coverRatio': percent,
  'verdict.coverRatio': percent,
  'ruralRoad.widthM': ({ min, max }, zh) => `${min}–${max} ${zh ? '米' : 'm'}`,
  'photo.pair': ({ distanceM, bearingDeg }, zh) =>
    zh ? `相距 ${distanceM} 米、方位差 ${bearingDeg}° 以内` : `within ${distanceM} m and ${bearingDeg}°`,
  'photo.minimum': ({ directions, near }, zh) =>
    zh ? `${directions} 个方向，近景 ${near} 张` : `${directions} directions, ${near} near`,
  'evidence.visits': ({ count, gapDays }, zh) =>
    zh ? `到场 ${count} 次，间隔 ${gapDays} 天` : `${count} visits, ${gapDays} days apart`,
};

function say<K extends RuleKey>(key: K, value: unknown, zh: boolean): string | null {
  const words = worded[key];
  const parsed = ruleDefinitions[key].schema.safeParse(value);
  if (words === undefined || !parsed.success || parsed.data === null) return null;
  return words(parsed.data as NonNullable<RuleValue<K>>, zh);
}

/** A rule's value in words; a rule newer than this page shows its raw value. */
export function ruleWords(key: string, value: unknown, language: Language): string {
  const known = Object.keys(ruleDefinitions).find((one): one is RuleKey => one === key);
  return (known === undefined ? null : say(known, value, language === 'zh')) ?? showValue(value);
}

/** Where a rule comes from, without the numbers by which the product's own documents cite their sources. */
export function sourceWords(source: string): string {
  const own = /^(?:(?:R-\d{3}|\d\.\d(?=$|[，、\s])|E\d{2})[、，：；\s]*)+/u;
  return source.replace(own, '');
}

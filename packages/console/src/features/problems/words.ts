import type { ProblemRow } from '@shoutian/domain/api';
import { type Language, milestoneKinds, problemTypes } from '@shoutian/domain/dictionaries';
import { formatDay } from '@shoutian/domain/format';
import { roles } from '@shoutian/domain/people';
import { parseProblemNo, shortNo } from '@shoutian/domain/problem';

/** The kit's state look of a problem's state: `registered` is a word of its own beside the clue's. */
export function lookOf(state: string): string {
  return state === 'registered' ? 'problemRegistered' : state;
}

/** First words of each type, as people say them across a desk; the whole name is in the dictionary. */
const shortTypes: Readonly<Record<ProblemRow['type'], string>> = {
  T01: '住宅',
  T02: '其他房屋',
  T03: '未批先建',
  T04: '批少占多',
  T05: '临时用地',
  T06: '绿化',
  T07: '挖湖造景',
  T08: '设施未备案',
  T09: '备少占多',
  T10: '大棚房',
  T11: '农村道路',
  T12: '林果',
  T13: '挖塘',
  T14: '苗木',
  T15: '取土采矿',
  T16: '硬化/堆场',
  T17: '撂荒',
  T18: '光伏',
  T19: '转让出租',
  T20: '非法批地',
  T99: '其他',
};

/** 「T16 硬化/堆场」: code and short name, as ledgers write it. */
export function typeWords(type: ProblemRow['type'], language: Language): string {
  return `${type} ${language === 'zh' ? shortTypes[type] : problemTypes.label(type, language)}`;
}

const shortChannels: Readonly<Record<ProblemRow['channel'], readonly [zh: string, en: string]>> = {
  satelliteEnforcement: ['卫片', 'Satellite'],
  nationalInspectorate: ['督察', 'Inspectorate'],
  audit: ['审计', 'Audit'],
  partyInspection: ['巡察', 'Inspection'],
  campaign: ['专项', 'Campaign'],
  analogousCheck: ['排查', 'Check'],
  patrol: ['巡查', 'Patrol'],
  publicReport: ['举报', 'Report'],
  media: ['媒体', 'Media'],
  hotline12336: ['12336', '12336'],
  hotline12345: ['12345', '12345'],
  superior: ['交办', 'Superior'],
  transferredIn: ['移送', 'Transfer'],
  businessReview: ['梳理', 'Review'],
  video: ['视频', 'Video'],
  other: ['其他', 'Other'],
};

/** 「卫片 2」: where it came from in a word, and how many clues it has. */
export function channelWords(channel: ProblemRow['channel'], clues: number, language: Language): string {
  const words = shortChannels[channel][language === 'zh' ? 0 : 1];
  return clues > 0 ? `${words} ${clues}` : words;
}

/** Name of a unit that is a role id; other units show as they were written. */
export function unitWords(unit: string, language: Language): string {
  const known = Object.entries(roles).find(([id]) => id === unit)?.[1];
  return known?.[language] ?? unit;
}

/**
 * 0137 inside one town for numbers of `year`, 2025-0137 for another year there, the whole number for a wider view: a
 * shorter one would be ambiguous.
 */
export function shownNo(problemNo: string, scopeCode: string, year: string): string {
  const parsed = parseProblemNo(problemNo);
  if (scopeCode.length < 9 || parsed === null) return problemNo;
  const short = shortNo(problemNo);
  return String(parsed.year) === year ? short : `${parsed.year}-${short}`;
}

/** States in which nothing is due any more. */
export function finished(state: ProblemRow['state']): boolean {
  return ['writtenOff', 'transferred', 'noAction', 'mergedInto'].includes(state);
}

/** A step's wording; English has only the dictionary's, because what was typed is Chinese. */
export function stepWords(step: string, name: string, language: Language): string {
  return language === 'en' && milestoneKinds.find(step) !== undefined ? milestoneKinds.label(step, 'en') : name;
}

/** 11月27日, or 11-27 in English; the year only where it is another. */
export function dayWords(day: string, today: string, language: Language): string {
  if (language === 'zh') return formatDay(day, today);
  return day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day;
}

import type { ProblemDetail, TaskView } from '@shoutian/domain/api';
import { problemTypes } from '@shoutian/domain/dictionaries';
import { language } from '../i18n/setup.ts';
import { plainType } from './verdicts.ts';

/** 「3组渠边，疑似新建房」 → 「3组渠边」: the part of a title that fits a title bar of eight characters. */
export function shortPlace(title: string): string {
  const [first = ''] = title.split(/[，,。；;（(]/);
  return first.trim();
}

/** Last part of a number such as XS2026-002-H1 or 2026-示例-0137: inside one village nobody says the rest. */
export function shortNumber(no: string): string {
  return no.split('-').at(-1) ?? no;
}

/**
 * What the task is about, without the verb (the tag says it) and without what is the same in every line (the village):
 * 「核查 清溪村 XS2026-002-H1」 → 「图斑 H1」, 「核查 清溪村三组渠边 XS2026-002-H1」 → 「三组渠边 H1」, 「整改 清溪村农村村民非法占地建住宅」 → 「村民盖住房 0001」.
 */
export function plainTitle({
  title,
  villageName,
  no,
  geometry,
}: Pick<TaskView, 'title' | 'villageName' | 'no' | 'geometry'>): string {
  const rest = title
    .replace(/^(核查|复查停工|复查|整改|回头看|抽查|到场复看|补材料|补证据)[\s：:]+/, '')
    .replace(villageName, '')
    .trim();
  const type = problemTypes.read(rest);
  if (type !== undefined) return `${plainType(type)[language()]} ${shortNumber(no)}`;
  if (rest !== '' && rest !== no) return rest.replace(no, shortNumber(no));
  const short = shortNumber(no);
  // What a person found has a place and no outline yet.
  if (geometry === null) return language() === 'en' ? `Finding ${short}` : `发现点 ${short}`;
  return language() === 'en' ? `Parcel ${short}` : `图斑 ${short}`;
}

/** How people call the ground of a problem: the place as it was described, else what was done there and the number. */
export function problemPlace({
  locationText,
  type,
  problemNo,
}: Pick<ProblemDetail, 'locationText' | 'type' | 'problemNo'>): string {
  return shortPlace(locationText) || `${plainType(type)[language()]} ${shortNumber(problemNo)}`;
}

import type { TaskView } from '@shoutian/domain/api';
import { language } from '../i18n/setup.ts';

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
 * 「核查 清溪村 XS2026-002-H1」 → 「图斑 H1」.
 */
export function plainTitle({ title, villageName, no }: Pick<TaskView, 'title' | 'villageName' | 'no'>): string {
  const rest = title
    .replace(/^(核查|复查|整改|回头看|抽查|补材料|补证据)[\s：:]*/, '')
    .replace(villageName, '')
    .trim();
  if (rest !== '' && rest !== no) return rest;
  return language() === 'en' ? `Parcel ${shortNumber(no)}` : `图斑 ${shortNumber(no)}`;
}

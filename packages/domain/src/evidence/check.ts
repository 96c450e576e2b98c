import { type CodeOf, dictionary, type Words } from '../dictionaries/entry.ts';
import type { Missing } from '../problem/machine.ts';
import type { RuleKey } from '../rules/keys.ts';

/** Patterns of false rectification (specification 6.2): for statistics after a person decided, never shown as a verdict. */
export const fakeTypes = dictionary([
  { code: 'F1', zh: '覆土未拆硬化', en: 'Soil over hardening' },
  { code: 'F2', zh: '遮盖/伪装', en: 'Covered or disguised' },
  { code: 'F3', zh: '移栽摆拍', en: 'Transplanted for the photo' },
  { code: 'F4', zh: '部分拆除报全部', en: 'Part demolished, all reported' },
  { code: 'F5', zh: '拆后复建', en: 'Rebuilt' },
  { code: 'F6', zh: '照片重用', en: 'Photo reused' },
  { code: 'F7', zh: '位置不符', en: 'Wrong place' },
  { code: 'F8', zh: '面积不符', en: 'Wrong area' },
  { code: 'F9', zh: '批文不对应', en: 'Approval of other ground' },
  { code: 'F10', zh: '超出批准范围', en: 'Beyond the approval' },
  { code: 'F11', zh: '时间不符', en: 'Wrong time' },
  { code: 'F12', zh: '他人代拍/代签', en: 'Taken or signed by another' },
]);
export type FakeType = CodeOf<typeof fakeTypes>;

export type CheckId = 'E01' | 'E02' | 'E03' | 'E04' | 'E06' | 'E07' | 'E08' | 'E11' | 'E12' | 'E13';

/**
 * How much a reason weighs: `block` holds up the act, `flag` and `warn` want a look, `info` is for the record, `ok` is a
 * check that found nothing. No level is a judgement about a person.
 */
export type CheckLevel = 'block' | 'flag' | 'warn' | 'info' | 'ok';

/** One reason, with the raw figures behind it. */
export interface Check {
  readonly id: CheckId;
  readonly level: CheckLevel;
  /** Photo or document it is about; null for the whole pack. */
  readonly subject: string | null;
  readonly reason: Words;
  readonly values: Readonly<Record<string, string | number | null>>;
  /** Pattern it would point to, if a person confirms it. */
  readonly hint: FakeType | null;
  readonly rule: RuleKey | null;
}

type Extra = Partial<Pick<Check, 'values' | 'hint' | 'rule'>>;

/**
 * Makes a check result. Levels that want a look end with 「请看一眼」, so that no caller words it as a verdict; what is
 * missing (E13) is a list of things to bring, not something to look at.
 */
export function finding(
  id: CheckId,
  level: CheckLevel,
  subject: string | null,
  zh: string,
  en: string,
  extra: Extra = {},
): Check {
  const look = id !== 'E13' && (level === 'block' || level === 'flag' || level === 'warn');
  return {
    id,
    level,
    subject,
    reason: look ? { zh: `${zh}，请看一眼`, en: `${en}; please take a look` } : { zh, en },
    values: extra.values ?? {},
    hint: extra.hint ?? null,
    rule: extra.rule ?? null,
  };
}

const weight: Record<CheckLevel, number> = { block: 0, flag: 1, warn: 2, info: 3, ok: 4 };

/** Reasons in the order of a review: what wants a look first. */
export function byWeight(checks: readonly Check[]): Check[] {
  return [...checks].sort((a, b) => weight[a.level] - weight[b.level] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Stable name of a reason, under which its treatment (补正, 写明理由) is stored. */
export function checkKey(check: Pick<Check, 'id' | 'subject'>): string {
  return `${check.id}:${check.subject ?? ''}`;
}

/**
 * Reasons that nobody has dealt with; evidence is not accepted while there is one (ui 06). A `block` is not explained
 * away: it stays until the evidence changed.
 * @param treated keys that somebody gave a reason for
 */
export function untreated(checks: readonly Check[], treated: ReadonlySet<string>): Missing[] {
  return byWeight(checks)
    .filter(
      (each) =>
        each.level === 'block' || ((each.level === 'flag' || each.level === 'warn') && !treated.has(checkKey(each))),
    )
    .map((each) => ({
      code: `check.${each.id}`,
      message: each.reason,
      link: `evidence/review?check=${checkKey(each)}`,
    }));
}

/** What no photo can answer; a person does (6.3 recultivation, ui 06). */
export const humanQuestions = dictionary([
  { code: 'hardeningRemoved', zh: '硬化层已破碎清走，不是盖土', en: 'Hardening broken up and gone, not covered' },
  { code: 'soilDepth', zh: '土层厚度够', en: 'The soil is deep enough' },
  { code: 'notStaged', zh: '不是移栽摆拍', en: 'Not planted for the photo' },
]);
export type HumanQuestion = CodeOf<typeof humanQuestions>;

import type { listRules, OutputOf, setCalendar, setRule as setRuleEndpoint } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { type RuleKey, ruleDefinitions, ruleKeys, rulesOn } from '@shoutian/domain/rules';
import type { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Work } from '../../platform/request.ts';
import { insertRule, replaceCalendar } from './queries.ts';
import { countyRules, forgetRules } from './rules.ts';

type RuleView = OutputOf<typeof listRules>['rows'][number];
type Body<E extends { body?: z.ZodType }> = z.output<NonNullable<E['body']>>;

/** Every rule as it stands today, with where its value comes from and whether it may stop an act. */
export async function allRules(work: Work): Promise<RuleView[]> {
  const rules = rulesOn(await countyRules(work.tx, work.actor.countyCode), shanghaiDay(work.now));
  return ruleKeys.map((key) => {
    const { value, blocks, row } = rules.use(key);
    const { zh, en } = ruleDefinitions[key];
    return {
      key,
      zh,
      en,
      value,
      mark: row.mark,
      status: row.status,
      source: row.sourceDoc,
      blocks,
      own: row.countyCode !== null,
      validFrom: row.countyCode === null ? null : row.validFrom,
    };
  });
}

/**
 * Sets a rule from a day on: a new row; the old ones stay for what was decided by them. The calendar has its own way in.
 * @throws {AppError} notFound for an unknown key; badInput for a value of another shape; missing for a confirmed rule
 *   without its source document
 */
export async function setRule(work: Work, body: Body<typeof setRuleEndpoint>): Promise<RuleView> {
  const { tx, actor, now } = work;
  const key = ruleKeys.find((each): each is RuleKey => each === body.key);
  if (key === undefined) throw new AppError('notFound', `没有「${body.key}」这条规则。`, { en: 'No such rule.' });
  if (key === 'calendar')
    throw new AppError('badInput', '节假日和调休在「日历」里按年录入。', { en: 'Holidays are entered by year.' });
  const value = ruleDefinitions[key].schema.safeParse(body.value);
  if (!value.success)
    throw new AppError('badInput', `「${ruleDefinitions[key].zh}」的值不对：${value.error.issues[0]?.message ?? ''}`, {
      en: 'The value does not fit this rule.',
      details: value.error.issues.map((issue) => ({
        code: 'badInput',
        at: ['body', 'value', ...issue.path].join('.'),
        message: issue.message,
      })),
    });
  if (body.confirmed && body.sourceDoc === '')
    throw new AppError('missing', '确认的规则会拦住办理，要写明依据文件。', {
      en: 'A confirmed rule needs its source document.',
      details: [{ code: 'rule.sourceDoc', at: 'body.sourceDoc', message: '依据文件' }],
    });
  const before = (await allRules(work)).find((rule) => rule.key === key);
  await insertRule(tx, actor.countyCode, {
    id: newId(),
    key,
    value: JSON.stringify(value.data),
    validFrom: body.validFrom,
    sourceDoc: body.sourceDoc,
    mark: body.confirmed ? 'V' : 'D',
    status: body.confirmed ? 'confirmed' : 'draft',
    createdBy: actor.id,
    createdAt: now,
  });
  forgetRules(tx);
  await work.audit({
    action: 'rule.manage',
    subjectKind: 'rule',
    divisionCode: actor.scopeCode,
    changes: {
      key,
      value: [before?.value ?? null, value.data],
      validFrom: body.validFrom,
      sourceDoc: body.sourceDoc,
      confirmed: body.confirmed,
    },
  });
  const after = (await allRules(work)).find((rule) => rule.key === key);
  if (!after) throw new AppError('internal');
  return after;
}

/** Holidays and make-up days of a year by the State Council's notice; the year's earlier entries are replaced. */
export async function setCalendarYear(work: Work, year: number, body: Body<typeof setCalendar>): Promise<void> {
  const wrong = body.days.find(({ day }) => !day.startsWith(`${year}-`));
  if (wrong)
    throw new AppError('badInput', `${wrong.day} 不在 ${year} 年。`, { en: `${wrong.day} is not in ${year}.` });
  if (new Set(body.days.map(({ day }) => day)).size < body.days.length)
    throw new AppError('badInput', '同一天写了两次，请核对。', { en: 'A day stands there twice.' });
  await replaceCalendar(work.tx, work.actor.countyCode, year, body.sourceDoc, body.days);
  forgetRules(work.tx);
  await work.audit({
    action: 'rule.manage',
    subjectKind: 'calendar',
    divisionCode: work.actor.scopeCode,
    changes: { year, days: body.days.length, sourceDoc: body.sourceDoc },
  });
}

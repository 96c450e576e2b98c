import { daysBetween } from '../deadlines/day.ts';
import type { Words } from '../dictionaries/entry.ts';
import { rectifyMethods } from '../dictionaries/rectification.ts';
import { formatMu } from '../format/area.ts';
import { formatDay } from '../format/day.ts';
import { formatPercent } from '../format/number.ts';
import type { Rules } from '../rules/rows.ts';
import { closeArea, closedByPaper } from './closure.ts';
import type { Missing } from './machine.ts';
import type { GuardResult, WriteOffFacts, WriteOffGuardId } from './write-off-facts.ts';

export type Finding = Pick<GuardResult, 'status' | 'blocks' | 'detail' | 'missing'>;

const words = (zh: string, en: string): Words => ({ zh, en });
const fine = (detail: Words): Finding => ({ status: 'satisfied', blocks: true, detail, missing: [] });
const skip = (detail: Words): Finding => ({ status: 'notApplicable', blocks: true, detail, missing: [] });
const gap = (code: string, message: Words, link: string): Missing => ({ code: `writeOff.${code}`, message, link });
const lacks = (missing: readonly Missing[], blocks = true): Finding => ({
  status: 'missing',
  blocks,
  detail: {
    zh: missing.map((item) => item.message.zh).join('；'),
    en: missing.map((item) => item.message.en).join('; '),
  },
  missing,
});

function verified({ verifyResult, verifiedOn, verifiedByName }: WriteOffFacts): Finding {
  if (verifyResult !== 'true')
    return lacks([gap('verified', words('核实结论不是「属实」', 'not verified as true'), 'verify')]);
  const note = [verifiedOn, verifiedByName].filter((text) => text !== null).join(' ');
  return fine(words(note, note));
}

function areaClosed({ areaM2, parts }: WriteOffFacts, rules: Rules): Finding {
  const tolerance = rules.use('area.toleranceMu');
  const closure = closeArea(areaM2, parts, tolerance.value);
  const zh = `处置 ${formatMu(closure.partsM2)}，应为 ${formatMu(areaM2)} 亩，差 ${formatMu(closure.differenceM2)}`;
  const en = `treated ${formatMu(closure.partsM2)} of ${formatMu(areaM2)} mu, difference ${formatMu(closure.differenceM2)}`;
  if (closure.closed) return fine(words(zh, en));
  if (parts.length === 0) {
    return lacks([
      gap(
        'areaClosed',
        words(`整改面积未填：应为 ${formatMu(areaM2)} 亩`, `areas not entered: ${formatMu(areaM2)} mu`),
        'closure',
      ),
    ]);
  }
  return lacks([gap('areaClosed', words(zh, en), 'closure')], tolerance.blocks);
}

/** required demolition is not closed by a fine or by paper unless a later legal decision lifts it. */
function demolished(facts: WriteOffFacts): Finding {
  const method = facts.method === null ? null : rectifyMethods.get(facts.method);
  if (!facts.demolitionRequired && !method?.demolishes && !method?.replants)
    return skip(words('整改方式不涉及拆除', 'the method involves no demolition'));
  const missing: Missing[] = [];
  if (facts.demolitionRequired && facts.supersedingDecisionNo === null) {
    if (!method?.demolishes)
      missing.push(
        gap(
          'demolished.method',
          words('应拆除，不能以补办或处罚了结', 'must be demolished: paper or a fine does not close it'),
          'plan?field=rectifyMethod',
        ),
      );
    const paper = closedByPaper(facts.parts);
    if (paper > 0)
      missing.push(
        gap(
          'demolished.paper',
          words(
            `应拆除，却有 ${formatMu(paper)} 亩以手续了结`,
            `${formatMu(paper)} mu to be demolished are closed by paper`,
          ),
          'closure',
        ),
      );
  }
  missing.push(...facts.evidenceGaps);
  if (missing.length > 0) return lacks(missing);
  return fine(
    words(facts.supersedingDecisionNo ? `依据 ${facts.supersedingDecisionNo}` : '证据齐全', 'evidence complete'),
  );
}

function authentic({ openFlags, handledFlags }: WriteOffFacts): Finding {
  if (openFlags.length === 0) return fine(words(`${handledFlags} 条已处理`, `${handledFlags} dealt with`));
  return lacks([
    gap(
      'authentic',
      words(`${openFlags.length} 条提示未处理`, `${openFlags.length} notes not dealt with`),
      'evidence/review',
    ),
  ]);
}

/** Two different people, both agreeing, neither having uploaded evidence (5.2, 8.3). */
function fieldReviewed({ reviewers, uploaders }: WriteOffFacts): Finding {
  const fit = reviewers.filter((reviewer) => reviewer.passed && !uploaders.includes(reviewer.personId));
  const people = new Map(fit.map((reviewer) => [reviewer.personId, reviewer]));
  if (people.size < 2)
    return lacks([
      gap(
        'fieldReviewed',
        words(`两人现场核查，现有 ${people.size} 人`, `two field reviewers, there is ${people.size}`),
        'write-off?step=verify',
      ),
    ]);
  const note = [...people.values()].map((reviewer) => `${reviewer.name} ${reviewer.on}`).join('、');
  return fine(words(note, note));
}

function noticed({ notice, today }: WriteOffFacts, rules: Rules): Finding {
  const days = rules.use('writeOff.noticeDays');
  if (days.value === null) return skip(words('不要求公示', 'no notice required'));
  if (notice === null)
    return lacks(
      [
        gap(
          'noticed',
          words(`村内公示 ${days.value} 天：还没有公示`, `village notice of ${days.value} days not posted`),
          'notice',
        ),
      ],
      days.blocks,
    );
  const shown = daysBetween(notice.from, notice.to);
  if (shown < days.value)
    return lacks(
      [
        gap(
          'noticed.short',
          words(`公示 ${shown} 天，规则 ${days.value} 天`, `notice of ${shown} days, rule ${days.value}`),
          'notice',
        ),
      ],
      days.blocks,
    );
  // The last day belongs to the public: approval is possible on the day after.
  if (today <= notice.to) {
    const left = daysBetween(today, notice.to);
    const zh = left === 0 ? '今天期满，明天可办' : `${formatDay(notice.to)}期满，还差 ${left} 天`;
    return lacks(
      [gap('noticed.running', words(`公示 ${zh}`, `notice ends ${notice.to}, ${left} days left`), 'notice')],
      days.blocks,
    );
  }
  return fine(words(`${notice.from} 至 ${notice.to}`, `${notice.from} to ${notice.to}`));
}

function penaltyPerformed({ penalty }: WriteOffFacts): Finding {
  if (!penalty.imposed) return skip(words(penalty.reason ?? '没有处罚', penalty.reason ?? 'no penalty'));
  if (penalty.performed) return fine(words('处罚已履行', 'performed'));
  return lacks([
    gap('penaltyPerformed', words('处罚没有履行的证明', 'no proof that the penalty was performed'), 'case'),
  ]);
}

function caseSettled({ legalCase }: WriteOffFacts): Finding {
  if (legalCase.filed && legalCase.closed) return fine(words('已结案', 'closed'));
  if (legalCase.filed) return lacks([gap('caseSettled.open', words('案件没有结案', 'the case is open'), 'case')]);
  if (legalCase.noCaseReason?.trim())
    return fine(words(`未立案：${legalCase.noCaseReason}`, `not filed: ${legalCase.noCaseReason}`));
  return lacks([gap('caseSettled.reason', words('未立案，理由没有写', 'not filed, and no reason given'), 'case')]);
}

function approved(facts: WriteOffFacts, rules: Rules): Finding {
  const legalised = facts.parts.some((part) => part.treatment === 'legalised');
  if (!legalised && !(facts.method !== null && rectifyMethods.get(facts.method).legalises))
    return skip(words('整改方式不涉及补办手续', 'the method needs no papers'));
  if (facts.approvals.length === 0)
    return lacks([gap('approved.none', words('批准文件没有入库', 'no approval registered'), 'approvals')]);
  const hard: Missing[] = [];
  for (const document of facts.approvals) {
    if (document.approvedOn > facts.today)
      hard.push(
        gap(
          'approved.future',
          words(`${document.docNo} 的批准日期晚于今天`, `${document.docNo} is dated after today`),
          'approvals',
        ),
      );
    if (document.scanId === null)
      hard.push(
        gap('approved.scan', words(`${document.docNo} 缺扫描件`, `${document.docNo} has no scan`), 'approvals'),
      );
    if (document.coverRatio === null)
      hard.push(
        gap(
          'approved.polygon',
          words(`${document.docNo} 没有红线坐标`, `${document.docNo} has no polygon`),
          'approvals',
        ),
      );
  }
  if (hard.length > 0) return lacks(hard);
  const need = rules.use('approval.coverRatio');
  const cover = Math.max(...facts.approvals.map((document) => document.coverRatio ?? 0));
  const zh = `批文盖住 ${formatPercent(cover)}，规则 ${formatPercent(need.value)}`;
  const en = `covered ${formatPercent(cover)}, rule ${formatPercent(need.value)}`;
  return cover >= need.value
    ? fine(words(zh, en))
    : lacks([gap('approved.cover', words(zh, en), 'approvals')], need.blocks);
}

function signed({ opinions }: WriteOffFacts): Finding {
  const missing: Missing[] = [];
  if (opinions.village === null)
    missing.push(gap('signed.village', words('村意见没有具名', 'the village opinion is not signed'), 'opinions'));
  if (opinions.centre === null)
    missing.push(gap('signed.centre', words('中心意见没有具名', 'the centre opinion is not signed'), 'opinions'));
  if (missing.length > 0) return lacks(missing);
  const note = `村 ${opinions.village?.name ?? ''}　中心 ${opinions.centre?.name ?? ''}`;
  return fine(words(note, note));
}

function lookBackPlanned({ lookBackPlan }: WriteOffFacts, rules: Rules): Finding {
  const days = rules.use('lookBack.days').value;
  if (days.length === 0) return skip(words('不要求回头看', 'no look-back required'));
  const zh = days.join(' / ');
  if (lookBackPlan.length < days.length)
    return lacks([
      gap('lookBackPlanned', words(`回头看计划未设：${zh} 天`, `look-back plan not set: ${zh} days`), 'look-back'),
    ]);
  return fine(words(lookBackPlan.join('、'), lookBackPlan.join(', ')));
}

export const writeOffChecks: Record<WriteOffGuardId, (facts: WriteOffFacts, rules: Rules) => Finding> = {
  verified,
  areaClosed,
  demolished,
  authentic,
  fieldReviewed,
  noticed,
  penaltyPerformed,
  caseSettled,
  approved,
  signed,
  lookBackPlanned,
};

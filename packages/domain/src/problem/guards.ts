import type { ProblemFacts } from './facts.ts';
import type { Missing } from './machine.ts';
import type { ProblemGuard } from './table-types.ts';
import { unmetAt } from './write-off.ts';
import type { GuardStep } from './write-off-facts.ts';

const need = (code: string, zh: string, en: string, link?: string): Missing => ({
  code,
  message: { zh, en },
  ...(link === undefined ? {} : { link }),
});

/** a task without measures, responsible unit and person, and dates is not valid; 4 and 1.2.3 add the rest. */
function planComplete({ problem }: ProblemFacts): Missing[] {
  const gaps: Missing[] = [];
  const field = (present: boolean, name: string, zh: string, en: string) => {
    if (!present) gaps.push(need(`plan.${name}`, zh, en, `plan?field=${name}`));
  };
  if (problem.verifyResult !== 'true')
    gaps.push(need('plan.verifyResult', '核实结论不是「属实」', 'not verified as true', 'verify'));
  field(problem.type !== null, 'type', '问题类型', 'problem type');
  field(problem.category !== null, 'category', '整改分类', 'category');
  field(problem.rectifyMethod !== null, 'rectifyMethod', '整改方式', 'rectification method');
  field(Boolean(problem.measures?.trim()), 'measures', '整改措施', 'measures');
  field(Boolean(problem.responsibleUnit), 'responsibleUnit', '责任单位', 'responsible unit');
  field(Boolean(problem.responsiblePerson), 'responsiblePerson', '责任人', 'responsible person');
  field(problem.milestoneCount > 0, 'milestones', '至少一个节点', 'at least one milestone');
  return gaps;
}

/** what must be demolished does not leave by a side door, and a true finding is rectified. */
function noActionFound({ problem }: ProblemFacts): Missing[] {
  const gaps: Missing[] = [];
  if (problem.verifyResult === null)
    gaps.push(need('noAction.verifyResult', '核实结论', 'a verification result', 'verify'));
  else if (problem.verifyResult === 'true' && problem.rectifyMethod !== 'none')
    gaps.push(need('noAction.true', '核实为属实，须整改', 'verified as true: it must be rectified', 'verify'));
  if (problem.demolitionRequired)
    gaps.push(
      need(
        'noAction.demolition',
        '标为应拆除，不能认定无需整改',
        'marked for demolition',
        'plan?field=demolitionRequired',
      ),
    );
  return gaps;
}

function writeOff(step: GuardStep, { writeOff: results }: ProblemFacts): Missing[] {
  if (results === null)
    return [need('writeOff.unknown', '销号条件还没有计算', 'the conditions are not computed yet', 'write-off')];
  return unmetAt(results, step);
}

function twoReviewers({ duty }: ProblemFacts): Missing[] {
  const people = new Set(duty.fieldReviewers.filter((id) => !duty.evidenceUploaders.includes(id)));
  if (people.size >= 2) return [];
  return [
    need(
      'duty.twoReviewers',
      `两人现场核查（均非证据上传人），现有 ${people.size} 人`,
      `two field reviewers who uploaded no evidence; there is ${people.size}`,
      'write-off?step=verify',
    ),
  ];
}

/** Nobody approves the own evidence (8.3); no override opens this. */
function notOwnEvidence({ duty, actor }: ProblemFacts): Missing[] {
  if (!duty.evidenceUploaders.includes(actor.id)) return [];
  return [
    need(
      'duty.ownEvidence',
      '本人上传的证据，本人不能审',
      'own evidence cannot be reviewed by its uploader',
      'evidence',
    ),
  ];
}

const checks: Record<ProblemGuard, (facts: ProblemFacts) => Missing[]> = {
  planComplete,
  noActionFound,
  extensionPending: ({ duty }) =>
    duty.extensionPending
      ? []
      : [need('extension.pending', '没有待批的延期申请', 'no extension is waiting', 'extensions')],
  notOwnExtension: ({ duty, actor }) =>
    duty.extensionRequester === actor.id
      ? [need('duty.ownExtension', '本人申请的延期，本人不能批', 'own extension request', 'extensions')]
      : [],
  writeOffForRequest: (facts) => writeOff('request', facts),
  writeOffForTown: (facts) => writeOff('town', facts),
  writeOffForCounty: (facts) => writeOff('county', facts),
  twoReviewers,
  notOwnEvidence,
  notTownApprover: ({ duty, actor }) =>
    duty.townApprover === actor.id
      ? [need('duty.townApprover', '镇级审核人不能再作县级核查', 'the town approver cannot approve for the county')]
      : [],
  notWriteOffApprover: ({ duty, actor }) =>
    duty.townApprover === actor.id || duty.countyApprover === actor.id
      ? [need('duty.approverInspects', '销号审批人不能自己回头看', 'an approver of the write-off cannot inspect it')]
      : [],
};

/** What one guard still misses; empty when it is met. */
export function checkGuard(guard: ProblemGuard, facts: ProblemFacts): Missing[] {
  return checks[guard](facts);
}

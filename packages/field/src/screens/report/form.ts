import type { InputOf, reportClue, VerificationView } from '@shoutian/domain/api';
import {
  type ReportFacts,
  reportChecklist,
  verdictChecklist,
  verdictFields,
  verdictFieldsSchema,
} from '@shoutian/domain/clue';
import type {
  AttachmentKind,
  ConstructionStage,
  GroundFinding,
  PartyType,
  PhotoKind,
  ProblemType,
  Verdict,
  VerdictSubValue,
} from '@shoutian/domain/dictionaries';
import type { CheckItem } from '@shoutian/domain/problem';
import type { Rules } from '@shoutian/domain/rules';

/** Answer of one field of the verdict, as typed: numbers and areas stay text until they are handed in. */
export type Answer = string | boolean | null;

/** What the clerk has filled in so far. Nothing is required to be kept. */
export interface ReportForm {
  finding: GroundFinding | null;
  ongoing: boolean | null;
  verdict: Verdict | null;
  /** 说不准: the class is left to the town, `verdict` stays empty. */
  unsure: boolean;
  verdictSub: VerdictSubValue | null;
  type: ProblemType | null;
  stage: ConstructionStage | null;
  builtYear: string;
  partyType: PartyType | null;
  partyName: string;
  partyPhone: string;
  description: string;
  answers: Record<string, Answer>;
}
export const emptyForm: ReportForm = {
  finding: null,
  ongoing: null,
  verdict: null,
  unsure: false,
  verdictSub: null,
  type: null,
  stage: null,
  builtYear: '',
  partyType: null,
  partyName: '',
  partyPhone: '',
  description: '',
  answers: {},
};

/** Numbers of the questions that are shown: later ones depend on the first answer. */
export function numbers({ finding }: Pick<ReportForm, 'finding'>): { verdict: number; party: number; photo: number } {
  if (finding === null) return { verdict: 3, party: 3, photo: 4 };
  return finding === 'unchanged' ? { verdict: 2, party: 3, photo: 3 } : { verdict: 3, party: 4, photo: 5 };
}

/** Sentence the town reads where the village could not judge. */
export const UNSURE = '村里说不准，请镇里认定。';

const M2_PER_MU = 2000 / 3;

/** Changes one answer; what no longer fits is cleared, so that a hidden answer is never handed in. */
export function change(form: ReportForm, part: Partial<ReportForm>): ReportForm {
  const next = { ...form, ...part };
  if (part.finding !== undefined && part.finding === 'unchanged') {
    next.ongoing = false;
    next.verdict = 'J50';
    next.unsure = false;
  } else if (part.finding !== undefined && form.finding === 'unchanged') {
    next.ongoing = null;
    next.verdict = null;
  }
  if (part.unsure === true) next.verdict = null;
  else if (part.verdict !== undefined && part.verdict !== null) next.unsure = false;
  if (next.verdict !== form.verdict) {
    next.verdictSub = null;
    next.answers = {};
  }
  return next;
}

const typed = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const year = (text: string): number | null => (/^(19|20)\d{2}$/.test(text.trim()) ? Number(text.trim()) : null);

/** Typed fields of the verdict in the units of the contract: areas are asked in 亩 and handed in as m². */
export function answersOf(form: ReportForm): Record<string, string | number | boolean | null> {
  if (form.verdict === null) return {};
  const pairs = verdictFields[form.verdict].flatMap(({ id, type }): [string, string | number | boolean][] => {
    const answer = form.answers[id];
    if (answer === undefined || answer === null || answer === '') return [];
    if (typeof answer === 'boolean') return [[id, answer]];
    if (type !== 'areaM2' && type !== 'metres') return [[id, answer.trim()]];
    const number = Number(answer);
    if (!Number.isFinite(number) || number <= 0) return [];
    return [[id, type === 'areaM2' ? number * M2_PER_MU : number]];
  });
  const schema = verdictFieldsSchema(form.verdict);
  // A single field that does not fit (a day typed by hand) is left out rather than refusing the whole report.
  return Object.fromEntries(pairs.filter(([id, value]) => schema.safeParse({ [id]: value }).success));
}

/**
 * The form as it was reported last, to be mended after the town sent it back. Name and telephone come masked and stay
 * empty: writing the mask back would lose the name.
 */
export function formFrom(last: VerificationView): ReportForm {
  const { verdict, answers } = last;
  const fields = verdict === null ? [] : verdictFields[verdict];
  const entries = fields.flatMap(({ id, type }): [string, Answer][] => {
    const value = answers[id];
    if (typeof value === 'boolean') return [[id, value]];
    if (typeof value === 'number')
      return [[id, String(type === 'areaM2' ? Number((value / M2_PER_MU).toFixed(4)) : value)]];
    return typeof value === 'string' ? [[id, value]] : [];
  });
  return {
    ...emptyForm,
    finding: last.onGround,
    ongoing: last.ongoing,
    verdict,
    unsure: verdict === null,
    verdictSub: last.verdictSub,
    type: last.type,
    stage: last.constructionStage,
    builtYear: last.builtYear === null ? '' : String(last.builtYear),
    partyType: last.partyType,
    description: last.description === UNSURE ? '' : last.description,
    answers: Object.fromEntries(entries),
  };
}

/** What the domain's checklists look at. Photos are those on the phone and those the town already has. */
export function factsOf(
  form: ReportForm,
  photos: readonly PhotoKind[],
  overlaid: boolean,
  attachments: readonly AttachmentKind[] = [],
): ReportFacts {
  return {
    finding: form.finding,
    ongoing: form.ongoing,
    stage: form.stage,
    partyType: form.partyType,
    builtOn: year(form.builtYear) === null ? null : form.builtYear.trim(),
    verdict: form.verdict,
    subValue: form.verdictSub,
    problemType: form.type,
    remark: typed(form.description) ?? (form.unsure ? UNSURE : null),
    fields: answersOf(form),
    attachments,
    photos,
    overlaid,
  };
}

/** Lines of the form with what is done. `must`: stops handing in; the rest is what the town will ask for. */
export interface Gaps {
  must: CheckItem[];
  may: CheckItem[];
}

/** What is missing: first what a report from the ground must tell, then what the verdict wants for the town's review. */
export function gapsOf(facts: ReportFacts, form: ReportForm, rules: Rules): Gaps {
  const lines = reportChecklist(facts, rules);
  const verdict: CheckItem[] =
    facts.verdict === null && !form.unsure
      ? [
          {
            code: 'verdict',
            message: { zh: '算哪种情况', en: 'which case it is' },
            done: false,
            blocks: true,
            link: 'report?field=verdict',
          },
        ]
      : [];
  const must = [...lines, ...verdict].filter((line) => !line.done && line.blocks);
  const known = new Set(lines.map((line) => line.code));
  const later = facts.verdict === null ? [] : verdictChecklist(facts, rules);
  const may = [...lines, ...later].filter((line) => !line.done && !must.includes(line) && !isSame(line, known, lines));
  return { must, may };
}

/** A photo line that the ground checklist already asked about is not asked twice. */
function isSame(line: CheckItem, known: ReadonlySet<string>, lines: readonly CheckItem[]): boolean {
  return known.has(line.code) && !lines.includes(line);
}

/** The report as it goes over the wire. */
export function bodyOf(form: ReportForm, operationId: string): InputOf<typeof reportClue>['body'] {
  return {
    verdict: form.verdict,
    verdictSub: form.verdictSub,
    onGround: form.finding,
    constructionStage: form.stage,
    ongoing: form.ongoing,
    partyType: form.partyType,
    partyName: typed(form.partyName),
    partyPhone: typed(form.partyPhone),
    type: form.type,
    builtYear: year(form.builtYear),
    description: typed(form.description) ?? (form.unsure ? UNSURE : ''),
    answers: answersOf(form),
    operationId,
  };
}

import type { GuardView } from '@shoutian/domain/api';
import { type Action, roles, rolesFor } from '@shoutian/domain/people';
import type { Guard, GuardState } from '../../kit/index.ts';
import { addressOfAnchor } from '../problems/anchors.ts';

/** Acts of the town and the county inside an application; what the village files is asked of everybody. */
type DeskAct = 'problem.verifyOnSite' | 'problem.planWriteOff' | 'problem.signWriteOff';

const deskActs: Partial<Record<GuardView['id'], DeskAct>> = {
  fieldReviewed: 'problem.verifyOnSite',
  noticed: 'problem.planWriteOff',
  signed: 'problem.signWriteOff',
  lookBackPlanned: 'problem.planWriteOff',
};

// Signing has no right of its own: the centre signs from the field.
const rightOf: Record<DeskAct, Action> = {
  'problem.verifyOnSite': 'problem.verifyOnSite',
  'problem.planWriteOff': 'problem.planWriteOff',
  'problem.signWriteOff': 'problem.verifyOnSite',
};

export interface GuardWords {
  fix: string;
  /** 「由镇（中心）办理」 with the desks. */
  desk: (desks: string) => string;
  /** The village signs by applying. */
  applicant: string;
  notApplicable: (why: string) => string;
}

/**
 * The server's guards as the kit shows them; a missing one carries the address that does the job.
 * @param now acts this person may do in the application as it stands; empty before there is one
 */
export function guardsOf(
  guards: readonly GuardView[],
  problemId: string,
  english: boolean,
  words: GuardWords,
  now: readonly string[],
): Guard[] {
  return guards.map((guard) => {
    const link = guard.missing.find((one) => one.link !== undefined)?.link;
    const lacks = guard.missing.map((one) => (english ? one.messageEn : one.message));
    const state = stateOf(guard, now);
    const detail = english ? guard.detailEn : guard.detail;
    return {
      key: guard.id,
      title: english ? guard.titleEn : guard.title,
      state,
      detail: lacks.length > 0 ? lacks.join('；') : state === 'notApplicable' ? words.notApplicable(detail) : detail,
      ...(state === 'elsewhere' ? { whose: whoseOf(guard, english, words) } : {}),
      ...(guard.status === 'missing' && state !== 'elsewhere' && link !== undefined
        ? { fix: { label: words.fix, to: addressOfAnchor(problemId, link) } }
        : {}),
      ...(guard.override === null
        ? {}
        : { overridden: `${guard.override.personName}：${guard.override.reason} ${guard.override.docNo}` }),
    };
  });
}

function stateOf(guard: GuardView, now: readonly string[]): GuardState {
  if (guard.status === 'satisfied') return 'met';
  if (guard.status === 'notApplicable') return 'notApplicable';
  if (guard.override !== null) return 'attention';
  const act = deskActs[guard.id];
  if (act !== undefined && !now.includes(act)) return 'elsewhere';
  return guard.blocks ? 'missing' : 'attention';
}

function whoseOf(guard: GuardView, english: boolean, words: GuardWords): string {
  const act = deskActs[guard.id];
  const open = guard.missing.map((one) => one.code);
  const village = open.includes('writeOff.signed.village') ? [words.applicant] : [];
  if (act === undefined || (village.length > 0 && open.length === 1)) return village.join('');
  const desks = rolesFor(rightOf[act]).map((role) => roles[role][english ? 'en' : 'zh']);
  return [...village, words.desk(desks.join(english ? ', ' : '、'))].join(english ? '; ' : '；');
}

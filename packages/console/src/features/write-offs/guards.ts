import type { GuardView } from '@shoutian/domain/api';
import type { Guard } from '../../kit/index.ts';
import { addressOfAnchor } from '../problems/anchors.ts';

/** The server's guards as the kit shows them; a missing one carries the address that does the job. */
export function guardsOf(guards: readonly GuardView[], problemId: string, english: boolean, fixLabel: string): Guard[] {
  return guards.map((guard) => {
    const link = guard.missing.find((one) => one.link !== undefined)?.link;
    const lacks = guard.missing.map((one) => (english ? one.messageEn : one.message));
    const state =
      guard.status === 'satisfied'
        ? 'met'
        : guard.status === 'notApplicable'
          ? 'notApplicable'
          : guard.blocks
            ? 'missing'
            : 'attention';
    const detail = english ? guard.detailEn : guard.detail;
    return {
      key: guard.id,
      title: english ? guard.titleEn : guard.title,
      state: guard.override !== null && state === 'missing' ? 'attention' : state,
      detail: lacks.length > 0 ? lacks.join('；') : detail,
      ...(guard.status === 'missing' && link !== undefined
        ? { fix: { label: fixLabel, to: addressOfAnchor(problemId, link) } }
        : {}),
      ...(guard.override === null
        ? {}
        : { overridden: `${guard.override.personName}：${guard.override.reason} ${guard.override.docNo}` }),
    };
  });
}

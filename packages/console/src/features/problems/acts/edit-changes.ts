import type { Complaint, editProblem, InputOf, ProblemDetail } from '@shoutian/domain/api';

export type Changes = Partial<Omit<InputOf<typeof editProblem>['body'], 'rowVersion'>>;

/** What a person changed against what the page shows: equal fields do not travel, so that they cannot conflict. */
export function onlyChanged(draft: Changes, problem: ProblemDetail): Changes {
  const before: Readonly<Record<string, unknown>> = problem;
  const kept = Object.entries(draft).filter(([key, value]) => {
    // The party's name comes masked: anything typed is a change, nothing typed is none.
    if (key === 'partyName' || key === 'partyPhone') return value !== null && value !== '';
    return JSON.stringify(value ?? null) !== JSON.stringify(before[key] ?? null);
  });
  return Object.fromEntries(kept) as Changes;
}

export interface Clash {
  field: string;
  message: string;
}

/** The server's 409 in two heaps: fields both sides touched, and fields only the others touched. */
export function clashesOf(details: readonly Complaint[], english: boolean): { both: Clash[]; theirs: Clash[] } {
  const heap = (code: string) =>
    details
      .filter((one) => one.code === code)
      .map((one) => ({
        field: (one.at ?? '').replace(/^body\./, ''),
        message: english ? (one.messageEn ?? one.message) : one.message,
      }));
  return { both: heap('conflict.both'), theirs: heap('conflict.theirs') };
}

/** My changes without the fields in which the others' version was chosen. */
export function resolve(changes: Changes, choices: Readonly<Record<string, 'mine' | 'theirs'>>): Changes {
  return Object.fromEntries(Object.entries(changes).filter(([key]) => choices[key] !== 'theirs')) as Changes;
}

import type { Words } from '../dictionaries/entry.ts';
import type { Action } from '../people/actions.ts';
import type { RoleId } from '../people/roles.ts';

/** `before` goes back to the state the thing was in before it was put aside. */
export type Target<State extends string> = State | 'before';

/** One verb of a transition table: who may, from where to where, what must be there, what must be given, what is written. */
export interface TransitionRule<State extends string, Guard extends string, Input extends string> extends Words {
  /** Outer fence: the permission without which nobody gets here (people/actions.ts). */
  readonly right: Action;
  /** Roles that may do it in these states; never wider than the right. */
  readonly roles: readonly RoleId[];
  /** Narrower roles where a state belongs to one desk only: a centre cannot return what lies with the county. */
  readonly rolesIn?: Readonly<Partial<Record<State, readonly RoleId[]>>>;
  /** From → to. A move to the same state changes the record, not its state. */
  readonly moves: Readonly<Partial<Record<State, Target<State>>>>;
  /** What must already be true; each names what is missing. */
  readonly guards: readonly Guard[];
  /** What the act itself must bring. */
  readonly inputs: readonly Input[];
  /** Columns and records that the act writes, for the timeline and for reviewers of this table. */
  readonly writes: readonly string[];
}

export type Table<State extends string, Guard extends string, Input extends string> = Readonly<
  Record<string, TransitionRule<State, Guard, Input>>
>;

/** Something a guarded act still needs: stable code, sentence, and where to go to supply it. */
export interface Missing {
  readonly code: string;
  readonly message: Words;
  /** Anchor of the place in the interface that supplies it, such as `evidence?kind=soilDepth`. */
  readonly link?: string;
}

/** Who counts for a table: id, roles, scope. */
export interface TableActor {
  readonly id: string;
  readonly roles: readonly RoleId[];
  readonly scopeCode: string;
}

/**
 * Where an act leads.
 * @param before the state before `suspended` or the like; needed only for `before` moves
 * @returns the next state, or null when the table has no such move
 */
export function nextState<State extends string>(
  rule: TransitionRule<State, string, string>,
  from: State,
  before: State | null,
): State | null {
  const target = rule.moves[from];
  if (target === undefined) return null;
  return target === 'before' ? before : (target as State);
}

/** May these roles do it from this state, as far as the table says? */
export function permits<State extends string>(
  rule: TransitionRule<State, string, string>,
  from: State,
  roles: readonly RoleId[],
): boolean {
  const allowed = rule.rolesIn?.[from] ?? rule.roles;
  return rule.moves[from] !== undefined && roles.some((role) => allowed.includes(role));
}

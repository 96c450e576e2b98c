import type { Dictionary, Entry } from '../dictionaries/entry.ts';
import { roles } from '../people/roles.ts';
import type { Table } from './machine.ts';
import { problemStates } from './states.ts';
import { problemTable } from './table.ts';

/**
 * Mermaid text of a transition table, for the documentation: one arrow a move that changes the state, labelled with the
 * verb. A move back to the state before goes to each state that leads there.
 * @param first state in which a record begins
 */
export function diagramOf<State extends string>(
  table: Table<State, string, string>,
  states: Dictionary<Entry & { code: State }>,
  first: State,
): string {
  const lines = ['stateDiagram-v2', `  [*] --> ${first}`];
  for (const state of states.entries) lines.push(`  ${state.code}: ${state.zh}`);
  const arrows = Object.values(table).flatMap((rule) =>
    (Object.entries(rule.moves) as [State, State | 'before'][]).flatMap(([from, to]) => {
      const targets = to === 'before' ? states.codes.filter((code) => entersFrom(table, code, from)) : [to];
      return targets.filter((target) => target !== from).map((target) => `  ${from} --> ${target}: ${rule.zh}`);
    }),
  );
  return [...lines, ...new Set(arrows), ''].join('\n');
}

/** States from which `aside` is entered, hence states it may go back to. */
function entersFrom<State extends string>(table: Table<State, string, string>, state: State, aside: State): boolean {
  return state !== aside && Object.values(table).some((rule) => rule.moves[state] === aside);
}

/** The problem's state diagram; `docs/life-of-a-problem.md` holds its output. */
export function transitionDiagram(): string {
  return diagramOf(problemTable, problemStates, 'registered');
}

/** The table in Markdown: who may do what from which state, and what it asks for. */
export function transitionList(): string {
  const head = ['| 动作 | 编号 | 从 → 到 | 由谁 | 条件 | 须填 |', '|---|---|---|---|---|---|'];
  const label = (code: string) => (code === 'before' ? '原状态' : problemStates.label(code));
  const rows = Object.entries(problemTable).map(([action, rule]) => {
    const moves = Object.entries(rule.moves).map(([from, to]) =>
      from === to ? label(from) : `${label(from)} → ${label(to)}`,
    );
    const who = rule.roles.map((role) => roles[role].zh).join('、');
    return `| ${rule.zh} | \`${action}\` | ${moves.join('<br>')} | ${who} | ${rule.guards.join(', ') || '—'} | ${rule.inputs.join(', ') || '—'} |`;
  });
  return [...head, ...rows, ''].join('\n');
}

import { type RuleRow, rulesOn } from '@shoutian/domain/rules';
import { type Figures, figuresOf } from './figures.ts';
import type { RawGround } from './queries/ground.ts';
import { proposalOf, resultOf } from './results.ts';
import { unpack } from './unpack.ts';

/** What a thread is asked: figures alone, or snapshots with the proposals that the rules of a day make of them. */
export type KernelAsk =
  | { want: 'figures'; ground: RawGround }
  | { want: 'snapshots'; ground: RawGround; rules: readonly RuleRow[]; day: string };

/** Snapshots as columns, ready to be stored: the server's own thread passes them on without looking into them. */
export interface Snapshots {
  /** One document a subject, a line each, in the order of the subjects. */
  results: string;
  /** The proposed verdict of each, a line each; empty where none fits. */
  proposed: string;
  /** Code of the village with the largest share. */
  villages: (string | null)[];
  /** m² by subject: the whole, farmland, permanent basic farmland, ecological red line; null where no layer was loaded. */
  areas: { whole: number[]; farm: (number | null)[]; pbf: (number | null)[]; eco: (number | null)[] };
}

export type KernelAnswer<A extends KernelAsk> = A extends { want: 'figures' } ? Figures[] : Snapshots;

/** Pure; runs in a thread of the pool, or for few subjects where it is called. */
export function answer<A extends KernelAsk>(ask: A): KernelAnswer<A>;
export function answer(ask: KernelAsk): Figures[] | Snapshots {
  const stacks = unpack(ask.ground);
  if (ask.want === 'figures') return stacks.map(figuresOf);
  const loaded = new Set(ask.ground.layers.map(({ kind }) => kind));
  const rules = rulesOn(ask.rules, ask.day);
  const results = stacks.map((stack) => resultOf(stack, loaded));
  const proposals = results.map((result) => proposalOf(result, rules));
  return {
    results: results.map((result) => JSON.stringify(result)).join('\n'),
    proposed: proposals.map((proposal) => (proposal === null ? '' : JSON.stringify(proposal))).join('\n'),
    villages: results.map(({ village }) => village?.code ?? null),
    areas: {
      whole: results.map(({ subjectM2 }) => subjectM2),
      farm: results.map(({ farmGrossM2 }) => farmGrossM2),
      pbf: results.map(({ pbfM2 }) => pbfM2),
      eco: results.map(({ eco }) => eco?.areaM2 ?? null),
    },
  };
}

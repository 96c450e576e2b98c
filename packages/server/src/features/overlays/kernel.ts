import type { OverlayResult } from '@shoutian/domain/api';
import { type LayerPack, openLayerPack } from '@shoutian/domain/geo';
import { type RuleRow, rulesOn } from '@shoutian/domain/rules';
import { type Figures, figuresOf } from './figures.ts';
import type { RawGround } from './queries/ground.ts';
import { proposalOf, resultOf } from './results.ts';
import { unpack } from './unpack.ts';

/** What a thread is asked: figures alone, or snapshots with the proposals that the rules of a day make of them. */
export type KernelAsk = { ground: RawGround; packs: PackBytes } & (
  | { want: 'figures' }
  | { want: 'results' }
  | { want: 'snapshots'; rules: readonly RuleRow[]; day: string }
);

/** Layers that were not read from the database: bytes of their packs by the id of their version. */
export type PackBytes = ReadonlyMap<string, Uint8Array>;

/** Packs that the last question used stay open: opening one costs little, the long boundaries it has met are worth more. */
let opened = new Map<string, LayerPack>();

function packsOf({ ground, packs }: KernelAsk): Map<string, LayerPack> {
  const now = new Map<string, LayerPack>();
  for (const [id, bytes] of packs) now.set(id, opened.get(id) ?? openLayerPack(bytes));
  opened = now;
  return new Map(
    ground.layers.flatMap(({ id, kind }) => {
      const pack = now.get(id);
      return pack ? [[kind, pack] as const] : [];
    }),
  );
}

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

interface Answers {
  figures: Figures[];
  results: OverlayResult[];
  snapshots: Snapshots;
}
export type KernelAnswer<A extends KernelAsk> = Answers[A['want']];

/** Pure; runs in a thread of the pool, or for few subjects where it is called. */
export function answer<A extends KernelAsk>(ask: A): KernelAnswer<A>;
export function answer(ask: KernelAsk): Answers[KernelAsk['want']] {
  const stacks = unpack(ask.ground, packsOf(ask));
  if (ask.want === 'figures') return stacks.map(figuresOf);
  const loaded = new Set(ask.ground.layers.map(({ kind }) => kind));
  const results = stacks.map((stack) => resultOf(stack, loaded));
  if (ask.want === 'results') return results;
  const rules = rulesOn(ask.rules, ask.day);
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

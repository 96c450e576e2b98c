import { z } from 'zod';
import type { Words } from '../dictionaries/entry.ts';

/**
 * Where a value comes from: V verified text, K professional knowledge not re-read, D our proposal, S the source plan.
 * Only V and S, or what a county confirmed, may block (specification 0.1).
 */
export const ruleMarks = ['V', 'K', 'D', 'S'] as const;
export type RuleMark = (typeof ruleMarks)[number];

/** A rule key: what it means, what its value looks like, and what is shipped. */
export interface RuleDefinition<Schema extends z.ZodType = z.ZodType> extends Words {
  readonly schema: Schema;
  readonly shipped: z.output<Schema>;
  readonly mark: RuleMark;
  /** The source plan's requirement, law or standard; for D what it follows from. */
  readonly source: string;
}

/** Keeps the value type of a definition. */
export function rule<Schema extends z.ZodType>(definition: RuleDefinition<Schema>): RuleDefinition<Schema> {
  return definition;
}

export const CivilDay = z.iso.date();
export const positiveInt = z.number().int().positive();
export const ratio = z.number().min(0).max(1);
/** W working days, C calendar days, M months, Y years. */
export const DayUnit = z.enum(['W', 'C', 'M', 'Y']);
export type DayUnit = z.infer<typeof DayUnit>;
/** Values that a county must supply ship as null: 「没有配置」 is shown, nothing is guessed. */
export const Span = z.object({ length: positiveInt, unit: DayUnit });

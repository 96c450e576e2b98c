import type { z } from 'zod';
import { clockRules } from './clock-rules.ts';
import { evidenceRules } from './evidence-rules.ts';
import { groundRules } from './ground-rules.ts';
import { managementRules } from './management-rules.ts';

/** Every rule of the product. A value that is null is not configured and is never guessed. */
export const ruleDefinitions = { ...clockRules, ...managementRules, ...groundRules, ...evidenceRules };

export type RuleKey = keyof typeof ruleDefinitions;
export const ruleKeys = Object.keys(ruleDefinitions) as RuleKey[];
export type RuleValue<K extends RuleKey> = z.output<(typeof ruleDefinitions)[K]['schema']>;

import { z } from 'zod';
import { type RuleKey, ruleDefinitions } from './keys.ts';

/** What a rule's value is made of, read from its schema: enough to make a form of it. */
export type RuleShape =
  /** `share`: between nothing and the whole, written as per cent. */
  | {
      readonly kind: 'number';
      readonly whole: boolean;
      readonly share: boolean;
      readonly least: number | null;
      readonly most: number | null;
    }
  | { readonly kind: 'flag' }
  /** `YYYY-MM-DD`. */
  | { readonly kind: 'day' }
  | { readonly kind: 'text'; readonly most: number | null }
  | { readonly kind: 'choice'; readonly codes: readonly string[] }
  | { readonly kind: 'list'; readonly of: RuleShape }
  | { readonly kind: 'group'; readonly fields: readonly RuleField[] }
  /** Values by codes of a dictionary; a code that is not there follows the dictionary. */
  | { readonly kind: 'map'; readonly of: RuleShape }
  /** May be not configured: null. */
  | { readonly kind: 'maybe'; readonly of: RuleShape };

export interface RuleField {
  readonly name: string;
  /** Left out where it says nothing. */
  readonly optional: boolean;
  readonly shape: RuleShape;
}

type Json = z.core.JSONSchema.JSONSchema;

/** @throws RangeError for a schema with a part that no form knows: the rule's author hears of it in a test */
export function shapeOf(key: RuleKey): RuleShape {
  return read(z.toJSONSchema(ruleDefinitions[key].schema as z.ZodType, { io: 'input' }), key);
}

function read(schema: Json, key: string): RuleShape {
  const inner = (part: unknown): RuleShape => read(part as Json, key);
  const [one, other] = schema.anyOf ?? [];
  if (one && other?.type === 'null') return { kind: 'maybe', of: inner(one) };
  switch (schema.type) {
    case 'boolean':
      return { kind: 'flag' };
    case 'integer':
    case 'number':
      return numeric(schema);
    case 'string':
      if (schema.enum) return { kind: 'choice', codes: schema.enum.map(String) };
      return schema.format === 'date' ? { kind: 'day' } : { kind: 'text', most: schema.maxLength ?? null };
    case 'array':
      if (schema.items) return { kind: 'list', of: inner(schema.items) };
      break;
    case 'object':
      if (schema.properties) {
        const required = new Set(schema.required);
        const fields = Object.entries(schema.properties).map(([name, part]) => ({
          name,
          optional: !required.has(name),
          shape: inner(part),
        }));
        return { kind: 'group', fields };
      }
      if (typeof schema.additionalProperties === 'object')
        return { kind: 'map', of: inner(schema.additionalProperties) };
  }
  throw new RangeError(`no form for a part of rule ${key}: ${JSON.stringify(schema)}`);
}

function numeric(schema: Json): RuleShape {
  const whole = schema.type === 'integer';
  const over = typeof schema.exclusiveMinimum === 'number' ? schema.exclusiveMinimum : null;
  const floor = over ?? schema.minimum ?? Number.MIN_SAFE_INTEGER;
  const least = floor <= Number.MIN_SAFE_INTEGER ? null : floor + (whole && over !== null ? 1 : 0);
  const most = schema.maximum === undefined || schema.maximum >= Number.MAX_SAFE_INTEGER ? null : schema.maximum;
  return { kind: 'number', whole, share: !whole && least === 0 && most === 1, least, most };
}

/** A value to begin with where there is none: what is not known yet is null and will be asked for. */
export function emptyOf(shape: RuleShape): unknown {
  switch (shape.kind) {
    case 'flag':
      return false;
    case 'text':
      return '';
    case 'list':
      return [];
    case 'map':
      return {};
    case 'choice':
      return shape.codes[0] ?? null;
    case 'group':
      return Object.fromEntries(
        shape.fields.flatMap(({ name, optional, shape: part }) => (optional ? [] : [[name, emptyOf(part)]])),
      );
    default:
      return null;
  }
}

export interface RuleComplaint {
  /** Where, such as `0.types` of the third route; empty for the value as a whole. */
  readonly at: string;
  readonly zh: string;
  readonly en: string;
}

/** What is wrong with a value, by its place; empty where it fits the rule. */
export function complaintsOf(key: RuleKey, value: unknown): RuleComplaint[] {
  const parsed = ruleDefinitions[key].schema.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => ({ at: issue.path.join('.'), ...sentence(issue) }));
}

function sentence(issue: z.core.$ZodIssue): { zh: string; en: string } {
  if (issue.code === 'too_small' && issue.origin === 'string') return { zh: '请填写', en: 'Fill this in' };
  if (issue.code === 'too_small' && issue.origin === 'array') return { zh: '至少选一个', en: 'Choose at least one' };
  if (issue.code === 'too_small')
    return issue.inclusive === false
      ? { zh: `要大于 ${issue.minimum}`, en: `More than ${issue.minimum}` }
      : { zh: `不能小于 ${issue.minimum}`, en: `At least ${issue.minimum}` };
  if (issue.code === 'too_big' && issue.origin === 'string')
    return { zh: `最多 ${issue.maximum} 个字`, en: `At most ${issue.maximum} characters` };
  if (issue.code === 'too_big') return { zh: `不能大于 ${issue.maximum}`, en: `At most ${issue.maximum}` };
  if (issue.code === 'invalid_type') return { zh: '请填写', en: 'Fill this in' };
  return { zh: '填写不对，请重选', en: 'Not a possible value' };
}

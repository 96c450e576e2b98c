import { type RuleKey, ruleDefinitions } from '@shoutian/domain/rules';

/** A rule's value as one line of text. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(showValue).join('、');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, part]) => `${key} ${showValue(part)}`)
      .join('，');
  }
  return String(value);
}

/**
 * Reads what was typed for a rule and holds it against the rule's own schema.
 * @returns the value, or the sentence that says what is wrong
 */
export function readValue(key: string, text: string): { value: unknown } | { why: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return { why: cause instanceof Error ? cause.message : String(cause) };
  }
  const definition = key in ruleDefinitions ? ruleDefinitions[key as RuleKey] : undefined;
  const parsed = definition?.schema.safeParse(value);
  if (parsed && !parsed.success)
    return { why: parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('；') };
  return { value };
}

import { describe, expect, it } from 'vitest';
import { readValue, showValue } from './rule-value.ts';

describe('rule values', () => {
  it('are shown as one line', () => {
    expect(showValue({ length: 60, unit: 'C' })).toBe('length 60，unit C');
    expect(showValue([15, 7, 3])).toBe('15、7、3');
    expect(showValue(null)).toBe('null');
  });

  it('are held against the rule itself', () => {
    expect(readValue('rectify.span', '{"length":90,"unit":"C"}')).toEqual({ value: { length: 90, unit: 'C' } });
    expect(readValue('rectify.span', '{"length":"long"}')).toHaveProperty('why');
    expect(readValue('rectify.span', '{length')).toHaveProperty('why');
  });
});

import { describe, expect, it } from 'vitest';
import { showValue } from './rule-value.ts';

describe('rule values', () => {
  it('are shown as one line', () => {
    expect(showValue({ length: 60, unit: 'C' })).toBe('length 60，unit C');
    expect(showValue([15, 7, 3])).toBe('15、7、3');
    expect(showValue(null)).toBe('null');
  });
});

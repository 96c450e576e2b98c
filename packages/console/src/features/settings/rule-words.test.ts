import { ruleDefinitions, ruleKeys } from '@shoutian/domain/rules';
import { describe, expect, it } from 'vitest';
import { ruleWords, sourceWords } from './rule-words.ts';

describe('rules in words', () => {
  it('are said as people say them', () => {
    expect(ruleWords('rectify.span', { length: 60, unit: 'C' }, 'zh')).toBe('60 天（自然日）');
    expect(ruleWords('board.near', { count: 1, ratio: 0.12 }, 'zh')).toBe('差 1 宗或 12% 以内');
    expect(ruleWords('inspection.ratio', 0.1, 'zh')).toBe('10%');
    expect(ruleWords('rectify.warnDays', [15, 7, 3], 'zh')).toBe('15、7、3');
  });

  it('show no word of the program, whatever the rule ships', () => {
    for (const key of ruleKeys) {
      const { shipped } = ruleDefinitions[key];
      if (shipped !== null) expect(ruleWords(key, shipped, 'zh'), key).not.toMatch(/[a-z]{2,}|undefined|null/u);
    }
  });

  it('keep a value that they do not know', () => {
    expect(ruleWords('newer.rule', { some: 1 }, 'zh')).toBe('some 1');
    expect(ruleWords('rectify.span', 'odd', 'zh')).toBe('odd');
  });
});

describe('sources of rules', () => {
  it('leave out the numbers of the own documents', () => {
    expect(sourceWords('R-028、R-062')).toBe('');
    expect(sourceWords('R-062，萌芽期')).toBe('萌芽期');
    expect(sourceWords('R-055、R-056：节点须填，比例只作预填')).toBe('节点须填，比例只作预填');
    expect(sourceWords('6.3 复耕证据')).toBe('复耕证据');
    expect(sourceWords('TD/T 1055 南方 1.0–8.0 米，北方 2.0–8.0 米')).toBe(
      'TD/T 1055 南方 1.0–8.0 米，北方 2.0–8.0 米',
    );
  });
});

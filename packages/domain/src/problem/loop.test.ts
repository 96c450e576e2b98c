import { describe, expect, it } from 'vitest';
import { rectifyMethods } from '../dictionaries/rectification.ts';
import { rulesOn } from '../rules/rows.ts';
import { proposeMilestones } from './milestones.ts';
import { type Kept, orphanReasons } from './orphans.ts';
import { problemStates } from './states.ts';

const rules = rulesOn([], '2026-09-28');

describe('proposed milestones', () => {
  it('spread over the sixty days, only the steps that the method has', () => {
    const plan = proposeMilestones('demolishAndRecultivate', '2026-09-28', rules);
    expect(plan.map((each) => [each.step, each.plannedOn])).toEqual([
      ['listed', '2026-09-28'],
      ['verified', '2026-10-08'],
      ['stopped', '2026-10-08'],
      ['demolished', '2026-11-05'],
      ['hardeningBroken', '2026-11-18'],
      ['recultivated', '2026-11-25'],
      ['townChecked', '2026-11-27'],
      ['writtenOff', '2026-11-27'],
    ]);
    const paper = proposeMilestones('legaliseConversion', '2026-09-28', rules).map((each) => each.step);
    expect(paper).toEqual(['listed', 'verified', 'stopped', 'approvalObtained', 'townChecked', 'writtenOff']);
  });

  it('end on the due day under every method', () => {
    for (const { code } of rectifyMethods.entries)
      expect(proposeMilestones(code, '2026-11-23', rules).at(-1)?.plannedOn).toBe('2027-01-22');
  });
});

describe('orphans', () => {
  const held: Kept = {
    state: 'rectifying',
    leadRole: 'townBuild',
    responsiblePerson: '李乙',
    dueOn: '2026-11-27',
    resumeOn: null,
  };
  const why = (more: Partial<Kept>) => orphanReasons({ ...held, ...more }).map((each) => each.zh);

  it('are open problems that nobody holds by a date', () => {
    expect(why({})).toEqual([]);
    expect(why({ responsiblePerson: null, dueOn: null })).toEqual(['没有责任人', '没有期限']);
    expect(why({ state: 'registered', responsiblePerson: null, dueOn: null })).toEqual([]);
    expect(why({ state: 'registered', leadRole: null })).toEqual(['没有牵头单位']);
    expect(why({ state: 'suspended', dueOn: null })).toEqual(['暂缓没有恢复日期']);
  });

  it('are never among the closed ones', () => {
    const lost: Kept = { state: 'writtenOff', leadRole: null, responsiblePerson: null, dueOn: null, resumeOn: null };
    for (const { code, open } of problemStates.entries)
      expect(orphanReasons({ ...lost, state: code }).length > 0).toBe(open);
  });
});

import type { RoleId } from '../people/roles.ts';
import { noDuty, type ProblemFacts, type ProblemView } from './facts.ts';
import type { ProblemState } from './states.ts';
import { problemActions, problemRule } from './table.ts';
import type { ProblemInput } from './table-types.ts';

/** Facts that tests of the table share: a complete problem, one person a role, and every input given. */
export const place = '999901101201';
export const view = (state: ProblemState, more: Partial<ProblemView> = {}): ProblemView => ({
  id: 'q1',
  state,
  stateBefore: null,
  divisionCode: place,
  leadRole: 'townBuild',
  coRoles: [],
  type: 'T16',
  verifyResult: 'true',
  category: 'byDate',
  rectifyMethod: 'demolishAndRecultivate',
  measures: '拆除彩钢棚，破除硬化，复耕',
  responsibleUnit: '村镇建设中心',
  responsiblePerson: '李乙',
  milestoneCount: 6,
  demolitionRequired: true,
  ...more,
});
export const actor = (
  role: RoleId,
  id: string = role,
  scopeCode = role === 'countyNr' ? '999901' : role === 'village' || role === 'gridder' ? place : '999901101',
) => ({ id, roles: [role], scopeCode });
export const facts = (problem: ProblemView, role: RoleId, more: Partial<ProblemFacts> = {}): ProblemFacts => ({
  problem,
  actor: actor(role),
  duty: { ...noDuty, fieldReviewers: ['r1', 'r2'], extensionPending: true },
  writeOff: [],
  ...more,
});
export const everything = Object.fromEntries(
  problemActions.flatMap((action) => problemRule(action).inputs).map((name) => [name, '有']),
) as Record<ProblemInput, string>;

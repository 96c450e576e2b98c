import { describe, expect, it } from 'vitest';
import { actions } from '../people/actions.ts';
import type { RoleId } from '../people/roles.ts';
import { abilities, missing, missingInput, problemRights } from './abilities.ts';
import { noDuty, type ProblemView } from './facts.ts';
import { type ProblemState, problemStates } from './states.ts';
import { type ProblemAction, problemActions, problemRule } from './table.ts';
import { actor, facts, view } from './testing.ts';

describe('the table as a graph', () => {
  const edges = problemActions.flatMap((action) =>
    (Object.entries(problemRule(action).moves) as [ProblemState, ProblemState | 'before'][]).map(([from, to]) => ({
      from,
      to,
    })),
  );

  it('reaches every state from registration', () => {
    const seen = new Set<ProblemState>(['registered']);
    for (let grown = true; grown; ) {
      grown = false;
      for (const { from, to } of edges) {
        if (seen.has(from) && to !== 'before' && !seen.has(to)) {
          seen.add(to);
          grown = true;
        }
      }
    }
    expect([...seen].sort()).toEqual([...problemStates.codes].sort());
  });

  it('has a way out of every state but the terminal one', () => {
    for (const state of problemStates.entries) {
      expect(
        edges.some(({ from, to }) => from === state.code && to !== state.code),
        state.code,
      ).toBe(!state.terminal);
    }
  });

  it('enters written off only by the county, and county review only by the town leader', () => {
    const into = (state: ProblemState) =>
      problemActions.filter((action) =>
        Object.entries(problemRule(action).moves).some(([from, to]) => to === state && from !== state),
      );
    expect(into('writtenOff')).toEqual(['problem.countyApprove']);
    expect(into('countyReview')).toEqual(['problem.townApprove']);
    expect(problemRule('problem.countyApprove').roles).toEqual(['countyNr']);
    expect(problemRule('problem.townApprove').roles).toEqual(['townLeader']);
  });

  it('gives nobody more than the permission behind it', () => {
    for (const action of problemActions) {
      const { right, roles, rolesIn } = problemRule(action);
      const fence: readonly RoleId[] = actions[right];
      const named = [...roles, ...Object.values(rolesIn ?? {}).flat()];
      expect(
        named.filter((role) => !fence.includes(role)),
        action,
      ).toEqual([]);
      expect(named).not.toContain('auditor');
      expect(named).not.toContain('admin');
    }
  });
});

describe('who may', () => {
  it('keeps to the scope', () => {
    expect(abilities(view('rectifying'), actor('townBuild', 'x', '999901102'))).toEqual([]);
    expect(abilities(view('rectifying'), actor('village', 'x', '999901101202'))).toEqual([]);
    expect(abilities(view('rectifying'), actor('village'))).toContain('problem.requestWriteOff');
  });

  it('lets a centre act on its own types, shared ones and unassigned ones only', () => {
    const may = (problem: ProblemView) => abilities(problem, actor('townIndustry')).length > 0;
    expect([
      may(view('registered')),
      may(view('registered', { coRoles: ['townIndustry'] })),
      may(view('registered', { leadRole: null })),
    ]).toEqual([false, true, true]);
  });

  it('returns only from the own desk', () => {
    const may = (state: ProblemState, role: RoleId) =>
      abilities(view(state), actor(role)).includes('problem.returnWriteOff');
    expect([
      may('countyReview', 'townBuild'),
      may('countyReview', 'countyNr'),
      may('townReview', 'townLeader'),
      may('townReview', 'countyNr'),
    ]).toEqual([false, true, true, false]);
  });

  it('gives reading roles nothing to do in any state', () => {
    for (const state of problemStates.codes) {
      for (const role of ['auditor', 'admin'] as const)
        expect(abilities(view(state), { id: 'x', roles: [role], scopeCode: '999901' })).toEqual([]);
    }
  });
});

describe('what is missing', () => {
  it('names each gap of the plan with a place to fill it', () => {
    const bare = view('registered', { measures: ' ', responsiblePerson: null, milestoneCount: 0 });
    expect(missing('problem.addToList', facts(bare, 'townLeader')).map(({ code, link }) => [code, link])).toEqual([
      ['plan.measures', 'plan?field=measures'],
      ['plan.responsiblePerson', 'plan?field=responsiblePerson'],
      ['plan.milestones', 'plan?field=milestones'],
    ]);
  });

  it('does not let required demolition leave as «no action»', () => {
    const found = missing('problem.noAction', facts(view('registered', { verifyResult: 'untrue' }), 'townLeader'));
    expect(found.map((each) => each.code)).toEqual(['noAction.demolition']);
    expect(
      missing(
        'problem.noAction',
        facts(view('registered', { verifyResult: 'untrue', demolitionRequired: false }), 'townLeader'),
      ),
    ).toEqual([]);
  });

  it('keeps duties apart', () => {
    const duty = {
      ...noDuty,
      evidenceUploaders: ['townLeader', 'r1'],
      fieldReviewers: ['r1', 'r2'],
      townApprover: 'countyNr',
      extensionRequester: 'townLeader',
      extensionPending: true,
    };
    const codes = (action: ProblemAction, state: ProblemState, role: RoleId) =>
      missing(action, facts(view(state), role, { duty })).map((each) => each.code);
    expect(codes('problem.townApprove', 'townReview', 'townLeader')).toEqual(['duty.ownEvidence']);
    expect(codes('problem.countyApprove', 'countyReview', 'countyNr')).toEqual(['duty.townApprover']);
    expect(codes('problem.verifyOnSite', 'writeOffRequested', 'townBuild')).toEqual(['duty.twoReviewers']);
    expect(codes('problem.approveExtension', 'rectifying', 'townLeader')).toEqual(['duty.ownExtension']);
    expect(codes('problem.lookBack', 'writtenOff', 'countyNr')).toEqual(['duty.approverInspects']);
  });

  it('asks for inputs, and blank ones do not count', () => {
    expect(missingInput('problem.returnWriteOff', { reason: '  ' }).map((each) => each.message.zh)).toEqual(['理由']);
    expect(missingInput('problem.suspend', { reason: '汛期', document: ['d1'], resumeOn: '2026-12-01' })).toEqual([]);
    expect(missingInput('problem.transfer', {}).map((each) => each.code)).toEqual([
      'input.receiver',
      'input.reason',
      'input.document',
    ]);
  });

  it('splits rights into free acts and acts with gaps', () => {
    const rights = problemRights(facts(view('registered', { category: null }), 'townLeader'));
    expect(rights.abilities).toContain('problem.suspend');
    expect(rights.missing['problem.addToList']?.map((each) => each.code)).toEqual(['plan.category']);
    expect(rights.abilities).not.toContain('problem.addToList');
  });

  it('holds back a write-off whose conditions nobody computed', () => {
    const unknown = facts(view('rectifying'), 'village', { writeOff: null });
    expect(missing('problem.requestWriteOff', unknown).map((each) => each.code)).toEqual(['writeOff.unknown']);
  });
});

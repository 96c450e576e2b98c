import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RoleId, roleIds } from '../people/roles.ts';
import { abilities, transition } from './abilities.ts';
import { type ProblemState, problemStates } from './states.ts';
import { type ProblemAction, problemActions, problemRule } from './table.ts';
import { actor, everything, facts, place, view } from './testing.ts';
import type { GuardResult } from './write-off-facts.ts';

describe('walking the table', () => {
  const openIn = new Map(
    problemStates.codes.map((state) => [
      state,
      roleIds.flatMap((role) => abilities(view(state), actor(role)).map((action) => ({ action, role }))),
    ]),
  );

  it('never changes state without a row, and never writes off without town and county', () => {
    let writtenOff = 0;
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 40, maxLength: 160 }), (choices) => {
        let state: ProblemState = 'registered';
        let before: ProblemState | null = null;
        let path: ProblemAction[] = [];
        for (const choice of choices) {
          const now = view(state, { stateBefore: before });
          const open = (openIn.get(state) ?? []).filter(({ action }) => action !== 'problem.merge' || choice % 7 === 0);
          const picked = open[choice % Math.max(1, open.length)];
          if (picked === undefined) break;
          const outcome = transition(picked.action, facts(now, picked.role), everything);
          if (!outcome.ok) continue;
          const target = problemRule(picked.action).moves[state];
          expect(target === outcome.to || (target === 'before' && outcome.to === before)).toBe(true);
          if (outcome.to === 'suspended' && state !== 'suspended') before = state;
          if (picked.action === 'problem.requestWriteOff') path = [];
          path.push(picked.action);
          if (outcome.to === 'writtenOff' && state !== 'writtenOff') {
            writtenOff += 1;
            expect(path).toEqual(
              expect.arrayContaining([
                'problem.requestWriteOff',
                'problem.verifyOnSite',
                'problem.townApprove',
                'problem.countyApprove',
              ]),
            );
          }
          state = outcome.to;
        }
      }),
      { numRuns: 300 },
    );
    expect(writtenOff).toBeGreaterThan(0);
  });

  it('lets no act through from a state, role or place the table does not name', () => {
    const anyPlace = fc.constantFrom(place, '999901101202', '999901102', '999902');
    fc.assert(
      fc.property(
        fc.constantFrom(...problemActions),
        fc.constantFrom(...roleIds),
        fc.constantFrom(...problemStates.codes),
        anyPlace,
        (action, role, state, scope) => {
          const tried = transition(
            action,
            { ...facts(view(state), role), actor: actor(role, role, scope) },
            everything,
          );
          const rule = problemRule(action);
          const named =
            rule.moves[state] !== undefined &&
            (rule.rolesIn?.[state] ?? rule.roles).includes(role) &&
            place.startsWith(scope);
          if (!named) expect(tried.ok).toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('goes the whole way and back again', () => {
    const way: [ProblemAction, RoleId, ProblemState][] = [
      ['problem.addToList', 'townLeader', 'rectifying'],
      ['problem.requestWriteOff', 'village', 'writeOffRequested'],
      ['problem.verifyOnSite', 'townBuild', 'townReview'],
      ['problem.townApprove', 'townLeader', 'countyReview'],
      ['problem.returnWriteOff', 'countyNr', 'townReview'],
      ['problem.townApprove', 'townLeader', 'countyReview'],
      ['problem.countyApprove', 'countyNr', 'writtenOff'],
      ['problem.reopen', 'townBuild', 'reopened'],
      ['problem.addToList', 'countyNr', 'rectifying'],
      ['problem.suspend', 'townLeader', 'suspended'],
    ];
    let state: ProblemState = 'registered';
    for (const [action, role, to] of way) {
      const outcome = transition(action, facts(view(state), role), everything);
      expect(outcome).toMatchObject({ ok: true, from: state, to });
      state = to;
    }
    expect(
      transition('problem.resume', facts(view('suspended', { stateBefore: 'rectifying' }), 'townLeader'), {}),
    ).toMatchObject({ to: 'rectifying' });
    expect(transition('problem.resume', facts(view('suspended'), 'townLeader'), {})).toMatchObject({
      ok: false,
      why: 'notAllowed',
    });
  });

  it('stops at an unmet condition', () => {
    const unmet: GuardResult = {
      id: 'verified',
      title: { zh: '核实', en: 'verified' },
      step: 'request',
      status: 'missing',
      blocks: true,
      detail: { zh: '', en: '' },
      missing: [{ code: 'writeOff.verified', message: { zh: '核实', en: 'verified' } }],
      override: null,
    };
    const tried = transition(
      'problem.requestWriteOff',
      facts(view('rectifying'), 'village', { writeOff: [unmet] }),
      everything,
    );
    expect(tried).toMatchObject({ ok: false, why: 'missing', missing: [{ code: 'writeOff.verified' }] });
  });
});

import { ApiProblem, getEntrance, getSession, listAudit, listNotices } from '@shoutian/domain/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from '../../testing/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness?.close());

describe('session', () => {
  it('tells the entrance without a session that a county is in use', async () => {
    const entrance = await harness.anonymous.call(getEntrance, {});
    expect(entrance.ready).toBe(true);
  });

  it('refuses a call without a session with a sentence', async () => {
    await expect(harness.anonymous.call(getSession, {})).rejects.toMatchObject({ status: 401, code: 'notSignedIn' });
  });

  it('names the person, the scope and what the roles open', async () => {
    const build = await harness.as('build');
    const session = await build.call(getSession, {});
    expect(session.person).toMatchObject({ username: 'build', scopeCode: '999901101', roles: ['townBuild'] });
    expect(session.abilities).toContain('clue.dispatch');
    expect(session.abilities).not.toContain('person.manage');
    expect(session.today).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('opens the audit to the auditor only', async () => {
    const auditor = await harness.as('auditor');
    await expect(auditor.call(listAudit, { query: {} })).resolves.toMatchObject({ total: 0 });
    const build = await harness.as('build');
    await expect(build.call(listAudit, { query: {} })).rejects.toThrow(ApiProblem);
  });

  it('starts with an empty inbox', async () => {
    const village = await harness.as('village');
    await expect(village.call(listNotices, { query: {} })).resolves.toEqual({ rows: [], total: 0, unread: 0 });
  });
});

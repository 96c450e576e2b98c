import type { Endpoint } from '@shoutian/domain/api';
import { can } from '@shoutian/domain/people';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registered } from '../platform/http/route.ts';
import { newId } from '../platform/ids.ts';
import { type Client, type Harness, type PersonKey, people, startHarness } from './harness.ts';

/** One person of each role; a second of the same role would be refused alike. */
const walkers = ['county', 'leader', 'build', 'industry', 'enforce', 'village', 'gridder', 'auditor', 'admin'] as const;

let harness: Harness;
const clients = new Map<PersonKey, Client>();
beforeAll(async () => {
  harness = await startHarness();
  for (const person of walkers) clients.set(person, await harness.as(person));
});
afterAll(() => harness.close());

/** The role is asked before the thing is, so any well-formed id will do. */
const addressOf = (endpoint: Endpoint): string => endpoint.path.replace(/:\w+/g, () => newId());

/** Sends nothing useful: a refusal by role must not depend on what was typed. */
const ask = async (endpoint: Endpoint, cookie?: string): Promise<{ status: number; code: string }> => {
  const answer = await harness.server.app.inject({
    method: endpoint.method,
    url: addressOf(endpoint),
    headers: cookie === undefined ? {} : { cookie },
    ...(endpoint.method === 'GET' || endpoint.method === 'DELETE' ? {} : { payload: {} }),
  });
  const body: unknown = answer.headers['content-type']?.toString().includes('json') ? answer.json() : {};
  return { status: answer.statusCode, code: (body as { error?: { code: string } }).error?.code ?? '' };
};
const nameOf = (endpoint: Endpoint): string => `${endpoint.method} ${endpoint.path}`;

describe('every registered route', () => {
  it('is registered once', () => {
    const names = registered.map(nameOf);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(names.length).toBeGreaterThan(60);
  });

  it('needs a session unless it says public', async () => {
    const open: string[] = [];
    for (const endpoint of registered.filter((one) => one.action !== 'public')) {
      const { status, code } = await ask(endpoint);
      if (status !== 401 || code !== 'notSignedIn') open.push(`${nameOf(endpoint)}: ${status}`);
    }
    expect(open).toEqual([]);
  });

  it.each(walkers)('refuses %s what the word list does not open', async (person) => {
    const actor = { roles: [people[person][0]] };
    const open: string[] = [];
    let asked = 0;
    for (const endpoint of registered) {
      const { action } = endpoint;
      if (action === 'public' || action === 'signedIn' || can(actor, action)) continue;
      asked += 1;
      const { status, code } = await ask(endpoint, clients.get(person)?.cookie);
      if (status !== 403 || code !== 'notAllowed') open.push(`${nameOf(endpoint)} (${action}): ${status} ${code}`);
    }
    expect(open).toEqual([]);
    // Nobody may do everything: a walk that asks nothing has lost its list.
    expect(asked).toBeGreaterThan(3);
  });
});

import * as api from '@shoutian/domain/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordComplaints } from '../../platform/identity/password.ts';
import { type Client, type Harness, type PersonKey, places, startHarness } from '../../testing/harness.ts';
import { newPassword } from './password.ts';

let house: Harness;
let admin: Client;
beforeAll(async () => {
  house = await startHarness();
  admin = await house.as('admin');
});
afterAll(() => house.close());

const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'granted',
    (problem: unknown) => (problem instanceof api.ApiProblem ? problem.code : String(problem)),
  );
const newcomer = (username: string, extra: Partial<api.InputOf<typeof api.createPerson>['body']> = {}) => ({
  username,
  name: '卫子',
  unit: '村镇建设中心',
  roles: ['townBuild' as const],
  scopeCode: places.townA,
  ...extra,
});
const auditOf = async (id: string): Promise<{ action: string; changes: Record<string, unknown> }[]> =>
  (
    await house.server.platform.db.pool.query(
      'select action, changes from audit_event where subject_id = $1 order by at, id',
      [id],
    )
  ).rows;

describe('every route of people', () => {
  const params = { id: '0190a0a0-0000-7000-8000-000000000000' };
  const managing: [string, (client: Pick<Client, 'call'>) => Promise<unknown>][] = [
    ['list', (c) => c.call(api.listPeople, { query: {} })],
    ['get', (c) => c.call(api.getPerson, { params })],
    ['create', (c) => c.call(api.createPerson, { body: newcomer('nobody') })],
    ['edit', (c) => c.call(api.editPerson, { params, body: { name: 'x' } })],
    ['password', (c) => c.call(api.resetPassword, { params, body: {} })],
    ['disable', (c) => c.call(api.disablePerson, { params, body: {} })],
    ['enable', (c) => c.call(api.enablePerson, { params, body: {} })],
    ['unlock', (c) => c.call(api.unlockPerson, { params, body: {} })],
    ['end sessions', (c) => c.call(api.endSessions, { params, body: {} })],
    ['reset second factor', (c) => c.call(api.resetTwoFactor, { params, body: {} })],
  ];
  it.each(managing)(
    '%s: refuses whoever is not signed in, and every role but the administrator',
    async (_name, act) => {
      expect(await code(act(house.anonymous))).toBe('notSignedIn');
      for (const person of ['build', 'leader', 'county', 'village', 'auditor'] satisfies PersonKey[])
        expect(await code(act(await house.as(person)))).toBe('notAllowed');
    },
  );
  it.each(managing.filter(([name]) => name !== 'list' && name !== 'create'))(
    '%s: a person of another county is not found',
    async (_name, act) => {
      expect(await code(act(admin))).toBe('notFound');
      params.id = house.idOf('stranger');
      expect(await code(act(admin))).toBe('notFound');
    },
  );
});

describe('the list', () => {
  it('shows the own county only, filtered, searched and paged', async () => {
    const all = await admin.call(api.listPeople, { query: { pageSize: 200 } });
    expect(all.rows.map((row) => row.username)).not.toContain('stranger');
    expect(all.total).toBe(all.rows.length);
    const clerks = await admin.call(api.listPeople, { query: { role: ['village', 'gridder'], scope: places.townA } });
    expect(clerks.rows.map((row) => row.username).sort()).toEqual(['gridder', 'village', 'village2']);
    const found = await admin.call(api.listPeople, { query: { q: 'AUDIT' } });
    expect(found.rows.map((row) => row.username)).toEqual(['auditor']);
    expect((await admin.call(api.listPeople, { query: { q: '%' } })).total).toBe(0);
    const paged = await admin.call(api.listPeople, { query: { pageSize: 2, page: 2, sort: '-username' } });
    expect(paged.rows).toHaveLength(2);
    expect(paged.total).toBe(all.total);
  });
});

describe('creating a person', () => {
  it('hands over a password once, stores the audit row, and hides the phone number', async () => {
    const { person, password } = await admin.call(api.createPerson, {
      body: newcomer('weizi', { phone: '13900001234' }),
    });
    expect(person).toMatchObject({
      username: 'weizi',
      state: 'active',
      mustChangePassword: true,
      phoneMasked: '139****1234',
      scopeName: 'townA',
    });
    expect(passwordComplaints(password, 'weizi')).toEqual([]);
    const again = await admin.call(api.getPerson, { params: { id: person.id } });
    expect(JSON.stringify(again)).not.toMatch(/13900001234|password":"/);
    expect(await auditOf(person.id)).toMatchObject([
      { action: 'person.manage', changes: { act: 'create', username: 'weizi', roles: ['townBuild'] } },
    ]);
    expect(JSON.stringify(await auditOf(person.id))).not.toContain(password);
  });

  it('refuses a taken name, a role of another level, and a place of another county or that is not there', async () => {
    expect(await code(admin.call(api.createPerson, { body: newcomer('build') }))).toBe('duplicate');
    // Taken in another county: the answer is the same and does not say by whom.
    expect(await code(admin.call(api.createPerson, { body: newcomer('stranger') }))).toBe('duplicate');
    expect(await code(admin.call(api.createPerson, { body: newcomer('pfive', { scopeCode: places.villageA1 }) }))).toBe(
      'badInput',
    );
    expect(
      await code(admin.call(api.createPerson, { body: newcomer('pfive', { roles: ['townBuild', 'village'] }) })),
    ).toBe('badInput');
    expect(await code(admin.call(api.createPerson, { body: newcomer('pfive', { scopeCode: places.otherTown }) }))).toBe(
      'outsideScope',
    );
    expect(await code(admin.call(api.createPerson, { body: newcomer('pfive', { scopeCode: '999901199' }) }))).toBe(
      'notFound',
    );
    expect(await code(admin.call(api.createPerson, { body: newcomer('1bad') }))).toBe('badInput');
    expect((await admin.call(api.listPeople, { query: { q: 'pfive' } })).total).toBe(0);
  });
});

describe('changing a person', () => {
  it('writes what changed, and only that', async () => {
    const { person } = await admin.call(api.createPerson, { body: newcomer('mover') });
    const moved = await admin.call(api.editPerson, {
      params: { id: person.id },
      body: { roles: ['village'], scopeCode: places.villageA1, phone: '13900005678' },
    });
    expect(moved).toMatchObject({ roles: ['village'], scopeCode: places.villageA1, phoneMasked: '139****5678' });
    expect((await auditOf(person.id)).at(-1)?.changes).toEqual({
      act: 'edit',
      roles: [['townBuild'], ['village']],
      scopeCode: [places.townA, places.villageA1],
      phone: 'changed',
    });
    expect(
      await code(admin.call(api.editPerson, { params: { id: person.id }, body: { scopeCode: places.townA } })),
    ).toBe('badInput');
  });

  it('disables at once, ending open sessions, and enables again', async () => {
    const industry = await house.as('industry');
    const params = { id: industry.id };
    expect(await code(industry.call(api.getSession, {}))).toBe('granted');
    expect((await admin.call(api.disablePerson, { params, body: { reason: '调离' } })).state).toBe('disabled');
    expect(await code(industry.call(api.getSession, {}))).toBe('notSignedIn');
    expect(await code(admin.call(api.disablePerson, { params, body: {} }))).toBe('wrongState');
    expect((await admin.call(api.enablePerson, { params, body: {} })).state).toBe('active');
    expect(await code(admin.call(api.enablePerson, { params, body: {} }))).toBe('wrongState');
  });

  it('ends sessions', async () => {
    const buildb = await house.as('buildb');
    expect((await admin.call(api.getPerson, { params: { id: buildb.id } })).sessions).toBe(1);
    expect((await admin.call(api.endSessions, { params: { id: buildb.id }, body: {} })).sessions).toBe(0);
    expect(await code(buildb.call(api.getSession, {}))).toBe('notSignedIn');
  });

  it('never leaves the county without an administrator, not even when two remove each other at once', async () => {
    const self = { params: { id: admin.id } };
    expect(await code(admin.call(api.disablePerson, { ...self, body: {} }))).toBe('wrongState');
    expect(await code(admin.call(api.editPerson, { ...self, body: { roles: ['auditor'] } }))).toBe('wrongState');
    expect(await code(admin.call(api.resetPassword, { ...self, body: {} }))).toBe('wrongState');
    const { pool } = house.server.platform.db;
    const [first, second] = [await house.as('auditor'), await house.as('county')];
    await pool.query(
      `update auth_user set roles = case when id = $1 then '{auditor}'::text[] else '{admin}' end where id = any ($2)`,
      [admin.id, [admin.id, first.id, second.id]],
    );
    const outcomes = await Promise.all([
      code(first.call(api.disablePerson, { params: { id: second.id }, body: {} })),
      code(second.call(api.disablePerson, { params: { id: first.id }, body: {} })),
    ]);
    expect(outcomes.filter((outcome) => outcome === 'granted')).toHaveLength(1);
    const { rows } = await pool.query(
      `select id from auth_user where county_code = $1 and 'admin' = any (roles) and not disabled`,
      [places.county],
    );
    expect(rows).toHaveLength(1);
    await pool.query(
      `update auth_user set disabled = false, roles = case when id = $1 then '{admin}'::text[] else '{auditor}' end where id = any ($2)`,
      [admin.id, [admin.id, first.id, second.id]],
    );
  });
});

describe('whom work can be given to', () => {
  it('is limited to the own area and to enabled people, with role and place', async () => {
    const build = await house.as('build');
    const all = await build.call(api.listAssignees, { query: {} });
    expect(all.rows.every((row) => row.scopeCode.startsWith(places.townA))).toBe(true);
    expect(Object.keys(all.rows[0] ?? {}).sort()).toEqual(['id', 'name', 'roles', 'scopeCode', 'scopeName', 'unit']);
    const onPlace = await build.call(api.listAssignees, {
      query: { role: ['village', 'gridder'], covering: places.villageA1 },
    });
    expect(onPlace.rows.map((row) => row.id)).toEqual(
      expect.arrayContaining([house.idOf('village'), house.idOf('gridder')]),
    );
    expect(onPlace.rows.map((row) => row.id)).not.toContain(house.idOf('village2'));
    await admin.call(api.disablePerson, { params: { id: house.idOf('gridder') }, body: {} });
    const later = await build.call(api.listAssignees, { query: { role: ['gridder'] } });
    expect(later.rows.map((row) => row.id)).not.toContain(house.idOf('gridder'));
    await admin.call(api.enablePerson, { params: { id: house.idOf('gridder') }, body: {} });
  });
  it('refuses village people and strangers', async () => {
    expect(await code(house.anonymous.call(api.listAssignees, { query: {} }))).toBe('notSignedIn');
    expect(await code((await house.as('village')).call(api.listAssignees, { query: {} }))).toBe('notAllowed');
    const other = await (await house.as('stranger')).call(api.listAssignees, { query: {} });
    expect(other.rows.map((row) => row.id)).toEqual([house.idOf('stranger')]);
  });
});

it('made passwords satisfy the policy and do not repeat', () => {
  const made = Array.from({ length: 200 }, newPassword);
  expect(made.filter((password) => passwordComplaints(password).length > 0)).toEqual([]);
  expect(new Set(made).size).toBe(200);
});

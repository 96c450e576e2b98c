import { createHmac } from 'node:crypto';
import * as api from '@shoutian/domain/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, type PersonKey, places, startHarness, testPassword } from '../../testing/harness.ts';

let house: Harness;
beforeAll(async () => {
  house = await startHarness();
});
afterAll(() => house.close());

interface Answer {
  status: number;
  body: Record<string, unknown>;
  cookie: string;
}
/** A call to the identity library, as the browser makes it. */
async function auth(path: string, payload: unknown, cookie = ''): Promise<Answer> {
  const answer = await house.server.app.inject({
    method: 'POST',
    url: `/api/auth${path}`,
    headers: {
      'content-type': 'application/json',
      origin: house.server.platform.config.publicUrl,
      ...(cookie === '' ? {} : { cookie }),
    },
    payload: JSON.stringify(payload),
  });
  const cookies = [answer.headers['set-cookie']].flat().filter((one) => one !== undefined);
  return {
    status: answer.statusCode,
    body: answer.body.startsWith('{') ? answer.json() : {},
    cookie: cookies.map((one) => String(one).split(';')[0]).join('; '),
  };
}
const signIn = (username: string, password: string): Promise<Answer> =>
  auth('/sign-in/username', { username, password });
const sessionOf = async (cookie: string): Promise<number> =>
  (await house.server.app.inject({ url: '/api/session', headers: { cookie } })).statusCode;
const sql = (text: string, values: unknown[]) => house.server.platform.db.pool.query(text, values);

describe('lockout', () => {
  it('counts down in the sentence, locks at the fifth failure, and refuses even the right password then', async () => {
    for (const left of [4, 3, 2, 1]) {
      const wrong = await signIn('enforce', 'not-the-Password-1');
      expect(wrong.status).toBe(401);
      expect(wrong.body['message']).toBe(`账号或口令不对。再错 ${left} 次，账号会锁定 15 分钟。`);
    }
    const fifth = await signIn('enforce', 'not-the-Password-1');
    expect([fifth.status, fifth.body['code']]).toEqual([423, 'LOCKED']);
    expect(fifth.body['message']).toMatch(/^账号已锁定，\d\d:\d\d 之后再试，或找管理员解锁。$/);
    expect((await signIn('enforce', testPassword)).status).toBe(423);
  });

  it('is lifted by an administrator, with an audit row, or by time; a success clears the count', async () => {
    const admin = await house.as('admin');
    const id = house.idOf('enforce');
    expect((await admin.call(api.getPerson, { params: { id } })).state).toBe('locked');
    expect((await admin.call(api.listPeople, { query: { state: 'locked' } })).rows.map((row) => row.id)).toEqual([id]);
    expect((await admin.call(api.unlockPerson, { params: { id }, body: { reason: '本人来电' } })).state).toBe('active');
    expect((await signIn('enforce', testPassword)).status).toBe(200);
    const { rows } = await sql('select reason, changes from audit_event where subject_id = $1', [id]);
    expect(rows).toEqual([{ reason: '本人来电', changes: { act: 'unlock' } }]);
    await signIn('enforce', 'wrong-Again-77');
    expect((await signIn('enforce', testPassword)).status).toBe(200);
    expect((await signIn('enforce', 'wrong-Again-77')).body['message']).toContain('再错 4 次');
    await sql(`update auth_user set locked_until = now() - interval '1 second' where id = $1`, [id]);
    expect((await signIn('enforce', testPassword)).status).toBe(200);
  });

  it('does not tell whether a name exists, by sentence or code', async () => {
    const nobody = await signIn('nobody_at_all', 'not-the-Password-1');
    const misspelt = await signIn('no-such name!', 'not-the-Password-1');
    expect([misspelt.status, misspelt.body]).toEqual([nobody.status, nobody.body]);
    expect([nobody.status, nobody.body['code'], nobody.body['message']]).toEqual([
      401,
      'WRONG_PASSWORD',
      '账号或口令不对。再错 4 次，账号会锁定 15 分钟。',
    ]);
  });

  it('counts parallel tries one by one', async () => {
    await Promise.all(Array.from({ length: 6 }, () => signIn('leader', 'not-the-Password-1')));
    expect((await signIn('leader', testPassword)).status).toBe(423);
  });
});

describe('idle sessions', () => {
  it('end after the idle time and are prolonged by use', async () => {
    const { cookie } = await signIn('build', testPassword);
    const id = house.idOf('build');
    const minutes = house.server.platform.config.idleMinutes;
    // As if the last request had been two minutes ago.
    await sql(
      `update auth_session set "expiresAt" = now() + $2 * interval '1 minute', "updatedAt" = now() - interval '2 minutes' where "userId" = $1`,
      [id, minutes - 2],
    );
    expect(await sessionOf(cookie)).toBe(200);
    const { rows } = await sql(
      `select extract(epoch from "expiresAt" - now()) / 60 as left from auth_session where "userId" = $1`,
      [id],
    );
    expect(Number(rows[0]?.left)).toBeGreaterThan(minutes - 1);
    await sql(`update auth_session set "expiresAt" = now() - interval '1 second' where "userId" = $1`, [id]);
    expect(await sessionOf(cookie)).toBe(401);
  });
});

describe('a password that was handed over', () => {
  it('opens nothing but the way to change it; a weak one is refused; afterwards all is open', async () => {
    const admin = await house.as('admin');
    const { person, password } = await admin.call(api.createPerson, {
      body: { username: 'sunji', name: '孙己', roles: ['townBuild'], scopeCode: places.townA },
    });
    const { cookie, status } = await signIn('sunji', password);
    expect(status).toBe(200);
    expect(await sessionOf(cookie)).toBe(200);
    const tree = () => house.server.app.inject({ url: '/api/divisions', headers: { cookie } });
    const refused = await tree();
    expect([refused.statusCode, refused.json().error.code]).toEqual([403, 'passwordChange']);
    expect(refused.json().error.message).toContain('先把口令改成自己的');
    const upload = await house.server.app.inject({
      method: 'POST',
      url: '/api/uploads',
      headers: { cookie, 'tus-resumable': '1.0.0', 'upload-length': '1' },
    });
    expect(upload.json().error.code).toBe('passwordChange');
    for (const weak of ['short-1A', 'alllowercaseletters', 'My-Password-2026', 'Xx-sunji-2026-zz']) {
      const answer = await auth('/change-password', { currentPassword: password, newPassword: weak }, cookie);
      expect([weak, answer.status]).toEqual([weak, 400]);
    }
    expect(
      (await auth('/change-password', { currentPassword: 'wrong-Wrong-1', newPassword: 'Terrace-Field-9' }, cookie))
        .status,
    ).toBe(400);
    expect((await tree()).statusCode).toBe(403);
    expect(
      (await auth('/change-password', { currentPassword: password, newPassword: 'Terrace-Field-9' }, cookie)).status,
    ).toBe(200);
    expect((await tree()).statusCode).toBe(200);
    expect((await signIn('sunji', password)).status).toBe(401);
    const reset = await admin.call(api.resetPassword, { params: { id: person.id }, body: { reason: '忘记' } });
    expect(reset.person.mustChangePassword).toBe(true);
    expect(await sessionOf(cookie)).toBe(401);
    expect((await signIn('sunji', 'Terrace-Field-9')).status).toBe(401);
    expect((await signIn('sunji', reset.password)).status).toBe(200);
  });
});

it('a disabled person is told so and does not get in', async () => {
  const admin = await house.as('admin');
  await admin.call(api.disablePerson, { params: { id: house.idOf('village2') }, body: {} });
  const answer = await signIn('village2', testPassword);
  expect([answer.status, answer.body['code']]).toEqual([403, 'DISABLED']);
});

it('nobody signs up', async () => {
  const answer = await auth('/sign-up/email', {
    email: 'a@b.cd',
    password: testPassword,
    name: 'x',
    username: 'intruder',
  });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect((await sql('select 1 from auth_user where username = $1', ['intruder'])).rows).toEqual([]);
});

it('has no second door: not by address, not by asking for names, not by changing the own name', async () => {
  expect((await auth('/sign-in/email', { email: 'build@shoutian.invalid', password: testPassword })).status).toBe(404);
  expect((await auth('/is-username-available', { username: 'build' })).status).toBe(404);
  const { cookie } = await signIn('villageb', testPassword);
  expect((await auth('/update-user', { name: '别人', username: 'other' }, cookie)).status).toBe(404);
});

/** RFC 6238 with the defaults of authenticator apps: SHA-1, 6 digits, 30 s. */
function totp(base32: string, now = Date.now()): string {
  const bits = [...base32.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

describe('second factor', () => {
  const person: PersonKey = 'county';
  it('is set up, then asked for at sign-in, and can be reset by an administrator', async () => {
    const first = await signIn(person, testPassword);
    const enabled = await auth('/two-factor/enable', { password: testPassword }, first.cookie);
    expect(enabled.status).toBe(200);
    const secret = new URL(String(enabled.body['totpURI'])).searchParams.get('secret') ?? '';
    expect((await auth('/two-factor/verify-totp', { code: totp(secret) }, first.cookie)).status).toBe(200);

    const half = await signIn(person, testPassword);
    expect(half.body['twoFactorRedirect']).toBe(true);
    expect(await sessionOf(half.cookie)).toBe(401);
    const wrong = await auth('/two-factor/verify-totp', { code: '000000' }, half.cookie);
    expect(wrong.status).toBeGreaterThanOrEqual(400);
    expect(await sessionOf(half.cookie)).toBe(401);
    const whole = await auth('/two-factor/verify-totp', { code: totp(secret) }, half.cookie);
    expect(whole.status).toBe(200);
    expect(await sessionOf(whole.cookie)).toBe(200);

    const admin = await house.as('admin');
    const params = { id: house.idOf(person) };
    expect((await admin.call(api.getPerson, { params })).twoFactor).toBe(true);
    expect((await admin.call(api.resetTwoFactor, { params, body: { reason: '手机丢失' } })).twoFactor).toBe(false);
    expect(await sessionOf(whole.cookie)).toBe(401);
    const again = await signIn(person, testPassword);
    expect(await sessionOf(again.cookie)).toBe(200);
  });
});

import { betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { username } from 'better-auth/plugins/username';
import type pg from 'pg';
import { newId } from '../ids.ts';
import { clearFailures, countFailure, LOCK_MINUTES, standingOf } from './lockout.ts';
import { passwordComplaints } from './password.ts';
import { UnknownNames } from './unknown-names.ts';

export interface AuthOptions {
  pool: pg.Pool;
  publicUrl: string;
  secret: string;
  /** A session ends after so many minutes without a request. */
  idleMinutes: number;
}

const SIGN_IN = '/sign-in/username';
/**
 * Doors of the library that are not ours: signing in by address would go round the lockout, asking for a name tells who
 * has an account, and names and user names are an administrator's to change (the audit shows them).
 */
const closedPaths = [
  '/sign-in/email',
  '/sign-up/email',
  '/is-username-available',
  '/update-user',
  '/change-email',
  '/delete-user',
  '/request-password-reset',
  '/reset-password',
];

/** better-auth with our tables, policy and per-account lockout; people are created by administrators only. */
export function makeAuth({ pool, publicUrl, secret, idleMinutes }: AuthOptions) {
  const unknown = new UnknownNames();
  return betterAuth({
    appName: '守田',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    disabledPaths: closedPaths,
    telemetry: { enabled: false },
    database: pool,
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    user: { modelName: 'auth_user' },
    session: { modelName: 'auth_session', expiresIn: idleMinutes * 60, updateAge: 60, cookieCache: { enabled: false } },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'auth_rate_limit',
      window: 60,
      max: 300,
      customRules: { [SIGN_IN]: { window: 60, max: 60 }, '/change-password': { window: 60, max: 20 } },
    },
    advanced: {
      cookiePrefix: 'shoutian',
      ipAddress: { ipAddressHeaders: ['x-client-ip'] },
      database: { generateId: () => newId() },
      useSecureCookies: publicUrl.startsWith('https:'),
    },
    plugins: [username({ minUsernameLength: 3 }), twoFactor({ issuer: '守田', twoFactorTable: 'auth_two_factor' })],
    hooks: {
      before: createAuthMiddleware(async (context) => {
        if (context.path === '/change-password') {
          const person = (await getSessionFromCtx(context))?.user as { username?: string | null } | undefined;
          const [bad] = passwordComplaints(String(context.body?.newPassword ?? ''), person?.username ?? '');
          if (bad) throw new APIError('BAD_REQUEST', { code: 'PASSWORD_POLICY', message: bad.message });
        }
        if (context.path !== SIGN_IN) return;
        const name = String(context.body?.username ?? '');
        const now = new Date();
        const standing = (await standingOf(pool, name, now)) ?? unknown.standing(name, now);
        if (standing.lockedUntil) throw locked(standing.lockedUntil);
        if (standing.disabled)
          throw new APIError('FORBIDDEN', { code: 'DISABLED', message: '这个账号已停用，请找管理员。' });
      }),
      after: createAuthMiddleware(async (context) => {
        if (
          context.path === '/change-password' &&
          !(context.context.returned instanceof Error) &&
          context.context.session
        ) {
          await pool.query('update auth_user set must_change_password = false where id = $1', [
            context.context.session.user.id,
          ]);
        }
        if (context.path !== SIGN_IN) return;
        const name = String(context.body?.username ?? '');
        if (!(context.context.returned instanceof APIError)) return clearFailures(pool, name);
        const now = new Date();
        const standing = (await countFailure(pool, name, now)) ?? unknown.fail(name, now);
        if (standing.lockedUntil) throw locked(standing.lockedUntil);
        throw new APIError('UNAUTHORIZED', {
          code: 'WRONG_PASSWORD',
          message: `账号或口令不对。再错 ${standing.left} 次，账号会锁定 ${LOCK_MINUTES} 分钟。`,
          left: standing.left,
        });
      }),
    },
  });
}

export type Auth = ReturnType<typeof makeAuth>;

function locked(until: Date): APIError {
  const clock = until.toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
  return new APIError('LOCKED', {
    code: 'LOCKED',
    message: `账号已锁定，${clock} 之后再试，或找管理员解锁。`,
    lockedUntil: until.toISOString(),
  });
}

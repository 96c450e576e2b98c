import type pg from 'pg';

/** 5 failures lock the account for 15 minutes (GB/T 22239-2019 8.1.4.1 asks for it; the figures are our default). */
export const MAX_FAILURES = 5;
export const LOCK_MINUTES = 15;

export interface SignInStanding {
  /** Tries left before the account locks. */
  left: number;
  lockedUntil: Date | null;
  disabled: boolean;
}

/** Standing of an account before a try; undefined for a name nobody has (the answer must not tell). */
export async function standingOf(pool: pg.Pool, username: string, now: Date): Promise<SignInStanding | undefined> {
  const { rows } = await pool.query<{ failed_sign_ins: number; locked_until: Date | null; disabled: boolean }>(
    'select failed_sign_ins, locked_until, disabled from auth_user where username = $1',
    [username.toLowerCase()],
  );
  const row = rows[0];
  if (!row) return undefined;
  const locked = row.locked_until !== null && row.locked_until > now;
  return {
    left: Math.max(0, MAX_FAILURES - row.failed_sign_ins),
    lockedUntil: locked ? row.locked_until : null,
    disabled: row.disabled,
  };
}

/** Counts a failure in one statement, so that parallel tries cannot slip past each other. */
export async function countFailure(pool: pg.Pool, username: string, now: Date): Promise<SignInStanding | undefined> {
  const until = new Date(now.getTime() + LOCK_MINUTES * 60_000);
  await pool.query(
    `update auth_user set
       failed_sign_ins = case when failed_sign_ins + 1 >= $2 then 0 else failed_sign_ins + 1 end,
       locked_until = case when failed_sign_ins + 1 >= $2 then $3::timestamptz else locked_until end
     where username = $1 and (locked_until is null or locked_until <= $4)`,
    [username.toLowerCase(), MAX_FAILURES, until, now],
  );
  return standingOf(pool, username, now);
}

export async function clearFailures(pool: pg.Pool, username: string): Promise<void> {
  await pool.query('update auth_user set failed_sign_ins = 0, locked_until = null where username = $1', [
    username.toLowerCase(),
  ]);
}

/** What a step of signing in came to. `left` tries remain before the account locks. */
export type SignInOutcome =
  | { kind: 'in' }
  | { kind: 'second' }
  | { kind: 'wrong'; left: number | null }
  | { kind: 'locked'; until: string | null }
  | { kind: 'disabled' | 'codeWrong' | 'codeExpired' | 'tooMany' | 'offline' }
  | { kind: 'refused'; message: string };

interface Answer {
  status: number;
  body: Readonly<Record<string, unknown>>;
}

async function post(path: string, body: unknown): Promise<Answer | null> {
  try {
    const response = await fetch(`/api/auth${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
    const json: unknown = await response.json().catch(() => ({}));
    return { status: response.status, body: typeof json === 'object' && json !== null ? { ...json } : {} };
  } catch {
    return null;
  }
}

/** Reads the answer of either step; codes are the server's (WRONG_PASSWORD, LOCKED, DISABLED) and better-auth's. */
export function readOutcome(answer: Answer | null): SignInOutcome {
  if (answer === null || answer.status >= 502) return { kind: 'offline' };
  const { status, body } = answer;
  if (status < 300) return body['twoFactorRedirect'] === true ? { kind: 'second' } : { kind: 'in' };
  const code = typeof body['code'] === 'string' ? body['code'] : '';
  if (status === 429) return { kind: 'tooMany' };
  if (code === 'LOCKED' || status === 423)
    return { kind: 'locked', until: typeof body['lockedUntil'] === 'string' ? body['lockedUntil'] : null };
  if (code === 'DISABLED') return { kind: 'disabled' };
  if (code === 'INVALID_CODE') return { kind: 'codeWrong' };
  if (code === 'INVALID_TWO_FACTOR_COOKIE' || code === 'OTP_HAS_EXPIRED') return { kind: 'codeExpired' };
  if (code === 'WRONG_PASSWORD' || code === 'INVALID_USERNAME_OR_PASSWORD' || status === 401)
    return { kind: 'wrong', left: typeof body['left'] === 'number' ? body['left'] : null };
  return { kind: 'refused', message: typeof body['message'] === 'string' ? body['message'] : `${status}` };
}

/** First step: account and password. */
export async function signIn(username: string, password: string): Promise<SignInOutcome> {
  return readOutcome(await post('/sign-in/username', { username, password }));
}
/** Second step: the six digits. */
export async function verifyCode(code: string): Promise<SignInOutcome> {
  return readOutcome(await post('/two-factor/verify-totp', { code, trustDevice: true }));
}
/** @returns false when the server did not hear it: the session is still open there */
export async function signOut(): Promise<boolean> {
  const answer = await post('/sign-out', {});
  return answer !== null && answer.status < 500;
}
/** Own password. @returns null when done, or the server's sentence; '' when the present password is wrong */
export async function changePassword(currentPassword: string, newPassword: string): Promise<string | null> {
  const answer = await post('/change-password', { currentPassword, newPassword, revokeOtherSessions: true });
  if (answer !== null && answer.status < 300) return null;
  if (answer?.body['code'] === 'INVALID_PASSWORD') return '';
  const message = answer?.body['message'];
  return typeof message === 'string' ? message : `${answer?.status ?? ''}`;
}

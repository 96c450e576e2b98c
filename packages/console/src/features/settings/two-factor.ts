/** What better-auth gives when the second factor is prepared; it counts only after the first right code. */
export interface Enrolment {
  totpUri: string;
  secret: string;
  backupCodes: readonly string[];
}

async function post(path: string, body: unknown): Promise<Record<string, unknown> | null> {
  const answer = await fetch(`/api/auth/two-factor${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) return null;
  const json: unknown = await answer.json().catch(() => ({}));
  return typeof json === 'object' && json !== null ? { ...json } : {};
}

/** @returns null when the password is wrong */
export async function prepareTwoFactor(password: string): Promise<Enrolment | null> {
  const answer = await post('/enable', { password });
  if (answer === null || typeof answer['totpURI'] !== 'string') return null;
  const codes = answer['backupCodes'];
  return {
    totpUri: answer['totpURI'],
    secret: new URL(answer['totpURI']).searchParams.get('secret') ?? '',
    backupCodes: Array.isArray(codes) ? codes.map(String) : [],
  };
}

/** @returns false when the six digits are wrong */
export const confirmTwoFactor = async (code: string): Promise<boolean> =>
  (await post('/verify-totp', { code })) !== null;

/** @returns false when the password is wrong */
export const endTwoFactor = async (password: string): Promise<boolean> =>
  (await post('/disable', { password })) !== null;

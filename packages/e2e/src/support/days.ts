/** Days in Shanghai, as `YYYY-MM-DD`; the server counts in them wherever the test runs. */
export function dayFromToday(days: number): string {
  const now = Date.now() + days * 86_400_000;
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date(now));
}

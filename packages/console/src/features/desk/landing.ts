/** Where this window was opened: leaders land on the dashboard once, and may still come back to the desk. */
const openedAt = typeof window === 'undefined' ? '/' : window.location.pathname;
let landed = openedAt !== '/';

/** True exactly once, when a leader's window was opened on the start page. */
export function landsElsewhere(roles: readonly string[]): boolean {
  if (landed) return false;
  return roles.includes('townLeader');
}

/** Called when a first page was shown. */
export function markLanded(): void {
  landed = true;
}

import { ApiProblem, getSession, type OutputOf } from '@shoutian/domain/api';
import { createContext, type ReactNode, useContext } from 'react';
import { Loading } from '../kit/page/states.tsx';
import { useEndpoint } from './api.ts';
import { EntrancePage } from './entrance/entrance-page.tsx';
import { NewPasswordPage } from './entrance/new-password-page.tsx';
import { ServerSilent } from './entrance/server-silent.tsx';
import { TodayContext } from './today.ts';

/** Who is signed in, what the roles open, and the server's day. */
export type Session = OutputOf<typeof getSession>;

export const SessionContext = createContext<Session | null>(null);

/** The present session. @throws Error outside of the signed-in part: a programming mistake, not a user's. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside of SessionGate');
  return session;
}

/** Do the person's roles open this action? The thing itself may still refuse (state, scope): see its `abilities`. */
export function useCan(action: string): boolean {
  return useSession().abilities.includes(action);
}

/** Shows the entrance until somebody is signed in, and the password change before anything else when it is due. */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useEndpoint(getSession, {}, { staleMs: 5 * 60_000 });
  if (session.data === undefined) {
    if (session.error instanceof ApiProblem && session.error.status === 401) return <EntrancePage />;
    if (session.error !== null) return <ServerSilent error={session.error} onRetry={() => void session.refetch()} />;
    return <Loading lines={6} />;
  }
  const { data } = session;
  if (data.person.mustChangePassword) return <NewPasswordPage />;
  return (
    <SessionContext value={data}>
      <TodayContext value={data.today}>{children}</TodayContext>
    </SessionContext>
  );
}

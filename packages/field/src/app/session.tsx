import { ApiProblem, getSession, type OutputOf } from '@shoutian/domain/api';
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { EntrancePage } from '../screens/entrance/entrance-page.tsx';
import { NewPasswordPage } from '../screens/entrance/new-password-page.tsx';
import { ServerSilent } from '../screens/entrance/server-silent.tsx';
import { askOrRecall, keyOf } from './api.ts';
import { outbox } from './outbox.ts';

/** Who is signed in, what the roles open, and the server's day. */
export type Session = OutputOf<typeof getSession>;

const SessionContext = createContext<Session | null>(null);

/** The present session. @throws Error outside of the signed-in part: a programming mistake, not a user's. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside of SessionGate');
  return session;
}

/**
 * The entrance until somebody is signed in, and the change of a given password before anything else. Without a signal
 * the person who was here last goes on working: what is made is kept and sent after the next sign-in.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useQuery({
    queryKey: keyOf(getSession, {}),
    queryFn: () => askOrRecall(getSession, {}, 'phone'),
    staleTime: 5 * 60_000,
    retry: false,
    networkMode: 'always',
  });
  const { data, error } = session;
  const signedOut = error instanceof ApiProblem && error.status === 401;
  const personId = signedOut || data?.person.mustChangePassword ? null : (data?.person.id ?? null);
  useEffect(() => outbox.setPerson(personId), [personId]);
  if (signedOut) return <EntrancePage />;
  if (data === undefined) {
    if (error !== null) return <ServerSilent error={error} onRetry={() => void session.refetch()} />;
    return <div className="f-wait" role="status" aria-label="…" />;
  }
  if (data.person.mustChangePassword) return <NewPasswordPage />;
  return <SessionContext value={data}>{children}</SessionContext>;
}

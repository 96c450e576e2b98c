import { type DivisionNode, getDivisionTree } from '@shoutian/domain/api';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { ScopeNode } from '../kit/frame/frame-types.ts';
import { useEndpoint } from './api.ts';
import { useSession } from './session.tsx';

export interface Scope {
  /** Division code all lists and figures of the screen are limited to; inside the person's own scope. */
  code: string;
  label: string;
  tree: readonly ScopeNode[];
  setScope: (node: { code: string; label: string }) => void;
}

const ScopeContext = createContext<Scope | null>(null);

function toNode(node: DivisionNode): ScopeNode {
  return { code: node.code, name: node.name, children: node.children.map(toNode) };
}

function remembered(own: string): { code: string; label: string } | null {
  try {
    const raw: unknown = JSON.parse(sessionStorage.getItem(`shoutian.scope.${own}`) ?? 'null');
    if (typeof raw !== 'object' || raw === null || !('code' in raw) || !('label' in raw)) return null;
    const code = String(raw.code);
    // The server limits anyway; a remembered place outside the own area would only show empty lists.
    return code.startsWith(own) ? { code, label: String(raw.label) } : null;
  } catch {
    return null;
  }
}

/** Holds the header's choice county → town → village; kept while the window is open. */
export function ScopeProvider({ children }: { children: ReactNode }) {
  const { person, abilities } = useSession();
  const divisions = useEndpoint(
    getDivisionTree,
    { query: {} },
    { enabled: abilities.includes('division.read'), staleMs: 600_000 },
  );
  const own = { code: person.scopeCode, label: person.scopeName };
  const [picked, setPicked] = useState(() => remembered(person.scopeCode));
  const { code, label } = picked ?? own;
  const root = divisions.data?.root;
  const scope = useMemo<Scope>(
    () => ({
      code,
      label,
      tree: root === undefined ? [{ code, name: label }] : [toNode(root)],
      setScope: (node) => {
        setPicked(node);
        try {
          sessionStorage.setItem(`shoutian.scope.${person.scopeCode}`, JSON.stringify(node));
        } catch {
          // Not remembered then; it holds until the page is reloaded.
        }
      },
    }),
    [code, label, root, person.scopeCode],
  );
  return <ScopeContext value={scope}>{children}</ScopeContext>;
}

/** The area the screen is limited to; pass `code` as the list's division filter. */
export function useScope(): Scope {
  const scope = useContext(ScopeContext);
  if (scope === null) throw new Error('useScope outside of ScopeProvider');
  return scope;
}

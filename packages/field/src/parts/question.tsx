import type { ReactNode } from 'react';

export interface QuestionProps {
  /** Anchor that 「还差」 leads to. */
  id: string;
  n?: number;
  title: string;
  note?: ReactNode;
  children: ReactNode;
}

/** A numbered question of a form. */
export function Question({ id, n, title, note, children }: QuestionProps) {
  return (
    <section className="f-question" id={`q-${id}`} tabIndex={-1}>
      <h2 className="f-legend">
        {n !== undefined && <span>{n}</span>}
        <span>{title}</span>
        {note !== undefined && <small>{note}</small>}
      </h2>
      {children}
    </section>
  );
}

/** Brings a question into view and gives it the focus: where the button said 「还差」. */
export function showQuestion(id: string): void {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const section = document.getElementById(`q-${id}`);
  section?.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
  section?.focus({ preventScroll: true });
}

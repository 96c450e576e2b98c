import type { ReactNode } from 'react';
import './page.css';

export interface CardProps {
  title?: ReactNode;
  /** Right end of the heading: a link, a note, a switch. */
  extra?: ReactNode;
  children?: ReactNode;
  /** Table or map inside: no padding. */
  flush?: boolean;
  /** Heading on the pale blue ground: the one card that says what to do next. */
  lead?: boolean;
  className?: string;
}

/** A white surface with a heading line; the only container of a page. */
export function Card({ title, extra, children, flush = false, lead = false, className = '' }: CardProps) {
  return (
    <section className={`st-card ${className}`}>
      {(title !== undefined || extra !== undefined) && (
        <div className={`st-card-head ${lead ? 'st-card-lead' : ''}`}>
          <h2 className="st-card-title">{title}</h2>
          <div className="st-card-extra">{extra}</div>
        </div>
      )}
      <div className={flush ? 'st-card-flush' : 'st-card-body'}>{children}</div>
    </section>
  );
}

export interface Fact {
  label: ReactNode;
  value: ReactNode;
  key?: string;
}

/** Label and value pairs; an empty value shows —. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="st-facts">
      {facts.map((fact, i) => (
        <div className="st-fact" key={fact.key ?? i}>
          <dt>{fact.label}</dt>
          <dd>{fact.value === null || fact.value === undefined || fact.value === '' ? '—' : fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface Crumb {
  label: string;
  to?: string;
}

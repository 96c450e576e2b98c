import type { ReactNode } from 'react';
import { i18next } from '../../i18n/setup.ts';
import './marks.css';
import { isStateId, type StateId, type StateLook, stateLooks, type Tone } from './state-table.ts';

function Shape({ tone }: { tone: Tone }) {
  const line = { fill: 'none', stroke: '#fff', strokeWidth: 1.5 };
  switch (tone) {
    case 'red':
      return (
        <>
          <rect x="1" y="1" width="10" height="10" fill="currentColor" />
          <path d="M6 3v3.500M6 8.300v1" {...line} />
        </>
      );
    case 'amber':
      return (
        <>
          <path d="M6 .8L11.600 11H.4z" fill="currentColor" />
          <path d="M6 4.500v3M6 8.800v.8" {...line} strokeWidth={1.2} />
        </>
      );
    case 'ok':
      return (
        <>
          <circle cx="6" cy="6" r="5.5" fill="currentColor" />
          <path d="M3.300 6.200l2 2 3.500-4" {...line} />
        </>
      );
    case 'blue':
      return (
        <>
          <circle cx="6" cy="6" r="4.800" fill="none" stroke="currentColor" strokeWidth="1.400" />
          <path d="M6 1.200a4.800 4.800 0 010 9.600z" fill="currentColor" />
        </>
      );
    case 'purple':
      return (
        <>
          <path d="M6 .3L11.700 6 6 11.700.3 6z" fill="currentColor" />
          <path d="M4 6.800h2.800a1.300 1.300 0 000-2.600H6" {...line} strokeWidth={1.1} />
        </>
      );
    case 'grey':
      return (
        <circle
          cx="6"
          cy="6"
          r="4.800"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.400"
          strokeDasharray="2 1.600"
        />
      );
  }
}

export interface StateMarkProps {
  tone: Tone;
  size?: number;
  /** Spoken name when no word stands beside the mark. */
  label?: string;
}

/** The shape of a state: ■ red, ▲ amber, ✓ ok, ◐ blue, ◆ purple, ◌ grey. Stands beside a word, never alone. */
export function StateMark({ tone, size = 12, label }: StateMarkProps) {
  const spoken = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden beside its word
    <svg className={`st-mark st-tone-${tone}`} width={size} height={size} viewBox="0 0 12 12" {...spoken}>
      <Shape tone={tone} />
    </svg>
  );
}

export interface StateTagProps {
  /** A state of the table; a value unknown to this page shows its text in grey. */
  state?: StateId | (string & {});
  /** Tone and word given directly, for source counts and stock/new. */
  tone?: Tone;
  children?: ReactNode;
  /** false leaves out the shape: dense table cells where the word differs per row. */
  mark?: boolean;
}

/** Outlined pill of a state: shape, word and colour. At most four in a title line. */
export function StateTag({ state, tone, children, mark = true }: StateTagProps) {
  const look: StateLook | undefined = state !== undefined && isStateId(state) ? stateLooks[state] : undefined;
  const shown = tone ?? look?.tone ?? 'grey';
  const word = children ?? (look === undefined ? state : i18next.language === 'en' ? look.en : look.zh);
  return (
    <span className={`st-tag st-tag-${shown}`}>
      {mark && <StateMark tone={shown} size={10} />}
      {word}
    </span>
  );
}

/** A word in a state's colour with its shape before it: table cells, legends, figures. */
export function Toned({ tone, children, strong = false }: { tone: Tone; children: ReactNode; strong?: boolean }) {
  return (
    <span className={`st-toned st-tone-${tone} ${strong ? 'st-strong' : ''}`}>
      <StateMark tone={tone} size={11} />
      <span>{children}</span>
    </span>
  );
}

/** The dashed 演示 mark; stands wherever demonstration data is shown or printed. */
export function DemoMark() {
  return <span className="st-demo">{i18next.language === 'en' ? 'Demo' : '演示'}</span>;
}

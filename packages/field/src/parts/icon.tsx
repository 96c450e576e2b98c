/** Outlines on a 24 grid, stroke 1.7, round ends; on the phone each stands beside a word. */
const paths = {
  list: 'M8 6h13M8 12h13M8 18h13M3 6h.5M3 12h.5M3 18h.5',
  map: 'M9 4L3 6.500v14L9 18l6 2.500 6-2.500V4l-6 2.500zM9 4v14M15 6.500v14',
  cloud: 'M7 18a4.500 4.500 0 01-.5-9A6 6 0 0118 8.500a4.800 4.800 0 01-.5 9.500z',
  cloudOff: 'M9 5.500A6 6 0 0118 8.500a4.800 4.800 0 013 7.500M17 18H7a4.500 4.500 0 01-.5-9M3 3l18 18',
  person: 'M12 12a4.500 4.500 0 100-9 4.500 4.500 0 000 9zM3 21c0-4.500 4-7 9-7s9 2.500 9 7',
  previous: 'M15 6l-6 6 6 6',
  next: 'M9 6l6 6-6 6',
  down: 'M6 9l6 6 6-6',
  go: 'M12 3l6 17-6-4-6 4z',
  camera: 'M3 8h4l2-3h6l2 3h4v12H3zM12 17a4 4 0 100-8 4 4 0 000 8',
  picture: 'M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 5M16 9.500h.01',
  check: 'M5 12.500l5 5L20 7',
  close: 'M6 6l12 12M18 6L6 18',
  clock: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3.500 2',
  hand: 'M7 12V5.500a1.500 1.500 0 013 0V11M10 10.500V4a1.500 1.500 0 013 0v6.500M13 10.500V5a1.500 1.500 0 013 0v7M16 9a1.500 1.500 0 013 0v5c0 4-2.500 7-6.500 7S6.500 19 5 16l-1.500-3c-.7-1.500 1.300-2.500 2.200-1.200L7 14',
  layers: 'M12 3l9 5-9 5-9-5zM3 12.500l9 5 9-5M3 17l9 5 9-5',
  locate: 'M12 19a7 7 0 100-14 7 7 0 000 14zM12 2v3M12 19v3M2 12h3M19 12h3M12 12h.01',
  truck: 'M2 6h12v10H2zM14 9h4l3 4v3h-7zM6 19a2 2 0 100-4 2 2 0 000 4zM17 19a2 2 0 100-4 2 2 0 000 4z',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h7',
  edit: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
  download: 'M12 3v13M6 11l6 6 6-6M4 21h16',
  info: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 11v6M12 7.500v.5',
  phone: 'M6 3l4 1 1 5-2.500 1.500a12 12 0 005 5L15 13l5 1 1 4c-1 2-3 3-5 3C9 20 4 15 3 8c0-2 1-4 3-5z',
  leave: 'M10 4H4v16h6M15 8l4 4-4 4M19 12H9',
  text: 'M4 6h16M12 6v13M9 19h6',
  globe: 'M12 21a9 9 0 100-18 9 9 0 000 18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  undo: 'M9 14L4 9l5-5M4 9h10a6 6 0 010 12h-3',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
} as const;
export type IconName = keyof typeof paths;

/** Decoration beside a word: hidden from readers. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg className={`f-icon ${className}`} viewBox="0 0 24 24" aria-hidden="true">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export type Tone = 'red' | 'amber' | 'ok' | 'blue' | 'purple' | 'grey';
export type MarkShape = 'square' | 'triangle' | 'half' | 'done' | 'diamond' | 'dashed';

/** ■ ▲ ◐ ✓ ◆ ◌: the shape says the state where colour cannot. */
export function MarkIcon({ shape }: { shape: MarkShape }) {
  return (
    <svg className="f-icon" viewBox="0 0 24 24" aria-hidden="true">
      {markOf(shape)}
    </svg>
  );
}

function markOf(shape: MarkShape) {
  const cut = { stroke: '#fff', strokeWidth: 2.4, strokeLinecap: 'round', fill: 'none' } as const;
  switch (shape) {
    case 'square':
      return (
        <>
          <rect x="3" y="3" width="18" height="18" rx="2" fill="currentColor" />
          <path d="M12 7v6M12 17v.1" {...cut} />
        </>
      );
    case 'triangle':
      return (
        <>
          <path d="M12 2.500L1.500 21h21z" fill="currentColor" />
          <path d="M12 9.500v5M12 18v.1" {...cut} />
        </>
      );
    case 'half':
      return (
        <>
          <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="2.6" />
          <path d="M12 3a9 9 0 010 18z" fill="currentColor" />
        </>
      );
    case 'done':
      return (
        <>
          <circle cx="12" cy="12" r="10" fill="currentColor" />
          <path d="M7.500 12.500l3 3 6-6.500" {...cut} strokeLinejoin="round" />
        </>
      );
    case 'diamond':
      return (
        <>
          <path d="M12 1.500L22.500 12 12 22.500 1.500 12z" fill="currentColor" />
          <path d="M12 7.500v5M12 16v.1" {...cut} />
        </>
      );
    case 'dashed':
      return (
        <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="2.400" strokeDasharray="4 3.500" />
      );
  }
}

const shapeOf: Record<Tone, MarkShape> = {
  red: 'square',
  amber: 'triangle',
  ok: 'done',
  blue: 'half',
  purple: 'diamond',
  grey: 'dashed',
};

/** A state: shape, word and colour together. */
export function StateMark({ tone, children }: { tone: Tone; children: React.ReactNode }) {
  return (
    <span className={`f-mark f-${tone}`}>
      <MarkIcon shape={shapeOf[tone]} />
      <span>{children}</span>
    </span>
  );
}

/** The seal: field ridges with one plot in vermilion. */
export function Seal({ size = 44 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect x="2" y="2" width="28" height="28" rx="4" fill="#f4efd6" />
      <path
        d="M2 13c7-3 20-3 28 1M2 21c8-3 20-2 28 2M13 2v28M22 2.500c-1 9-1 18 1 27"
        stroke="var(--st-green-7)"
        strokeWidth="1.8"
        fill="none"
      />
      <path d="M13 12.100c3-.3 6-.2 9 .4l.1 8.300c-3-.7-6-.8-9.100-.5z" fill="var(--map-suspect)" />
    </svg>
  );
}

import type { CSSProperties } from 'react';
import { type IconName, iconPaths } from './icon-paths.ts';

export type { IconName } from './icon-paths.ts';

export interface IconProps {
  name: IconName;
  /** Edge in pixels, 16 unless told. */
  size?: number;
  /** Says the icon aloud; without it the icon is decoration beside a word. */
  label?: string;
  className?: string;
}

/** An outline icon of the house set, in the colour of the text around it. */
export function Icon({ name, size = 16, label, className }: IconProps) {
  const style: CSSProperties = { width: size, height: size };
  const spoken = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the name is given by aria-label, or the icon is hidden beside its word
    <svg className={`st-icon ${className ?? ''}`} style={style} viewBox="0 0 24 24" {...spoken}>
      <path
        d={iconPaths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={name === 'more' ? 2.6 : 1.7}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** The seal: field ridges with one plot in vermilion. */
export function Seal({ size = 26 }: { size?: number }) {
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

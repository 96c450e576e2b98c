/** What of a keyboard event matters here. */
export interface Stroke {
  key: string;
  ctrl: boolean;
  shift: boolean;
  alt: boolean;
  inField: boolean;
}

/**
 * Matches a stroke against a spec: `m`, `?`, `Enter`, `mod+k`, `mod+Enter`, `g h` (two strokes; `before` is the first).
 * Single keys count only outside of fields; `mod` combinations count everywhere. `mod` is Ctrl, or Cmd on a Mac.
 */
export function matchesKey(spec: string, stroke: Stroke, before: string | null): boolean {
  const [first = '', second] = spec.split(' ');
  if (second !== undefined) return before === first && plain(second, stroke);
  if (spec.startsWith('mod+'))
    return stroke.ctrl && !stroke.alt && stroke.key.toLowerCase() === spec.slice(4).toLowerCase();
  return before === null && plain(spec, stroke);
}

function plain(key: string, stroke: Stroke): boolean {
  if (stroke.inField || stroke.ctrl || stroke.alt) return false;
  // Shifted signs (? +) arrive as the sign itself; letters with shift are another act.
  if (/^[a-z]$/.test(key) && stroke.shift) return false;
  return stroke.key.toLowerCase() === key.toLowerCase();
}

/** True for a spec that the switch 启用单字母快捷键 turns off. */
export function isSingleLetter(spec: string): boolean {
  return /^[a-z0-9/?]( [a-z])?$/.test(spec);
}

/** Does the keyboard belong to this element now: a field, or anything inside a dialogue. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A dialogue has the keyboard to itself: M behind it must not move the page.
  if (target.isContentEditable || target.closest('.ant-modal') !== null) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

import type { MissingItem } from '../../kit/index.ts';

/** Page of a problem's write-off: guards, areas, approvals, opinions. */
export function writeOffAddress(problemId: string, part?: string): string {
  return `/write-offs/problem/${problemId}${part === undefined ? '' : `?part=${encodeURIComponent(part)}`}`;
}

/** Review of a problem's photos. */
export function evidenceAddress(problemId: string): string {
  return `/evidence?id=${problemId}`;
}

/**
 * Where a missing thing is done. The server names it by an anchor (`plan?field=measures`, `evidence?stage=after`); an
 * address that begins with / is taken as it is.
 */
export function addressOfAnchor(problemId: string, anchor: string): string {
  if (anchor.startsWith('/')) return anchor;
  const [name = '', rest = ''] = anchor.split('?');
  const and = rest === '' ? '' : `&${rest}`;
  switch (name) {
    case 'plan':
      return `/problems/${problemId}?do=edit${and}`;
    case 'verify':
      return `/problems/${problemId}?tab=verified`;
    case 'milestones':
      return `/problems/${problemId}?do=milestone${and}`;
    case 'extensions':
      return `/problems/${problemId}?do=decide`;
    case 'photo':
    case 'evidence':
      return `/problems/${problemId}?tab=evidence&do=photo${and}`;
    case 'evidence/review':
      return `${evidenceAddress(problemId)}${and}`;
    case 'report':
    case 'review':
      return `/problems/${problemId}?tab=clues`;
    case 'look-back':
      return `/look-backs?problemId=${problemId}`;
    default:
      return writeOffAddress(problemId, name);
  }
}

type WireMissing = { code: string; message: string; messageEn?: string | undefined; link?: string | undefined };

/** The server's missing items with addresses of this app, in the interface language. */
export function missingItems(
  problemId: string,
  items: readonly WireMissing[] | undefined,
  language: 'zh' | 'en',
): MissingItem[] {
  return (items ?? []).map(({ code, message, messageEn, link }) => ({
    code,
    message: language === 'en' ? (messageEn ?? message) : message,
    ...(link === undefined ? {} : { link: addressOfAnchor(problemId, link) }),
  }));
}

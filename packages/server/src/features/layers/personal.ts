import { personalColumnsOf } from '@shoutian/domain/layers';
import type { FieldInfo } from '../../platform/geofile/index.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An 18-digit identity number: a possible day of birth and the check digit of GB 11643-1999 (mod 11-2). */
function isIdNumber(text: string): boolean {
  const match = /^\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/.exec(text);
  if (!match) return false;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase();
}

const isMobile = (text: string): boolean => /^1[3-9]\d{9}$/.test(text);

/**
 * Columns of a file that hold personal data, by name and, where a file calls them otherwise, by what is in them: every
 * example is an identity number or a mobile number. They never leave the reader.
 */
export function personalFieldsOf(fields: readonly FieldInfo[]): string[] {
  const named = new Set(
    personalColumnsOf(fields.flatMap(({ name, alias }) => (alias === null ? [name] : [name, alias]))),
  );
  return fields
    .filter(
      ({ name, alias, samples }) =>
        named.has(name) ||
        (alias !== null && named.has(alias)) ||
        (samples.length > 0 && (samples.every(isIdNumber) || samples.every(isMobile))),
    )
    .map(({ name }) => name);
}

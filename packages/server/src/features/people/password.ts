import { randomInt } from 'node:crypto';

// Without 0 O 1 l I: the password is read out on the phone or copied from paper.
const kinds = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789'] as const;
const all = kinds.join('');

const pick = (from: string): string => from.charAt(randomInt(from.length));

/** A password for one hand-over: three groups of five, about 80 bits, of the kinds the policy asks for. */
export function newPassword(): string {
  const letters = [...kinds.map(pick), ...Array.from({ length: 12 }, () => pick(all))];
  for (let i = letters.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [letters[i], letters[j]] = [letters[j] ?? '', letters[i] ?? ''];
  }
  return [0, 5, 10].map((at) => letters.slice(at, at + 5).join('')).join('-');
}

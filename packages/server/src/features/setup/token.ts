import { randomInt, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/*
 * Until there is a county there is nobody who could sign in, so the first step of the wizard is open to whoever knows
 * the setup code: made at the first start, kept in the data folder (owner only) and printed on the server's own
 * terminal. That the caller comes from this machine would prove nothing: behind a reverse proxy everybody does.
 * The code dies with the first county.
 */
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const fileOf = (dataDir: string): string => path.join(dataDir, 'setup-code');

/** The installation's setup code, made on first use: 20 letters, 100 bits. */
export function setupToken(dataDir: string): string {
  const file = fileOf(dataDir);
  if (!existsSync(file)) {
    const groups = Array.from({ length: 4 }, () =>
      Array.from({ length: 5 }, () => letters.charAt(randomInt(letters.length))).join(''),
    );
    writeFileSync(file, groups.join('-'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}

/** Compares in constant time; spaces and small letters are forgiven, it is typed from a terminal. */
export function isSetupToken(dataDir: string, given: string): boolean {
  // Never made here: while somebody uses it, it is out of its place, and a second one must not come into being.
  if (!existsSync(fileOf(dataDir))) return false;
  const expected = Buffer.from(readFileSync(fileOf(dataDir)));
  const typed = Buffer.from(given.trim().toUpperCase());
  return typed.length === expected.length && timingSafeEqual(typed, expected);
}

/**
 * Takes the code out of use while the county is being made: of two who give it at once, one gets `true`.
 * `giveBack` restores it when making the county failed; `burn` ends it for good.
 */
export function takeSetupToken(dataDir: string): { giveBack(): void; burn(): void } | undefined {
  const taken = `${fileOf(dataDir)}.taken`;
  try {
    renameSync(fileOf(dataDir), taken);
  } catch {
    return undefined;
  }
  return { giveBack: () => renameSync(taken, fileOf(dataDir)), burn: () => rmSync(taken, { force: true }) };
}

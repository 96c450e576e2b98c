import { describe, expect, it } from 'vitest';
import { StatementNames } from './statement-names.ts';
import { frame, TYPE } from './wire.ts';

const body = (text: string): Buffer => Buffer.from(text, 'latin1');
const renamed = (names: StatementNames, type: number, text: string): string =>
  names
    .own(frame(type, body(text)))
    .subarray(5)
    .toString('latin1');

describe('statement names of one client', () => {
  it('stand under its own prefix in every message that carries one', () => {
    const names = new StatementNames(7);
    expect(renamed(names, TYPE.parse, 'q0\0select 1\0\0\0')).toBe('c7_q0\0select 1\0\0\0');
    expect(renamed(names, TYPE.bind, 'p\0q0\0\0\0')).toBe('c7_p\0c7_q0\0\0\0');
    expect(renamed(names, TYPE.describe, 'Sq0\0')).toBe('Sc7_q0\0');
    expect(renamed(names, TYPE.execute, 'p\0\0\0\0\0')).toBe('c7_p\0\0\0\0\0');
    expect(renamed(names, TYPE.close, 'Pp\0')).toBe('Pc7_p\0');
  });

  it('leaves the unnamed statement and other messages alone', () => {
    const names = new StatementNames(7);
    for (const [type, text] of [
      [TYPE.parse, '\0select 1\0\0\0'],
      [TYPE.bind, '\0\0\0\0'],
      [TYPE.describe, 'P\0'],
      [TYPE.query, 'select 1\0'],
      [TYPE.sync, ''],
    ] as const) {
      expect(renamed(names, type, text)).toBe(text);
    }
    expect(names.statements).toEqual([]);
  });

  it('remembers what is to be cleared away, until the client closes it itself', () => {
    const names = new StatementNames(1);
    renamed(names, TYPE.parse, 'a\0select 1\0\0\0');
    renamed(names, TYPE.parse, 'b\0select 2\0\0\0');
    renamed(names, TYPE.close, 'Sa\0');
    expect(names.statements).toEqual(['c1_b']);
  });
});

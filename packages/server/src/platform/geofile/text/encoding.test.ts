import { describe, expect, test } from 'vitest';
import { gbk } from '../testing/shapefile-writer.ts';
import { chooseEncoding, declaredEncoding, noEvidence, weigh } from './encoding.ts';

function decide(values: Uint8Array[], cpg: string | null = null, languageByte = 0): string {
  const evidence = noEvidence();
  for (const value of values) weigh(value, evidence);
  return chooseEncoding(evidence, cpg, languageByte).used;
}

const chinese = ['水田', '演示镇第三村民委员会', '设施农用地'].map(gbk);
const western = ['Région', 'México', 'Peçeña', 'Græs og kløvergræs'].map((text) => Buffer.from(text, 'latin1'));
const utf8 = ['水田', '旱地', '果园', '农村道路'].map((text) => Buffer.from(text));

describe('the bytes decide, not the label', () => {
  test('GBK without any label', () => expect(decide(chinese)).toBe('GB18030'));
  test('GBK under a .cpg that says UTF-8', () => expect(decide(chinese, 'UTF-8')).toBe('GB18030'));
  test('GBK under the ANSI language byte', () => expect(decide(chinese, null, 0x57)).toBe('GB18030'));
  test('GBK under a .cpg of ISO-8859-1', () => expect(decide(chinese, 'ISO-8859-1')).toBe('GB18030'));
  test('UTF-8 under the Chinese language byte', () => expect(decide(utf8, null, 0x4d)).toBe('UTF-8'));
  test('UTF-8 under the ANSI language byte', () => expect(decide(utf8, null, 0x57)).toBe('UTF-8'));
  test('UTF-8 whose last character the field cut', () =>
    expect(decide([...utf8, Buffer.from('农村道路').subarray(0, 10)])).toBe('UTF-8'));
  test('western letters that would also pass as GBK', () => expect(decide(western, null, 0x57)).toBe('ISO-8859-1'));
  test('a code page somebody set', () =>
    expect(decide([Buffer.from('Hn\xecvo\x9aick\xfd', 'latin1')], '1250')).toBe('CP1250'));
  test('plain ASCII keeps the label', () => expect(decide([Buffer.from('abc')], 'GBK')).toBe('GB18030'));
});

test.each([
  ['UTF-8', 'UTF-8'],
  ['\ufeffutf8\r\n', 'UTF-8'],
  ['ANSI 936', 'GB18030'],
  ['x-gbk', 'GB18030'],
  ['54936', 'GB18030'],
  ['OEM', null],
  ['System', null],
])('.cpg %s is %s', (text, encoding) => {
  expect(declaredEncoding(text)).toBe(encoding);
});

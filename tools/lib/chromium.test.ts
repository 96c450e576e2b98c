import { expect, test } from 'vitest';
import { findChromium, usualPlaces } from './chromium.ts';

test('the named browser wins, and is the only one asked for', () => {
  expect(findChromium({ SHOUTIAN_CHROMIUM: '/opt/c' }, () => true, 'linux')).toBe('/opt/c');
  expect(findChromium({ SHOUTIAN_CHROMIUM: '/opt/c' }, (file) => file !== '/opt/c', 'linux')).toBeUndefined();
});

test('Windows: Chrome before Edge, in every folder for programs that is set', () => {
  const env = { ProgramFiles: 'C:\\Program Files', LocalAppData: 'C:\\Local' };
  expect(usualPlaces('win32', env)).toEqual([
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Local\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
    'C:\\Local\\Microsoft\\Edge\\Application\\msedge.exe',
  ]);
});

test('Linux and macOS: the first that exists', () => {
  expect(findChromium({}, (file) => file === '/usr/bin/google-chrome', 'linux')).toBe('/usr/bin/google-chrome');
  expect(findChromium({}, (file) => file.includes('Edge'), 'darwin')).toMatch(/Microsoft Edge\.app/);
  expect(findChromium({}, () => false, 'linux')).toBeUndefined();
});

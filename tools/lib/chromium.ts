import { existsSync } from 'node:fs';
import path from 'node:path';
import { execNode } from './exec.ts';
import { bin } from './paths.ts';

/** What a person does when no browser could be had. */
export const NO_CHROMIUM =
  'No Chromium found and none could be downloaded. Install Chrome, Edge or Chromium ' +
  '(Debian and Ubuntu: apt-get install chromium), or set SHOUTIAN_CHROMIUM to the full path of the program, then run npm test again.';

/** Places where Chromium, Chrome or Edge usually stand, best first. */
export function usualPlaces(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): string[] {
  if (platform === 'win32') {
    const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((name) => env[name] ?? []);
    return ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].flatMap((program) =>
      folders.map((folder) => path.win32.join(folder, program)),
    );
  }
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
    );
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  return names.map((name) => `/usr/bin/${name}`);
}

/** The browser that is there already; a set SHOUTIAN_CHROMIUM is the only candidate. */
export function findChromium(
  env: Readonly<Record<string, string | undefined>> = process.env,
  exists: (file: string) => boolean = existsSync,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const named = env['SHOUTIAN_CHROMIUM'];
  return (named ? [named] : usualPlaces(platform, env)).find(exists);
}

export type Browser =
  | { readonly kind: 'found'; readonly file: string }
  | { readonly kind: 'installed' }
  | { readonly kind: 'none'; readonly why: string };

/** Finds a browser, or lets Playwright download its own (`installed`: Playwright knows where it is). */
export async function ensureChromium(): Promise<Browser> {
  const file = findChromium();
  if (file !== undefined) return { kind: 'found', file };
  if (process.env['SHOUTIAN_CHROMIUM'])
    return { kind: 'none', why: `SHOUTIAN_CHROMIUM names ${process.env['SHOUTIAN_CHROMIUM']}, which does not exist.` };
  const install = await execNode([bin('playwright-core/cli.js'), 'install', 'chromium'], { timeout: 300_000 });
  return install.code === 0 ? { kind: 'installed' } : { kind: 'none', why: `${NO_CHROMIUM}\n${install.output.trim()}` };
}

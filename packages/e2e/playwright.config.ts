import { defineConfig } from '@playwright/test';

const port = Number(process.env['SHOUTIAN_E2E_PORT'] ?? 6212);
const chromium = process.env['SHOUTIAN_CHROMIUM'];

/** Browser tests against the shipped server, on the engine that TEST_DATABASE_URL names (embedded without it). */
export default defineConfig({
  testDir: './src',
  testMatch: '**/*.spec.ts',
  // One server, one county: the main path is one story told by five people.
  workers: 1,
  fullyParallel: false,
  // The story alone takes about a minute and a half; slower machines get four times that.
  timeout: 360_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    // Pictures and page copies of every step cost a third of the run; the list of steps and a last picture stay.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        '--no-sandbox',
        // Maps are drawn in software where there is no graphics card.
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        '--disable-background-networking',
      ],
    },
  },
  webServer: {
    command: `"${process.execPath}" src/serve.ts`,
    cwd: import.meta.dirname,
    url: `http://127.0.0.1:${port}/ready`,
    timeout: 180_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    env: { SHOUTIAN_E2E_PORT: String(port) },
    stdout: 'ignore',
    stderr: 'pipe',
  },
});

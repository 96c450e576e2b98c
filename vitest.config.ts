import { defineConfig } from 'vitest/config';

// Not UTC on purpose: a date that only works in UTC must fail here.
process.env['TZ'] = 'America/St_Johns';

export default defineConfig({
  test: {
    include: ['packages/{domain,server,map}/src/**/*.test.ts', 'packages/{console,field}/src/**/*.test.{ts,tsx}', 'db/tests/**/*.test.ts', 'tools/**/*.test.{ts,mjs}'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
